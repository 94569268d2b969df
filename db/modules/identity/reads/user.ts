import * as z from "zod";
import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import type { Scope } from "../principal.ts";
import { reachUser } from "./reach.ts";
import { pengenalView } from "./user-list.ts";

/** An account as those see it who look after accounts. */
export const userView = z.object({
  id: z.uuid(),
  versi: z.number().int(),
  nama: z.string(),
  aktif: z.boolean(),
  diundang: z.boolean(),
  otp: z.boolean(),
  pengenal: pengenalView,
  pegawai: z.object({ id: z.uuid(), nama: z.string(), unit_id: z.uuid() }).nullable(),
  peran: z.array(z.object({ peran: z.string(), unit_id: z.uuid(), unit: z.string() })),
  dibuat: z.string(),
  diubah: z.string(),
  nonaktif_sejak: z.string().nullable(),
});

/** An account within somebody's reach, as finished JSON; `TIDAK_DITEMUKAN` otherwise. One round trip. */
export async function readUser(work: Work, scope: Scope, id: string): Promise<string> {
  const [[row]] = await work.db.batch(work.institutionId, [
    sql<{ json: string }>`select jsonb_build_object('id', u.id, 'versi', u.versi, 'nama', u.nama, 'aktif', u.aktif,
        'diundang', u.password_hash is null, 'otp', u.totp_sejak is not null,
        'pengenal', coalesce((select jsonb_object_agg(x.kind, x.value) from user_identifiers x where x.user_id = u.id), '{}'),
        'pegawai', (select jsonb_build_object('id', g.id, 'nama', nama_lengkap(g), 'unit_id', g.unit_id) from pegawai g where g.id = u.pegawai_id),
        'peran', coalesce((select jsonb_agg(jsonb_build_object('peran', r.peran, 'unit_id', r.unit_id, 'unit', k.nama) order by r.peran, k.nama)
          from user_roles r join unit_kerja k on k.id = r.unit_id where r.user_id = u.id), '[]'),
        'dibuat', u.created_at, 'diubah', u.updated_at, 'nonaktif_sejak', u.nonaktif_sejak)::text as json
      from users u where u.id = ${id}::uuid and ${reachUser(scope)}`,
  ]);
  if (!row) throw new Problem("TIDAK_DITEMUKAN");
  return row.json;
}
