import { tampilkanNip } from "../../../../db/modules/pegawai/rules/nip.ts";
import { formatRentang, formatTanggal } from "../../../../db/modules/sppd/rules/tanggal.ts";
import type { Pejabat, Pelaksana, SuratTugas } from "../../../../db/modules/sppd/snapshot.ts";
import { atauStrip } from "./teks.ts";

/** From this many travellers on they are listed on an annex instead of in the letter (travel orders, 3.2.1). */
const PELAKSANA_DI_LAMPIRAN = 4;

/** A numbered or lettered line of the letter: "a." or "1.", and its words. */
export interface ButirSurat {
  tanda: string;
  teks: string;
}

/** The words of a Surat Tugas, once for both formats. */
export interface IsiSuratTugas {
  judul: string;
  nomor: string;
  bagian: { label: string; butir: ButirSurat[] }[];
  pengantar: string;
  perintah: string;
  kepada: { kolom: string[]; baris: string[][]; lampiran: boolean; ringkas: string };
  untuk: ButirSurat[];
  penutup: string;
  tempatTanggal: string;
  lampiran: { judul: string; rujukan: [string, string][]; namaDaftar: string };
}

/** Words the letter; `surat` must have been cleaned (`bersihkan`). */
export function susunIsiSuratTugas(surat: SuratTugas): IsiSuratTugas {
  const jumlah = surat.pelaksana.length;
  const tanggal = formatTanggal(surat.tanggal);
  return {
    judul: "SURAT TUGAS",
    nomor: `Nomor: ${surat.nomor}`,
    bagian: [
      { label: "Menimbang", butir: surat.menimbang.map((teks, urut) => ({ tanda: tandaHuruf(urut), teks })) },
      { label: "Dasar", butir: surat.dasar.map((teks, urut) => ({ tanda: tandaAngka(urut), teks })) },
    ].filter((bagian) => bagian.butir.length > 0),
    pengantar: `Yang bertanda tangan di bawah ini, ${sebutJabatan(surat.penandatangan.sebutan)}, dengan ini`,
    perintah: "MEMBERI TUGAS",
    kepada: {
      kolom: ["No.", "Nama", "NIP", "Pangkat/Gol.", "Jabatan"],
      baris: surat.pelaksana.map((orang, urut) => susunBarisPelaksana(orang, urut)),
      lampiran: jumlah >= PELAKSANA_DI_LAMPIRAN,
      ringkas: `Nama-nama sebagaimana tercantum dalam lampiran surat tugas ini (${jumlah} orang).`,
    },
    untuk: [
      surat.maksud,
      `Tempat: ${surat.tempat_tujuan}`,
      `Waktu: ${sebutWaktu(surat)}`,
      `Beban anggaran: ${atauStrip(surat.beban_anggaran)}`,
      ...(surat.keterangan ? [`Keterangan: ${surat.keterangan}`] : []),
    ].map((teks, urut) => ({ tanda: tandaAngka(urut), teks })),
    penutup:
      "Agar yang bersangkutan melaksanakan tugas dengan penuh tanggung jawab dan melaporkan hasilnya kepada " +
      "pemberi tugas setelah tugas selesai dilaksanakan.",
    tempatTanggal: `${surat.tempat}, ${tanggal}`,
    lampiran: {
      judul: "LAMPIRAN SURAT TUGAS",
      rujukan: [
        ["Nomor", surat.nomor],
        ["Tanggal", tanggal],
      ],
      namaDaftar: "DAFTAR PELAKSANA TUGAS",
    },
  };
}

/** When: "13 April 2026", with its hours where they were said: "13 April 2026, pukul 08.00 s.d. 15.30". */
export function sebutWaktu({ tanggal_berangkat, tanggal_kembali, jam }: SuratTugas): string {
  const hari = formatRentang(tanggal_berangkat, tanggal_kembali);
  if (jam === undefined) return hari;
  const [mulai, selesai] = [jam.mulai, jam.selesai].map((satu) => satu.replace(":", "."));
  return `${hari}, pukul ${mulai} s.d. ${selesai}`;
}

/** A traveller's identity number as printed: "NIP 19850312 201012 2 003", or "NIP -" where there is none. */
export function sebutNip(label: string, nip: string | null): string {
  return `${label} ${nip === null || nip === "" ? "-" : tampilkanNip(nip)}`;
}

/** What an official's number is called; papers from before the labels call every one an NIP. */
export function sebutLabel({ nip_label }: Pejabat): string {
  return nip_label ?? "NIP";
}

/** An official's number as printed. */
export function sebutNipPejabat(pejabat: Pejabat): string {
  return sebutNip(sebutLabel(pejabat), pejabat.nip);
}

function susunBarisPelaksana(orang: Pelaksana, urut: number): string[] {
  const nip = orang.nip === null || orang.nip === "" ? "-" : tampilkanNip(orang.nip);
  return [
    tandaAngka(urut),
    orang.nama,
    // The column is headed NIP; any other kind of number says what it is.
    orang.nip_label === "NIP" || nip === "-" ? nip : `${orang.nip_label} ${nip}`,
    atauStrip(orang.pangkat_golongan),
    atauStrip(orang.jabatan),
  ];
}

/** ["a.n. Rektor", "Dekan,"] as running text: "a.n. Rektor, Dekan". */
function sebutJabatan(sebutan: readonly string[]): string {
  return sebutan.map((baris) => baris.replace(/,$/, "")).join(", ");
}

function tandaAngka(urut: number): string {
  return `${urut + 1}.`;
}

function tandaHuruf(urut: number): string {
  const huruf = String.fromCharCode(97 + (urut % 26));
  return `${huruf.repeat(Math.floor(urut / 26) + 1)}.`;
}
