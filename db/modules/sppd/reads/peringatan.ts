import * as z from "zod";
import { sql, type Query } from "../../../core/postgres.ts";
import { akunPerjalanan } from "../rules/akun.ts";
import { JENIS_PERJALANAN, KATEGORI_PERJALANAN } from "../rules/jenis.ts";

/** What is odd about an order, and refuses it nothing: whoever decides on it is to see it. */
export const warnings = z
  .array(z.object({ kode: z.literal("AKUN_TIDAK_SESUAI"), akun: z.string(), seharusnya: z.array(z.string()) }))
  .meta({ description: "AKUN_TIDAK_SESUAI: akun belanja perjalanan (524…) ini bukan akun jenis perjalanannya." });
export type Warnings = z.infer<typeof warnings>;

/** The rule for every trip there can be, by kind and category, for where the account is known: in the database. */
const accounts = JSON.stringify(
  Object.fromEntries(
    JENIS_PERJALANAN.map((jenis) => [
      jenis,
      Object.fromEntries(KATEGORI_PERJALANAN.map((kategori) => [kategori, akunPerjalanan(jenis, kategori)])),
    ]),
  ),
);

/** The warnings of an order, as jsonb. An account that is none of travel is the institution's own affair. */
export function warningsOf(order: Query): Query {
  return sql`coalesce((select jsonb_agg(jsonb_build_object('kode', 'AKUN_TIDAK_SESUAI', 'akun', a.akun, 'seharusnya', x.akun))
    from anggaran a, lateral (select ${accounts}::jsonb #> array[${order}.jenis_perjalanan, ${order}.kategori] as akun) x
   where a.id = ${order}.anggaran_id and a.akun like '524%' and not x.akun ? a.akun), '[]')`;
}
