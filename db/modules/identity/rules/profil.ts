import * as z from "zod";
import { dapatDicetak } from "../../pegawai/rules/teks.ts";
import { pengenalSchema } from "./pengenal.ts";
import { namaOrang } from "./pengguna.ts";
import { telepon } from "./telepon.ts";

/** How often a summary of what one has not read is mailed. */
export const ringkasanSurel = z.enum(["tidak", "harian", "mingguan"]);

/** In which language somebody is written to. */
export const bahasaSurel = z.enum(["id", "en"]);

/** What somebody says of themselves. An e-mail address is none of it: it must be confirmed before it counts. */
export const profilBaru = z.strictObject({
  nama: namaOrang,
  telepon: telepon.nullable(),
  alamat: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .refine((text) => text.split("\n").every(dapatDicetak), "KARAKTER_TERLARANG")
    .nullable(),
  ringkasan_surel: ringkasanSurel,
  bahasa: bahasaSurel,
});
/** The same, read. */
export type ProfilBaru = z.infer<typeof profilBaru>;

/** An e-mail address, in its normal form. */
export const alamatSurel = pengenalSchema("email").transform((surel, context) => {
  if (surel === undefined) context.addIssue({ code: "custom", message: "WAJIB_DIISI" });
  return surel ?? "";
});
