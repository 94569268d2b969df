import { empty, sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { explainSeats, hasSeat } from "../../licence/reads.ts";
import type { Principal, Scope } from "../principal.ts";
import type { UserChanged } from "./create-user.ts";
import { closePages, dropEnded, endSessions } from "./end-sessions.ts";
import { explainUserError, findRefusedUser } from "./explain-user.ts";
import { recordActivity } from "./record-activity.ts";
import { dropUserTags, lockUser } from "./user-parts.ts";

/**
 * Lets somebody log in no more, and ends their sessions at once; or lets them in again. Nobody shuts themselves out
 * (`AKUN_SENDIRI`), and the last administrator stays (`ADMIN_TERAKHIR`); `KURSI_PENUH` where the licence has no account left. Doing it twice is doing it once.
 */
export async function setStanding(
  work: Work,
  principal: Principal,
  scope: Scope,
  id: string,
  aktif: boolean,
): Promise<UserChanged> {
  if (id === principal.user_id && !aktif) throw new Problem("AKUN_SENDIRI");
  const ending = aktif
    ? empty
    : sql`ended as (${endSessions(sql`change`, "nonaktif")}), event as (${closePages(sql`ended`)}),`;
  const ended = aktif ? sql`'[]'::jsonb` : sql`coalesce((select jsonb_agg(id) from ended), '[]')`;
  try {
    const changed = await write(
      work,
      sql<Written<UserChanged & { ended: readonly string[] }>>`
      with locked as (${lockUser(id, principal, scope)}),
      change as (
        update users u set aktif = ${aktif}, nonaktif_sejak = ${aktif ? sql`null` : sql`now()`}, updated_at = now() from locked
         where u.id = locked.id and locked.aktif <> ${aktif} ${aktif ? sql`and ${hasSeat}` : empty} returning u.institution_id, u.id, u.versi
      ), ${ending}
      log as (${recordActivity(sql`change`, {
        user: sql`c.id`,
        oleh: sql`${principal.user_id}::uuid`,
        aksi: aktif ? "diaktifkan" : "dinonaktifkan",
      })}),
      bump as (${dropUserTags})
      select ${writtenColumns(sql`jsonb_build_object('id', change.id, 'versi', change.versi, 'ended', ${ended})`, { jobs: false, events: !aktif })} from change`,
    );
    if (changed) {
      await dropEnded(work, changed.ended);
      return { id: changed.id, versi: changed.versi };
    }
  } catch (error) {
    throw await explainUserError(work, error, id, {});
  }
  const { versi, aktif: now } = await findRefusedUser(work, principal, scope, id);
  if (now !== aktif) await explainSeats(work);
  return { id, versi };
}
