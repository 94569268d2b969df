import { ImageRun, PatchType, patchDocument, type FileChild, type IPatch } from "docx";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import type { PENANDA } from "../../../../db/modules/sppd/rules/penanda.ts";
import { formatLama, formatRentang, formatTanggal, hitungHari } from "../../../../db/modules/sppd/rules/tanggal.ts";
import type { Spd, SuratTugas } from "../../../../db/modules/sppd/snapshot.ts";
import { penutupTabel } from "./bagian.docx.ts";
import { bergaris, paragraf, rangkai, sel, tabel, tengah, pasangWaktu } from "./docx.ts";
import { gambarQr } from "./qr.ts";
import { isiKata } from "./templat-kata.ts";
import { sebutNip, susunIsiSuratTugas } from "./surat-tugas.isi.ts";
import { atauStrip, bersihkan } from "./teks.ts";

/** What is no words: a picture, or the table that a paragraph gives way to. */
type Gambaran = { readonly gambar: Uint8Array } | { readonly bagian: FileChild[] };
/** What stands in a placeholder's stead: words, a paragraph for each of several, or a picture or table. */
type Isi = string | readonly string[] | Gambaran;

/** Widths of a table that a template takes in, in points: of a text as wide as A4 between ordinary margins. */
const LEBAR_PELAKSANA = [26, 130, 112, 84, 98];
const LEBAR_PENGIKUT = [200, 110, 140];

/**
 * Fills an institution's own Word template with what a letter says. The same template and snapshot give the same bytes.
 *
 * @throws where the file is no template of a word processor
 */
export async function isiTemplat(templat: Uint8Array, snapshot: SuratTugas | Spd): Promise<Uint8Array> {
  const surat = bersihkan(snapshot);
  const isi: Record<string, Isi> = surat.jenis === "spd" ? isiSpd(surat) : isiSuratTugas(surat);
  const { berkas, sisa } = isiSemuaKata(templat, isi);
  const patches = Object.fromEntries(
    Object.entries(isi).flatMap(([nama, satu]) =>
      adalahKata(satu) || !sisa.has(nama) ? [] : [[nama, tempelan(satu)] as const],
    ),
  );
  const data = zipSync(berkas);
  const terisi =
    Object.keys(patches).length === 0 ? data : await patchDocument({ outputType: "uint8array", data, patches });
  return pasangWaktu(terisi, `${surat.tanggal}T00:00:00Z`);
}

/** The template with its words in their places, and the placeholders that are left: a picture, a table. */
function isiSemuaKata(templat: Uint8Array, isi: Record<string, Isi>) {
  const sisa = new Set<string>();
  const berkas = unzipSync(templat);
  for (const [nama, badan] of Object.entries(berkas)) {
    if (!/^word\/[^/]+\.xml$/.test(nama)) continue;
    const terisi = isiKata(strFromU8(badan), (penanda) => {
      const satu = Object.hasOwn(isi, penanda) ? isi[penanda] : undefined;
      if (adalahKata(satu)) return satu;
      sisa.add(penanda);
      return undefined;
    });
    berkas[nama] = strToU8(terisi);
  }
  return { berkas, sisa };
}

function adalahKata(isi: Isi | undefined): isi is string | readonly string[] {
  return typeof isi === "string" || Array.isArray(isi);
}

function tempelan(isi: Gambaran): IPatch {
  // A cell ends with a paragraph, also where a table stands in it.
  if ("bagian" in isi) return { type: PatchType.DOCUMENT, children: [...isi.bagian, penutupTabel()] };
  const gambar = new ImageRun({ type: "png", data: isi.gambar, transformation: { width: 83, height: 83 } });
  return { type: PatchType.PARAGRAPH, children: [gambar] };
}

function isiUmum(surat: SuratTugas | Spd) {
  return {
    nomor: surat.nomor,
    tanggal: formatTanggal(surat.tanggal),
    tempat: surat.tempat,
    maksud: surat.maksud,
    tempat_tujuan: surat.tempat_tujuan,
    waktu: formatRentang(surat.tanggal_berangkat, surat.tanggal_kembali),
    tanggal_berangkat: formatTanggal(surat.tanggal_berangkat),
    tanggal_kembali: formatTanggal(surat.tanggal_kembali),
    lama: formatLama(hitungHari(surat.tanggal_berangkat, surat.tanggal_kembali)),
    kode_verifikasi: surat.verifikasi.kode,
    alamat_verifikasi: surat.verifikasi.url,
    qr: { gambar: gambarQr(surat.verifikasi.url) },
  };
}

function isiSuratTugas(surat: SuratTugas): Record<keyof typeof PENANDA.surat_tugas, Isi> {
  const { kepada, bagian } = susunIsiSuratTugas(surat);
  const semua = (ambil: (orang: SuratTugas["pelaksana"][number]) => string) => surat.pelaksana.map(ambil).join("; ");
  const butir = (label: string) =>
    (bagian.find((satu) => satu.label === label)?.butir ?? []).map(({ tanda, teks }) => `${tanda} ${teks}`);
  return {
    ...isiUmum(surat),
    nama: semua(({ nama }) => nama),
    nip: semua(({ nip }) => tanpaLabel(nip)),
    pangkat_golongan: semua(({ pangkat_golongan }) => atauStrip(pangkat_golongan)),
    jabatan: semua(({ jabatan }) => atauStrip(jabatan)),
    menimbang: butir("Menimbang"),
    dasar: butir("Dasar"),
    tabel_pelaksana: { bagian: susunTabel(LEBAR_PELAKSANA, kepada.kolom, kepada.baris) },
    beban_anggaran: surat.beban_anggaran,
    penandatangan_sebutan: surat.penandatangan.sebutan,
    penandatangan_nama: surat.penandatangan.nama,
    penandatangan_nip: tanpaLabel(surat.penandatangan.nip),
    tembusan: surat.tembusan.map((teks, urut) => `${urut + 1}. ${teks}`),
  };
}

function isiSpd(spd: Spd): Record<keyof typeof PENANDA.spd, Isi> {
  const { pelaksana } = spd;
  const pengikut = spd.pengikut.map(({ nama, tanggal_lahir, keterangan }, urut) => [
    `${urut + 1}. ${nama}`,
    tanggal_lahir === null ? "-" : formatTanggal(tanggal_lahir),
    keterangan,
  ]);
  return {
    ...isiUmum(spd),
    nama: pelaksana.nama,
    nip: tanpaLabel(pelaksana.nip),
    pangkat_golongan: atauStrip(pelaksana.pangkat_golongan),
    jabatan: atauStrip(pelaksana.jabatan),
    lembar_ke: spd.lembar_ke,
    kode_no: spd.kode_no,
    ppk_nama: spd.ppk.nama,
    ppk_nip: tanpaLabel(spd.ppk.nip),
    instansi: pelaksana.instansi,
    tingkat_biaya: pelaksana.tingkat_biaya,
    alat_angkut: spd.alat_angkut,
    tempat_berangkat: spd.tempat_berangkat,
    tabel_pengikut: { bagian: susunTabel(LEBAR_PENGIKUT, ["Nama", "Tanggal Lahir", "Keterangan"], pengikut) },
    pembebanan_instansi: spd.pembebanan.instansi,
    pembebanan_akun: spd.pembebanan.akun,
    keterangan_lain: spd.keterangan_lain,
    nomor_surat_tugas: spd.surat_tugas.nomor,
    tanggal_surat_tugas: formatTanggal(spd.surat_tugas.tanggal),
  };
}

function tanpaLabel(nip: string | null): string {
  return sebutNip("", nip).trim();
}

function susunTabel(lebar: number[], kepala: string[], baris: string[][]): FileChild[] {
  const susunBaris = (isi: string[], tebal: boolean) =>
    isi.map((teks, urut) =>
      sel(
        [paragraf([rangkai(teks, { bold: tebal })], tebal ? { alignment: tengah } : {})],
        lebar[urut] ?? 0,
        bergaris,
        {
          rapat: 2,
        },
      ),
    );
  return [tabel(lebar, [susunBaris(kepala, true), ...baris.map((satu) => susunBaris(satu, false))], 1)];
}
