import * as z from "zod";
import { dapatDicetak } from "../../pegawai/rules/teks.ts";

/** Kinds of notification, as pages show them. */
export const JENIS_NOTIFIKASI = ["info", "warning", "success", "error"] as const;

/** How often somebody gets a mail about what they have not read. */
export const RINGKASAN_SUREL = ["tidak", "harian", "mingguan"] as const;

/** A text in both languages. */
const duaBahasa = z.object({ id: z.string(), en: z.string() });

/** What a notification says. */
export const teksNotifikasi = z.object({ judul: duaBahasa, isi: duaBahasa });
export type TeksNotifikasi = z.infer<typeof teksNotifikasi>;

/** Lines of text: paragraphs may be parted, and nothing says other than it stores. */
const paragraf = (teks: string) => teks.split(/\r?\n/).every(dapatDicetak);

/** A page of the application, by its path: never another site's. */
const tautan = z
  .string()
  .max(300)
  .regex(/^(\/[\w.~-]+)+$/);

/** What is said to many, as entered. `kepada` says to whom; `peran` and `unit_id` go with theirs and no other. */
export const siaranBaru = z
  .strictObject({
    kepada: z.enum(["semua", "peran", "unit"]),
    peran: z
      .string()
      .regex(/^[a-z][a-z0-9_]{1,39}$/)
      .optional(),
    unit_id: z.uuid().optional(),
    jenis: z.enum(JENIS_NOTIFIKASI).default("info"),
    judul: z.string().trim().min(3).max(150).refine(dapatDicetak, "KARAKTER_TERLARANG"),
    isi: z.string().trim().min(1).max(2_000).refine(paragraf, "KARAKTER_TERLARANG"),
    tautan: tautan.optional(),
  })
  .check(({ value, issues }) => {
    for (const [kepada, bidang] of [
      ["peran", "peran"],
      ["unit", "unit_id"],
    ] as const) {
      if ((value.kepada === kepada) !== (value[bidang] !== undefined))
        issues.push({ code: "custom", input: value, path: [bidang], message: "SASARAN_TIDAK_SESUAI" });
    }
  });
export type SiaranBaru = z.infer<typeof siaranBaru>;
