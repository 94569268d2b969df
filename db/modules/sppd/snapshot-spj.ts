import * as z from "zod";
import { KOMPONEN_BIAYA } from "./rules/komponen.ts";
import { skemaKop, skemaPejabat, skemaPelaksana, skemaVerifikasi } from "./snapshot.ts";

/**
 * What the papers of a trip's settlement say, frozen when its step is taken, as the letters are (`snapshot.ts`). Amounts are whole
 * rupiah; each paper is one traveller's, but for the two that speak of the order (cancellation and addendum). None has a
 * number of its own: `nomor` is that of the letter it belongs to.
 */
const tanggal = z.iso.date();
const teks = z.string();
const teksIsi = z.string().min(1);
/** Up to what can be said in words. */
const rupiah = z.int().min(0).max(999_999_999_999_999);
const surat = z.strictObject({ nomor: teksIsi, tanggal });

const perjalanan = {
  versi: z.literal(1),
  nomor: teksIsi,
  /** The day of the paper, and the town where it is signed. */
  tanggal,
  tempat: teksIsi,
  kop: skemaKop,
  maksud: teksIsi,
  tempat_tujuan: teksIsi,
  /** The days that were travelled, not those that had been ordered. */
  tanggal_berangkat: tanggal,
  tanggal_kembali: tanggal,
  surat_tugas: surat,
  verifikasi: skemaVerifikasi,
};

/** Without an SPD they belong to the Surat Tugas: in town for up to 8 hours there may be none. */
const perOrang = { ...perjalanan, pelaksana: skemaPelaksana, spd: surat.nullable() };

const potongan = z.array(z.strictObject({ uraian: teksIsi, jumlah: rupiah }));

/** Rincian Biaya with the Perhitungan SPD Rampung beneath it: what was recognised, and what of it was paid before. */
export const skemaRincianBiaya = z.strictObject({
  jenis: z.literal("rincian_biaya"),
  ...perOrang,
  baris: z
    .array(
      z.strictObject({
        komponen: z.enum(KOMPONEN_BIAYA),
        uraian: teksIsi,
        /** How the amount came about ("3 hari × Rp530.000"); null where it is simply what was paid. */
        hitungan: z.strictObject({ kuantitas: z.int().min(1), satuan: teksIsi, tarif: rupiah }).nullable(),
        jumlah: rupiah,
        keterangan: teks,
      }),
    )
    .min(1),
  /** Taxes held back from the payment; mostly none. */
  potongan,
  uang_muka: rupiah,
  ppk: skemaPejabat,
  bendahara: skemaPejabat,
});
export type RincianBiaya = z.infer<typeof skemaRincianBiaya>;

/** Daftar Pengeluaran Riil: what was spent without a proof to be had, on the traveller's word. */
export const skemaPengeluaranRiil = z.strictObject({
  jenis: z.literal("pengeluaran_riil"),
  ...perOrang,
  baris: z.array(z.strictObject({ uraian: teksIsi, jumlah: rupiah })).min(1),
  ppk: skemaPejabat,
});
export type PengeluaranRiil = z.infer<typeof skemaPengeluaranRiil>;

/** Kuitansi: of the advance, or of the whole trip once it is settled, saying then what had been paid before. */
export const skemaKuitansi = z.strictObject({
  jenis: z.literal("kuitansi"),
  ...perOrang,
  sifat: z.enum(["uang_muka", "rampung"]),
  tahun_anggaran: z.int().min(2000).max(9999),
  /** Null: written in by hand, when the treasurer's books give one. */
  nomor_bukti: teksIsi.nullable(),
  mata_anggaran: teksIsi,
  /** Who pays: "Kuasa Pengguna Anggaran Universitas …". */
  terima_dari: teksIsi,
  jumlah: rupiah,
  /** How a settled amount was paid; null for an advance. */
  pelunasan: z
    .strictObject({
      uang_muka: rupiah,
      potongan,
      /** The receipt number of the state treasury under which too much was paid back. */
      ntpn: teksIsi.nullable(),
    })
    .nullable(),
  ppk: skemaPejabat,
  bendahara: skemaPejabat,
});
export type Kuitansi = z.infer<typeof skemaKuitansi>;

/** A traveller's report. Its long texts keep their line breaks: each line is a paragraph. */
export const skemaLaporan = z.strictObject({
  jenis: z.literal("laporan"),
  ...perOrang,
  isi: z.strictObject({
    pendahuluan: teks,
    /** What was done on each day, and with whom. */
    kegiatan: z.array(z.strictObject({ tanggal, uraian: teks })),
    hasil: teks,
    kesimpulan: teks,
    saran: teks,
  }),
  foto: z.array(z.strictObject({ nama: teksIsi, keterangan: teks })),
  lampiran: z.array(teksIsi),
  atasan: skemaPejabat.extend({ sebutan: z.array(teksIsi).min(1) }),
});
export type Laporan = z.infer<typeof skemaLaporan>;

/**
 * The two statements under which an issued order is cancelled (PMK 113/PMK.05/2012, appendix): the superior's, that the trip
 * cannot be made; and, where something was paid that nobody gives back, the PPK's, that the budget bears it.
 */
export const skemaPembatalan = z.strictObject({
  jenis: z.literal("pembatalan"),
  ...perjalanan,
  pelaksana: z.array(skemaPelaksana.extend({ spd: surat.nullable() })).min(1),
  alasan: teksIsi,
  atasan: skemaPejabat.extend({ sebutan: z.array(teksIsi).min(1), jabatan: teksIsi }),
  ppk: skemaPejabat,
  instansi: teksIsi,
  beban_anggaran: teksIsi,
  biaya: z.array(z.strictObject({ uraian: teksIsi, jumlah: rupiah })),
});
export type Pembatalan = z.infer<typeof skemaPembatalan>;

/** What changed of a Surat Tugas after its issue; all else in it stands. */
export const skemaAdendum = z.strictObject({
  jenis: z.literal("adendum"),
  ...perjalanan,
  /** The first addendum of its letter is 1. */
  ke: z.int().min(1).max(99),
  pelaksana: z.array(skemaPelaksana).min(1),
  perubahan: z.array(z.strictObject({ hal: teksIsi, semula: teksIsi, menjadi: teksIsi })).min(1),
  alasan: teksIsi,
  penandatangan: skemaPejabat.extend({ sebutan: z.array(teksIsi).min(1) }),
});
export type Adendum = z.infer<typeof skemaAdendum>;
