import * as z from "zod";
import type { Said } from "../../../core/manifest.ts";
import { dapatDicetak } from "../../pegawai/rules/teks.ts";
import { KOMPONEN_BIAYA, type KomponenBiaya } from "./komponen.ts";

const teks = z.string().trim().min(1).max(200).refine(dapatDicetak, "KARAKTER_TERLARANG");

/** What an institution may set of its travel orders; letters that are written from then on are made by it. */
export const pengaturan = z.strictObject({
  tembusan: z
    .array(teks)
    .max(10)
    .default(["Pejabat Pembuat Komitmen", "Bendahara Pengeluaran"])
    .meta({ title: "Tembusan Surat Tugas", title_en: "Copies of the Surat Tugas go to" }),
  /** Of the institution's classification scheme for archives; stands in numbers whose template asks for it. */
  kode_klasifikasi: z
    .string()
    .regex(/^[0-9A-Z]{1,6}(\.[0-9A-Z]{1,6}){0,5}$/)
    .default("000.1.2.3")
    .meta({ title: "Kode klasifikasi arsip", title_en: "Archive classification code", examples: ["000.1.2.3"] }),
  /** Whether Surat Tugas are numbered by their template, or by whoever keeps the register elsewhere and types the numbers. */
  nomor_surat_tugas: z
    .enum(["otomatis", "manual"])
    .default("otomatis")
    .meta({
      title: "Nomor Surat Tugas",
      title_en: "Surat Tugas numbers",
      choices: {
        otomatis: { id: "Otomatis menurut templat", en: "Automatic, by the template" },
        manual: { id: "Diketik dari buku agenda", en: "Typed from the register" },
      },
    }),
  /** Boxes on the back of an SPD for the seals of places that were visited. */
  blok_visum: z
    .int()
    .min(5)
    .max(6)
    .default(5)
    .meta({ title: "Blok visum di balik SPD", title_en: "Visum boxes on the back of an SPD" }),
  /** Whether trips in town for up to 8 hours have SPDs: without them the Surat Tugas has the visum as its annex. */
  spd_dalam_kota_sd_8jam: z
    .enum(["wajib", "tidak_perlu"])
    .default("wajib")
    .meta({
      title: "SPD perjalanan dalam kota sampai dengan 8 jam",
      title_en: "SPD for trips in town of up to 8 hours",
      choices: { wajib: { id: "Wajib", en: "Required" }, tidak_perlu: { id: "Tidak perlu", en: "Not needed" } },
    }),
  /** Working days after the day of return by which a report is due. */
  hari_laporan: z.int().min(1).max(30).default(5).meta({
    title: "Tenggat laporan (hari kerja sesudah kembali)",
    title_en: "Report due within (working days after return)",
  }),
  /** Whether whoever owes a report may travel again. */
  tunggakan_laporan: z
    .enum(["biarkan", "tolak"])
    .default("biarkan")
    .meta({
      title: "Pengajuan baru selama laporan tertunggak",
      title_en: "New requests while a report is overdue",
      choices: { biarkan: { id: "Tetap diterima", en: "Still accepted" }, tolak: { id: "Ditolak", en: "Refused" } },
    }),
  /** Hours after which an order that nobody decides on goes to the level above; 0: it waits. */
  eskalasi_jam: z.int().min(0).max(720).default(48).meta({
    title: "Naik ke jenjang berikutnya sesudah (jam; 0: tidak)",
    title_en: "Escalates to the next level after (hours; 0: never)",
  }),
  /** Of a traveller's estimate, what may be paid in advance. */
  uang_muka_persen: z.int().min(0).max(100).default(80).meta({
    title: "Uang muka paling banyak (persen dari perkiraan)",
    title_en: "Advance at most (per cent of the estimate)",
  }),
  /** Whether the PPK may let lodging pass its ceiling, with a reason. */
  batas_penginapan: z
    .enum(["batas_dengan_dispensasi_ppk", "batas_tertinggi"])
    .default("batas_dengan_dispensasi_ppk")
    .meta({
      title: "Penginapan di atas pagu",
      title_en: "Lodging above the ceiling",
      choices: {
        batas_dengan_dispensasi_ppk: { id: "Hanya dengan dispensasi PPK", en: "Only with the PPK's dispensation" },
        batas_tertinggi: { id: "Tidak pernah diakui", en: "Never recognized" },
      },
    }),
  /** The tariffs of trips that turn the year: those of the budget year, or of each day's own. */
  dua_tahun_anggaran: z
    .enum(["satu", "per_tahun"])
    .default("satu")
    .meta({
      title: "Tarif perjalanan yang melewati tahun",
      title_en: "Tariffs of trips that turn the year",
      choices: {
        satu: { id: "Menurut tahun anggarannya", en: "Of the budget year" },
        per_tahun: { id: "Menurut tahun setiap harinya", en: "Of each day's own year" },
      },
    }),
  /** Income tax that is withheld at payment, by component; none is where the institution sets none. */
  pph_persen: z
    .partialRecord(z.enum(KOMPONEN_BIAYA), z.number().min(0).max(50))
    .default({})
    .meta({
      title: "PPh yang dipotong (persen per komponen)",
      title_en: "Income tax withheld (per cent by component)",
      choices: {
        transpor: { id: "Transpor", en: "Transport" },
        taksi: { id: "Taksi", en: "Taxi" },
        sewa: { id: "Sewa kendaraan", en: "Vehicle rental" },
        uang_harian: { id: "Uang harian", en: "Daily allowance" },
        representasi: { id: "Uang representasi", en: "Representation allowance" },
        penginapan: { id: "Penginapan", en: "Lodging" },
        lain: { id: "Lain-lain", en: "Other" },
      } satisfies Record<KomponenBiaya, Said>,
    }),
});
