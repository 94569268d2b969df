import * as z from "zod";
import { pengenalSchema } from "../../identity/rules/pengenal.ts";
import { dapatDicetak } from "../../pegawai/rules/teks.ts";
import { jenisYangAda } from "../../registry/rules/jenis-usaha.ts";

/** What stands in a mail to an address that anybody may name: no place for a link. */
const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => dapatDicetak(text) && !/:\/\/|www\./i.test(text), "KARAKTER_TERLARANG");

/** What somebody says to register an institution: of it, and of themselves as its owner. */
export const pendaftaran = z.strictObject({
  nama: line(200),
  slug: z.string().regex(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/),
  kota: line(100),
  zona_waktu: z.enum(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]).default("Asia/Jakarta"),
  /** Slug of the kind of institution. Nobody who registers can ask for them yet: they stand here. */
  business_type: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/)
    .meta({ description: `Slug jenis institusi atau usaha: ${jenisYangAda}` }),
  modul: z
    .array(z.string().regex(/^[a-z0-9-]{1,60}$/))
    .max(30)
    .default([])
    .meta({ description: "Slug modul yang dipilih, di samping yang wajib bagi jenisnya" }),
  pemilik: z.strictObject({
    nama: line(200),
    surel: pengenalSchema("email").pipe(z.string()),
    username: pengenalSchema("username").pipe(z.string()).default("admin"),
  }),
});

/** That, read. */
export type Pendaftaran = Readonly<z.infer<typeof pendaftaran>>;
