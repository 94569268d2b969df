import * as z from "zod";

/**
 * What an issued document says, frozen at issue. A snapshot is stored with the order and is everything a renderer
 * needs: the same snapshot always gives the same bytes, whatever becomes of the people and the budget afterwards.
 * Dates are ISO dates (`YYYY-MM-DD`), texts are as people wrote them, a missing value is `null`, never `""`.
 */
const tanggal = z.iso.date();
const teks = z.string();
const teksIsi = z.string().min(1);

/** Letterhead: lines from top to bottom (ministry, university, faculty), then the address and the contact line. */
export const skemaKop = z.strictObject({
  baris: z.array(teksIsi).min(1),
  alamat: teks,
  kontak: teks,
});
export type Kop = z.infer<typeof skemaKop>;

/** The public verification of a document: its code in words, and the address that its QR code carries. */
export const skemaVerifikasi = z.strictObject({ kode: teksIsi, url: teksIsi });
export type Verifikasi = z.infer<typeof skemaVerifikasi>;

/** One traveller of a Surat Tugas; `nip_label` names what `nip` is ("NIP", "NI PPPK", "NIDN"). */
export const skemaPelaksana = z.strictObject({
  nama: teksIsi,
  nip: teksIsi.nullable(),
  nip_label: teksIsi,
  /** As printed, e.g. "Penata Tk. I, III/d". */
  pangkat_golongan: teksIsi.nullable(),
  jabatan: teks,
});
export type Pelaksana = z.infer<typeof skemaPelaksana>;

/** An official. Papers from before say no `nip_label`, and call every number "NIP". */
export const skemaPejabat = z.strictObject({ nama: teksIsi, nip: teksIsi.nullable(), nip_label: teksIsi.optional() });
export type Pejabat = z.infer<typeof skemaPejabat>;

/** Who signs: `sebutan` is the capacity, line by line: `["Dekan,"]`, `["a.n. Rektor", "Dekan,"]`, `["Plh. Dekan,"]`. */
const skemaPenandatangan = skemaPejabat.extend({ sebutan: z.array(teksIsi).min(1) });

/** Legs in the order they are travelled; they fill the departure lines of the visum blocks. */
const etapeSurat = z.array(z.strictObject({ dari: teksIsi, ke: teksIsi, berangkat: tanggal, tiba: tanggal }));
/** Numbered blocks of a visum, the closing one included; institutions print five or six. */
const blokVisum = z.int().min(5).max(6);

/** The Surat Tugas (order to travel) of one order: all its travellers on one letter. */
export const skemaSuratTugas = z.strictObject({
  jenis: z.literal("surat_tugas"),
  versi: z.literal(1),
  nomor: teksIsi,
  tanggal,
  /** The town where it was signed. */
  tempat: teksIsi,
  kop: skemaKop,
  menimbang: z.array(teksIsi),
  dasar: z.array(teksIsi),
  pelaksana: z.array(skemaPelaksana).min(1),
  maksud: teksIsi,
  tempat_tujuan: teksIsi,
  tanggal_berangkat: tanggal,
  tanggal_kembali: tanggal,
  /** From when to when (`HH:MM`), where that was said: in town. */
  jam: z.strictObject({ mulai: teksIsi, selesai: teksIsi }).optional(),
  beban_anggaran: teks,
  penandatangan: skemaPenandatangan,
  tembusan: z.array(teksIsi),
  /** Of a trip without SPDs: its remarks, and the visum as an annex. */
  keterangan: teks.optional(),
  visum: z
    .strictObject({ tempat_berangkat: teksIsi, etape: etapeSurat, blok_visum: blokVisum, ppk: skemaPejabat })
    .optional(),
  verifikasi: skemaVerifikasi,
});
export type SuratTugas = z.infer<typeof skemaSuratTugas>;

/** The Surat Perjalanan Dinas of one traveller (PMK 113/PMK.05/2012, appendix), issued by the PPK. */
export const skemaSpd = z.strictObject({
  jenis: z.literal("spd"),
  versi: z.literal(1),
  nomor: teksIsi,
  lembar_ke: teks,
  kode_no: teks,
  tanggal,
  /** The town where it was issued. */
  tempat: teksIsi,
  kop: skemaKop,
  /** Who signs as PPK; `sebutan` of whoever stands in for them: `["Plh. Pejabat Pembuat Komitmen,"]`. */
  ppk: skemaPejabat.extend({ sebutan: z.array(teksIsi).min(1).optional() }),
  pelaksana: skemaPelaksana.extend({ instansi: teks, tingkat_biaya: z.enum(["A", "B", "C"]) }),
  maksud: teksIsi,
  alat_angkut: teksIsi,
  tempat_berangkat: teksIsi,
  tempat_tujuan: teksIsi,
  etape: etapeSurat,
  /** Days, both ends counted. */
  lama_hari: z.int().min(1),
  tanggal_berangkat: tanggal,
  tanggal_kembali: tanggal,
  pengikut: z.array(z.strictObject({ nama: teksIsi, tanggal_lahir: tanggal.nullable(), keterangan: teks })).max(5),
  pembebanan: z.strictObject({ instansi: teksIsi, akun: teksIsi }),
  keterangan_lain: teks,
  surat_tugas: z.strictObject({ nomor: teksIsi, tanggal }),
  blok_visum: blokVisum,
  verifikasi: skemaVerifikasi,
});
export type Spd = z.infer<typeof skemaSpd>;
