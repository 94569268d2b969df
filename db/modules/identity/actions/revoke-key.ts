import { Problem } from "../../../core/problem.ts";
import { sql } from "../../../core/postgres.ts";
import { RedisAway } from "../../../core/redis.ts";
import { recordTags } from "../../../core/tags.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { sessionIdOf } from "../api-key.ts";
import type { Principal } from "../principal.ts";
import { dropSessions } from "../session.ts";
import { personTag } from "../rules/tags.ts";
import { recordActivity } from "./record-activity.ts";

/** Revokes a key of one's own; answers the id under which it stood among the sessions. `TIDAK_DITEMUKAN`. */
export async function revokeKey(work: Work, principal: Principal, id: string, alamat: string): Promise<string> {
  const hash = await write(
    work,
    sql<Written<string>>`with change as (
        update kunci_api set revoked_at = now()
         where id = ${id}::uuid and user_id = ${principal.user_id}::uuid and revoked_at is null returning institution_id, id, user_id, hash
      ), log as (${recordActivity(sql`change`, {
        user: sql`c.user_id`,
        oleh: sql`c.user_id`,
        aksi: "kunci_dicabut",
        rincian: sql`jsonb_build_object('kunci', c.id)`,
        alamat: sql`${alamat}::text`,
      })}),
      bump as (${recordTags(sql`change`, sql`${[personTag(principal.user_id)]}::text[]`)})
      select ${writtenColumns(sql`to_jsonb(hash)`, { jobs: false })} from change`,
  );
  if (hash === null) throw new Problem("TIDAK_DITEMUKAN");
  try {
    await dropSessions(work.redis, work.institutionId, [sessionIdOf(hash)]);
  } catch (error) {
    // The dropped tag of the person does it once Redis is back.
    if (!(error instanceof RedisAway)) throw error;
  }
  return sessionIdOf(hash);
}
