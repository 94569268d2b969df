import { formatRentang, formatTanggal } from "../../../../db/modules/sppd/rules/tanggal.ts";
import type { Laporan } from "../../../../db/modules/sppd/snapshot-spj.ts";
import { kata, type BagianLembar, type KolomLembar, type Lembar } from "./lembar.ts";
import { kepalaLembar, suratPelaksana, susunBlok, tempatTanggal } from "./rincian-biaya.isi.ts";
import { sebutNip } from "./surat-tugas.isi.ts";
import { atauStrip, bersihkan, bersihkanTeks } from "./teks.ts";

const KOLOM_KEGIATAN: KolomLembar[] = [
  { kepala: "No.", lebar: 24, rata: "center" },
  { kepala: "Tanggal", lebar: 92, rata: "left" },
  { kepala: "Kegiatan", lebar: 340, rata: "left" },
];
const KOLOM_FOTO: KolomLembar[] = [
  { kepala: "No.", lebar: 24, rata: "center" },
  { kepala: "Berkas", lebar: 170, rata: "left" },
  { kepala: "Keterangan", lebar: 262, rata: "left" },
];

/** Words a report (travel orders, 3.2.6), as it was sent: it is cleaned here, line by line. */
export function susunIsiLaporan(laporan: Laporan): Lembar {
  const bersih = bersihkan(laporan);
  const { pelaksana, surat_tugas, spd } = bersih;
  const surat = suratPelaksana(bersih);
  const denganSpd = spd === null ? "" : ` dan SPD Nomor ${spd.nomor} tanggal ${formatTanggal(spd.tanggal)}`;
  const dasar = `Surat Tugas Nomor ${surat_tugas.nomor} tanggal ${formatTanggal(surat_tugas.tanggal)}${denganSpd}.`;
  return {
    ...kepalaLembar(bersih, `Laporan Perjalanan Dinas ${surat.sebutan} ${surat.nomor}`),
    isi: [
      { jenis: "judul", teks: "LAPORAN PERJALANAN DINAS", rujukan: [] },
      {
        jenis: "pasangan",
        label: 118,
        baris: [
          ["Nama", kata(pelaksana.nama)],
          [pelaksana.nip_label, kata(sebutNip("", pelaksana.nip).trim())],
          ["Jabatan", kata(atauStrip(pelaksana.jabatan))],
        ],
      },
      { jenis: "anakJudul", teks: "I. PENDAHULUAN" },
      ...susunParagraf(laporan.isi.pendahuluan),
      {
        jenis: "pasangan",
        label: 118,
        baris: [
          ["Dasar", kata(dasar)],
          ["Maksud dan tujuan", kata(bersih.maksud)],
        ],
      },
      { jenis: "anakJudul", teks: "II. PELAKSANAAN" },
      {
        jenis: "pasangan",
        label: 118,
        baris: [
          ["Waktu", kata(formatRentang(bersih.tanggal_berangkat, bersih.tanggal_kembali))],
          ["Tempat", kata(bersih.tempat_tujuan)],
        ],
      },
      ...susunDaftar(
        KOLOM_KEGIATAN,
        bersih.isi.kegiatan.map(({ tanggal, uraian }) => [formatTanggal(tanggal), atauStrip(uraian)]),
      ),
      { jenis: "anakJudul", teks: "III. HASIL" },
      ...susunParagraf(laporan.isi.hasil),
      { jenis: "anakJudul", teks: "IV. KESIMPULAN DAN SARAN" },
      ...susunParagraf(`${laporan.isi.kesimpulan}\n${laporan.isi.saran}`),
      ...susunBerkas(bersih),
      {
        jenis: "tandaTangan",
        kiri: susunBlok(["Mengetahui,", ...bersih.atasan.sebutan], bersih.atasan),
        kanan: susunBlok([tempatTanggal(bersih), "Pelaksana,"], pelaksana),
      },
      { jenis: "penutup", kanan: null },
    ],
  };
}

/** Each line that somebody wrote as a paragraph; a dash where nothing was written. */
function susunParagraf(teks: string): BagianLembar[] {
  const baris = teks
    .split(/[\n\r\u0085\u2028\u2029]+/)
    .map(bersihkanTeks)
    .filter((satu) => satu !== "");
  return (baris.length === 0 ? ["-"] : baris).map((satu) => ({ jenis: "paragraf", kata: kata(satu) }));
}

function susunDaftar(kolom: readonly KolomLembar[], baris: readonly (readonly string[])[]): BagianLembar[] {
  if (baris.length === 0) return [];
  return [{ jenis: "tabel", kolom, baris: baris.map((satu, urut) => [`${urut + 1}.`, ...satu]), akhir: [] }];
}

/** The photographs and attachments by name: they themselves are kept with the order. */
function susunBerkas({ foto, lampiran }: Laporan): BagianLembar[] {
  const bagian: BagianLembar[] = [];
  if (foto.length > 0) {
    bagian.push({ jenis: "anakJudul", teks: "DOKUMENTASI" });
    bagian.push(
      ...susunDaftar(
        KOLOM_FOTO,
        foto.map(({ nama, keterangan }) => [nama, keterangan]),
      ),
    );
  }
  if (lampiran.length > 0) {
    bagian.push({ jenis: "anakJudul", teks: "LAMPIRAN" });
    bagian.push(...lampiran.map((teks, urut): BagianLembar => ({ jenis: "butir", tanda: `${urut + 1}.`, teks })));
  }
  return bagian;
}
