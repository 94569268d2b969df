import { openField, sealField } from "../../../core/crypto.ts";
import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal } from "../../identity/principal.ts";
import { hashCalendarToken, newCalendarToken } from "../calendar-token.ts";

/** Where the token lies sealed that a repeated request is answered with. */
const answerPlace = "idempotency_keys.answer tautan_kalender";

/** Makes the private link of one's own calendar and answers its token, which is shown this once. A link from before ends. */
export async function makeCalendarLink(work: Work, { user_id }: Principal): Promise<string> {
  const token = newCalendarToken({ institutionId: work.institutionId, userId: user_id });
  const sealed = await sealField(work.config, answerPlace, token);
  const kept = await write(
    work,
    sql<Written<string>>`with change as (
        insert into tautan_kalender as k (institution_id, user_id, hash)
        select u.institution_id, u.id, ${await hashCalendarToken(token)} from users u where u.id = ${user_id}::uuid
        on conflict (institution_id, user_id) do update set hash = excluded.hash, created_at = now() returning k.user_id
      ) select ${writtenColumns(sql`to_jsonb(${sealed}::text)`, { jobs: false, tags: false })} from change`,
  );
  return kept === null ? token : await openField(work.config, answerPlace, kept);
}

/** Ends the private link of one's own calendar at once. `TIDAK_DITEMUKAN` when there is none. */
export async function endCalendarLink(work: Work, { user_id }: Principal): Promise<void> {
  const ended = await write(
    work,
    sql<
      Written<boolean>
    >`with change as (delete from tautan_kalender k where k.user_id = ${user_id}::uuid returning k.user_id)
      select ${writtenColumns(sql`to_jsonb(true)`, { jobs: false, tags: false })} from change`,
  );
  if (ended === null) throw new Problem("TIDAK_DITEMUKAN");
}
