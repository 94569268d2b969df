import * as z from "zod";
import { pageQuery, toPage, type Page } from "../../core/keyset.ts";
import { empty, sql, type Query } from "../../core/postgres.ts";
import type { Work } from "../../core/work.ts";
import type { Scope } from "../identity/principal.ts";
import { STATUS_PEGAWAI } from "./rules/golongan.ts";
import { KESETARAAN } from "./rules/kesetaraan.ts";
import { normalizeNip } from "./rules/nip.ts";

/** A member of staff. The bank account is not part of it: it has a permission of its own. */
export const pegawaiView = z.object({
  id: z.uuid(),
  nip: z.string().nullable(),
  nama: z.string(),
  /** With titles, as it stands in letters. */
  nama_lengkap: z.string(),
  status: z.enum(STATUS_PEGAWAI),
  golongan: z.string().nullable(),
  jabatan: z.string(),
  kesetaraan: z.enum(KESETARAAN).nullable(),
  unit: z.object({ id: z.uuid(), nama: z.string() }),
  aktif: z.boolean(),
});
export type PegawaiView = z.infer<typeof pegawaiView>;

export const pegawaiQuery = z.strictObject({
  ...pageQuery,
  "filter[nip]": z
    .string()
    .max(40)
    .meta({ examples: ["198503122010122003"] })
    .transform(normalizeNip)
    .optional(),
  "filter[unit]": z.uuid().optional(),
});

const view = sql`jsonb_build_object('id', g.id, 'nip', g.nip, 'nama', g.nama, 'nama_lengkap', nama_lengkap(g), 'status', g.status,
  'golongan', g.golongan, 'jabatan', g.jabatan, 'kesetaraan', g.kesetaraan, 'aktif', g.aktif,
  'unit', (select jsonb_build_object('id', u.id, 'nama', u.nama) from unit_kerja u where u.id = g.unit_id))`;

function reachPegawai(scope: Scope): Query {
  if (scope.reach === "all") return sql`true`;
  const own = sql`g.id = ${scope.own.pegawai_id}::uuid`;
  return scope.reach === "own" ? own : sql`(g.unit_id = any(${scope.units}::uuid[]) or ${own})`;
}

/** A page of staff within somebody's reach. */
export async function readPegawaiPage(
  work: Work,
  scope: Scope,
  query: z.infer<typeof pegawaiQuery>,
): Promise<Page<PegawaiView>> {
  const nip = query["filter[nip]"];
  const unit = query["filter[unit]"];
  const [rows] = await work.db.batch(work.institutionId, [
    sql<{ row: PegawaiView }>`select ${view} as row from pegawai g where ${reachPegawai(scope)}
      ${nip ? sql`and g.nip = ${nip}` : empty} ${unit ? sql`and g.unit_id = ${unit}::uuid` : empty}
      ${query.setelah ? sql`and g.id < ${query.setelah}::uuid` : empty} order by g.id desc limit ${query.per_page + 1}`,
  ]);
  return toPage(
    rows.map(({ row }) => row),
    query.per_page,
  );
}

/** One member of staff within somebody's reach; null otherwise. */
export async function readPegawai(work: Work, scope: Scope, id: string): Promise<PegawaiView | null> {
  const [[found]] = await work.db.batch(work.institutionId, [
    sql<{ row: PegawaiView }>`select ${view} as row from pegawai g where g.id = ${id} and ${reachPegawai(scope)}`,
  ]);
  return found?.row ?? null;
}

/** The sealed bank account of a member of staff; null when there is none or they do not exist. */
export async function readSealedAccount(work: Work, id: string): Promise<string | null> {
  const [[found]] = await work.db.batch(work.institutionId, [
    sql<{ rekening: string | null }>`select rekening from pegawai where id = ${id}`,
  ]);
  return found?.rekening ?? null;
}
