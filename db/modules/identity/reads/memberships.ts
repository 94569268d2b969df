import * as z from "zod";
import { sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import type { Principal } from "../principal.ts";

/** An institution that somebody is of. */
export const membershipView = z.object({
  id: z.uuid(),
  slug: z.string(),
  nama: z.string(),
  host: z.string().nullable().meta({ description: "Alamatnya sendiri; tanpa ini: alamat platform" }),
});

/** The institutions that the human being of this account is of, as finished JSON, the present one first. */
export async function readMemberships(work: Work, principal: Principal): Promise<string> {
  const [[row]] = await work.db.batch(work.institutionId, [
    sql<{
      json: string;
    }>`select jsonb_build_object('data', coalesce(jsonb_agg(jsonb_build_object('id', k.institution_id,
        'slug', k.slug, 'nama', k.nama, 'host', k.host)), '[]'))::text as json
      from keanggotaan(${principal.user_id}::uuid) k`,
  ]);
  return row?.json ?? '{"data":[]}';
}
