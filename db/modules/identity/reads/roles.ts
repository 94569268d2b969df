import * as z from "zod";
import { only, sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { isiPeran } from "../own-role.ts";
import { kodePeran } from "../rules/peran.ts";

/** A role of the institution's own. */
export const roleView = isiPeran.extend({ kode: kodePeran, dibuat: z.string(), diubah: z.string() });

/** The institution's own roles by code, as finished JSON. There are never more than an institution may make. */
export async function readRoles(work: Work): Promise<string> {
  const [rows] = await work.db.batch(work.institutionId, [
    sql<{
      json: string;
    }>`select jsonb_build_object('data', coalesce(jsonb_agg(jsonb_build_object('kode', p.kode, 'nama', p.nama,
      'izin', p.izin, 'dibuat', p.created_at, 'diubah', p.updated_at) order by p.kode), '[]'))::text as json from peran_lembaga p`,
  ]);
  return only(rows).json;
}
