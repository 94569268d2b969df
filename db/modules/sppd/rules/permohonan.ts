import * as z from "zod";
import { periksaEtape, rentangPerjalanan } from "./etape.ts";
import { daftar, id, isian, jam, kodeGalat, kodeProvinsiIsian, kodeWilayah, rupiah, tanggal, teks } from "./isian.ts";
import { ALAT_ANGKUT, JENIS_PERJALANAN, KATEGORI_PERJALANAN, type AlatAngkut } from "./jenis.ts";
import { periksaJam } from "./jam.ts";
import { periksaJenazah } from "./jenazah.ts";
import { KOMPONEN_DIBIAYAI, periksaDibiayai } from "./penyelenggara.ts";
import { adalahTanggal } from "./tanggal.ts";
import { ALASAN_TEMPAT_SAH } from "./tempat-sah.ts";

const alatAngkut = z.enum(Object.keys(ALAT_ANGKUT) as [AlatAngkut, ...AlatAngkut[]], {
  error: kodeGalat("PILIHAN_TIDAK_SAH"),
});

/** A leg as entered: regencies or cities by code (`33.74`), `tempat` the place as the letter names it. */
export const etapeIsian = isian({
  asal_kode: kodeWilayah,
  tujuan_kode: kodeWilayah,
  tempat: teks(1, 200),
  berangkat: tanggal,
  kembali: tanggal,
  alat_angkut: alatAngkut,
  kelas: teks(1, 30).optional(),
  /** In town: from when to when. */
  jam_mulai: jam.optional(),
  jam_selesai: jam.optional(),
});

/** A follower: travels along, is named on the SPD, and is paid nothing. */
const pengikutIsian = isian({
  nama: teks(1, 100),
  tanggal_lahir: tanggal,
  keterangan: teks(1, 100),
});

/** The invitation or instruction that the trip answers. */
const dasarIsian = isian({
  nomor: teks(1, 100),
  tanggal,
  perihal: teks(1, 200).optional(),
});

/** Costs that the tariffs do not settle by themselves, in rupiah, for one traveller. */
const biayaIsian = isian({
  /** Tickets and fuel: what, and how much in all. */
  transpor: daftar(isian({ uraian: teks(3, 200), jumlah: rupiah }), 0, 20).default([]),
  /** Lodging a night; left out means the ceiling of the traveller's class, or in town, at fullboard meetings and in training none; 0 means none. */
  penginapan_per_malam: rupiah.optional(),
  /** Taxi rides in a province; without `tarif` the tariff table's. */
  taksi: daftar(
    isian({
      provinsi_kode: kodeProvinsiIsian,
      kali: z
        .int({ error: kodeGalat("NILAI_TIDAK_SAH") })
        .min(1, "NILAI_TIDAK_SAH")
        .max(20, "NILAI_TIDAK_SAH"),
      tarif: rupiah.optional(),
    }),
    0,
    10,
  ).default([]),
  /** The trip begins or ends elsewhere than at the seat of the office: transport is paid up to what it costs from there. */
  tempat_sah: isian({
    alasan: z.enum(ALASAN_TEMPAT_SAH, { error: kodeGalat("PILIHAN_TIDAK_SAH") }),
    transpor_dari_kedudukan: rupiah,
  }).optional(),
  /** What the host of the meeting pays: it is estimated at nothing, and nobody claims it. */
  dibiayai_penyelenggara: daftar(
    z.enum(KOMPONEN_DIBIAYAI, { error: kodeGalat("PILIHAN_TIDAK_SAH") }),
    0,
    KOMPONEN_DIBIAYAI.length,
  )
    .refine((semua) => new Set(semua).size === semua.length, "KOMPONEN_GANDA")
    .optional(),
  /** Travellers who speak there and are of no staff (`PihakLain`): a fullboard meeting pays them no uang harian. */
  narasumber_luar: daftar(id, 0, 50).optional(),
});

/**
 * A travel order as entered, for one traveller or up to 50. Every message is a code in SCREAMING_SNAKE at the path of
 * the field it is about; whether people, places and budget lines exist is for the database to say. Once checked it also
 * carries the days of its first departure and last return, and the budget year, which is the year of departure.
 */
export const permohonanBaru = isian({
  maksud: teks(10, 500),
  jenis_perjalanan: z.enum(JENIS_PERJALANAN, { error: kodeGalat("PILIHAN_TIDAK_SAH") }),
  kategori: z.enum(KATEGORI_PERJALANAN, { error: kodeGalat("PILIHAN_TIDAK_SAH") }).default("biasa"),
  unit_id: id.optional(),
  pelaksana: daftar(id, 1, 50).refine((orang) => new Set(orang).size === orang.length, "PELAKSANA_GANDA"),
  etape: daftar(etapeIsian, 1, 10),
  pengikut: daftar(pengikutIsian, 0, 5).default([]),
  dasar: dasarIsian.optional(),
  anggaran_id: id,
  biaya: biayaIsian.default({ transpor: [], taksi: [] }),
})
  .superRefine((permohonan, ctx) => {
    for (const [urut, orang] of (permohonan.biaya.narasumber_luar ?? []).entries()) {
      if (permohonan.pelaksana.includes(orang)) continue;
      ctx.addIssue({ code: "custom", message: "NARASUMBER_BUKAN_PELAKSANA", path: ["biaya", "narasumber_luar", urut] });
    }
    const { transpor, taksi, penginapan_per_malam, dibiayai_penyelenggara = [] } = permohonan.biaya;
    const diisi = {
      transpor: { kolom: "transpor", isi: transpor },
      taksi: { kolom: "taksi", isi: taksi },
      penginapan: { kolom: "penginapan_per_malam", isi: penginapan_per_malam },
    };
    for (const { kolom } of periksaDibiayai(dibiayai_penyelenggara, diisi)) {
      ctx.addIssue({ code: "custom", message: "DIBIAYAI_PENYELENGGARA", path: ["biaya", ...kolom] });
    }
    // Dates that do not exist have been reported by then, and cannot be compared.
    if (!permohonan.etape.every(({ berangkat, kembali }) => adalahTanggal(berangkat) && adalahTanggal(kembali))) return;
    for (const { kode, etape, kolom } of periksaEtape(permohonan.jenis_perjalanan, permohonan.etape)) {
      ctx.addIssue({ code: "custom", message: kode, path: ["etape", etape, kolom] });
    }
    for (const { kode, etape, kolom } of periksaJam(permohonan.jenis_perjalanan, permohonan.etape)) {
      ctx.addIssue({ code: "custom", message: kode, path: ["etape", etape, kolom] });
    }
    for (const { kode, kolom } of periksaJenazah(permohonan)) {
      ctx.addIssue({ code: "custom", message: kode, path: [...kolom] });
    }
  })
  .transform((permohonan) => {
    const rentang = rentangPerjalanan(permohonan.etape);
    return { ...permohonan, ...rentang, tahun_anggaran: Number(rentang.tanggal_berangkat.slice(0, 4)) };
  });

/** A checked order: texts trimmed, lists never missing, dates in order. */
export type PermohonanBaru = z.output<typeof permohonanBaru>;
