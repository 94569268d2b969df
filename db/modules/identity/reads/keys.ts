import * as z from "zod";
import { sql, type Query } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import type { Principal } from "../principal.ts";
import { person } from "../reads.ts";

/** A key as its owner sees it: never the key itself. */
export const keyView = z.object({
  id: z.uuid(),
  nama: z.string(),
  awalan: z.string().meta({ description: "Awal kunci, untuk mengenalinya" }),
  izin: z.array(z.string()),
  dibuat: z.string(),
  berlaku_sampai: z.string().nullable(),
  dipakai: z.string().nullable().meta({ description: "Terakhir dipakai, dicatat paling sering sejam sekali" }),
});

/** One's own keys that were not revoked, the newest first, as finished JSON. */
export async function readKeys(work: Work, principal: Principal): Promise<string> {
  const [[row]] = await work.db.batch(work.institutionId, [
    sql<{
      json: string;
    }>`select jsonb_build_object('data', coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'nama', k.nama,
        'awalan', k.awalan, 'izin', k.izin, 'dibuat', k.created_at, 'berlaku_sampai', k.expires_at, 'dipakai', k.last_used_at)
        order by k.created_at desc, k.id), '[]'))::text as json
      from kunci_api k where k.user_id = ${principal.user_id}::uuid and k.revoked_at is null`,
  ]);
  return row?.json ?? '{"data":[]}';
}

/** The person of a key that counts, limited to what it may do. */
export function findKey(keyId: string, hash: string): Query<{ person: Omit<Principal, "session_id"> }> {
  return sql`select ${person} || jsonb_build_object('kunci',
      jsonb_build_object('izin', k.izin, 'habis', floor(extract(epoch from k.expires_at))::bigint)) as person
    from kunci_api k join users u on u.id = k.user_id join institutions i on i.id = k.institution_id
    where k.id = ${keyId}::uuid and k.hash = ${hash} and u.aktif and k.revoked_at is null
      and (k.expires_at is null or k.expires_at > now())`;
}

/** Notes that a key was used, at most once an hour. */
export function noteUse(keyId: string): Query {
  return sql`update kunci_api set last_used_at = now()
    where id = ${keyId}::uuid and (last_used_at is null or last_used_at < now() - interval '1 hour')`;
}
