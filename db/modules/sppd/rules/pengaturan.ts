import * as z from "zod";
import { dapatDicetak } from "../../pegawai/rules/teks.ts";

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
  /** Boxes on the back of an SPD for the seals of places that were visited. */
  blok_visum: z.int().min(5).max(6).default(5).meta({ title: "Blok visum di balik SPD" }),
  /** Working days after the day of return by which a report is due. */
  hari_laporan: z.int().min(1).max(30).default(5).meta({ title: "Tenggat laporan (hari kerja sesudah kembali)" }),
  /** Whether whoever owes a report may travel again. */
  tunggakan_laporan: z
    .enum(["biarkan", "tolak"])
    .default("biarkan")
    .meta({ title: "Pengajuan baru selama laporan tertunggak" }),
});
