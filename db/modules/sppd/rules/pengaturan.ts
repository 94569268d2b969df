import * as z from "zod";
import { dapatDicetak } from "../../pegawai/rules/teks.ts";
import { KOMPONEN_BIAYA } from "./komponen.ts";

const teks = z.string().trim().min(1).max(200).refine(dapatDicetak, "KARAKTER_TERLARANG");

/** What an institution may set of its travel orders; letters that are written from then on are made by it. */
export const pengaturan = z.strictObject({
  tembusan: z
    .array(teks)
    .max(10)
    .default(["Pejabat Pembuat Komitmen", "Bendahara Pengeluaran"])
    .meta({ title: "Tembusan Surat Tugas" }),
  /** Of the institution's classification scheme for archives; stands in numbers whose template asks for it. */
  kode_klasifikasi: z
    .string()
    .regex(/^[0-9A-Z]{1,6}(\.[0-9A-Z]{1,6}){0,5}$/)
    .default("000.1.2.3")
    .meta({ title: "Kode klasifikasi arsip", examples: ["000.1.2.3"] }),
  /** Whether Surat Tugas are numbered by their template, or by whoever keeps the register elsewhere and types the numbers. */
  nomor_surat_tugas: z.enum(["otomatis", "manual"]).default("otomatis").meta({ title: "Nomor Surat Tugas" }),
  /** Boxes on the back of an SPD for the seals of places that were visited. */
  blok_visum: z.int().min(5).max(6).default(5).meta({ title: "Blok visum di balik SPD" }),
  /** Whether trips in town for up to 8 hours have SPDs: without them the Surat Tugas has the visum as its annex. */
  spd_dalam_kota_sd_8jam: z
    .enum(["wajib", "tidak_perlu"])
    .default("wajib")
    .meta({ title: "SPD perjalanan dalam kota sampai dengan 8 jam" }),
  /** Working days after the day of return by which a report is due. */
  hari_laporan: z.int().min(1).max(30).default(5).meta({ title: "Tenggat laporan (hari kerja sesudah kembali)" }),
  /** Whether whoever owes a report may travel again. */
  tunggakan_laporan: z
    .enum(["biarkan", "tolak"])
    .default("biarkan")
    .meta({ title: "Pengajuan baru selama laporan tertunggak" }),
  /** Hours after which an order that nobody decides on goes to the level above; 0: it waits. */
  eskalasi_jam: z
    .int()
    .min(0)
    .max(720)
    .default(48)
    .meta({ title: "Naik ke jenjang berikutnya sesudah (jam; 0: tidak)" }),
  /** Of a traveller's estimate, what may be paid in advance. */
  uang_muka_persen: z
    .int()
    .min(0)
    .max(100)
    .default(80)
    .meta({ title: "Uang muka paling banyak (persen dari perkiraan)" }),
  /** Whether the PPK may let lodging pass its ceiling, with a reason. */
  batas_penginapan: z
    .enum(["batas_dengan_dispensasi_ppk", "batas_tertinggi"])
    .default("batas_dengan_dispensasi_ppk")
    .meta({ title: "Penginapan di atas pagu" }),
  /** The tariffs of trips that turn the year: those of the budget year, or of each day's own. */
  dua_tahun_anggaran: z
    .enum(["satu", "per_tahun"])
    .default("satu")
    .meta({ title: "Tarif perjalanan yang melewati tahun" }),
  /** Income tax that is withheld at payment, by component; none is where the institution sets none. */
  pph_persen: z
    .partialRecord(z.enum(KOMPONEN_BIAYA), z.number().min(0).max(50))
    .default({})
    .meta({ title: "PPh yang dipotong (persen per komponen)" }),
});
