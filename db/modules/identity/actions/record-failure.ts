import { pause } from "../../../core/patience.ts";
import { connectDatabase, sql } from "../../../core/postgres.ts";
import { continueTrace } from "../../../core/trace.ts";
import type { Work } from "../../../core/work.ts";
import { recordActivity } from "./record-activity.ts";

/** Lines of failed logins that the log of one account takes within an hour: a flood of them fills no table, and tells nothing more. */
const mostAnHour = 10;

/** A login that failed: of whom, in the form that `normalkanPengenal` gives it, where, and over what. */
export interface FailedLogin {
  readonly identifier: string;
  readonly host: string;
  readonly slug: string | null;
  readonly alamat: string;
  readonly sebab: "sandi" | "otp";
}

/**
 * Logs a failed login of an account that there is, once the answer is out. The database is asked the same whether or not somebody
 * has this name, and in a trace of its own: neither what follows an answer nor what a caller's trace counts tells them apart.
 */
export function recordFailure(work: Pick<Work, "config" | "later">, failed: FailedLogin): void {
  work.later(recordLater(work, failed));
}

async function recordLater({ config }: Pick<Work, "config">, failed: FailedLogin): Promise<void> {
  const { identifier, host, slug, alamat, sebab } = failed;
  // The answer goes out before any of this is begun.
  await pause(1);
  await connectDatabase(config, continueTrace(null)).batchFor({ host, slug }, [
    // Those of one account are counted one after the other, by whichever of its names: at once, none would see the others.
    sql`select pg_advisory_xact_lock(hashtext('serambi.gagal_masuk'), hashtext(x.user_id::text))
          from user_identifiers x where x.value = ${identifier}`,
    sql`with orang as (
        select u.institution_id, u.id from user_identifiers x join users u on u.id = x.user_id
         where x.value = ${identifier} and u.aktif and (
           select count(*) from (
             select from aktivitas a where a.user_id = u.id and a.aksi = 'gagal_masuk'
                and a.id > (select uuidv7(interval '-1 hour')) and a.created_at > now() - interval '1 hour'
              limit ${mostAnHour}) baru) < ${mostAnHour}
      ) ${recordActivity(sql`orang`, {
        user: sql`c.id`,
        oleh: null,
        aksi: "gagal_masuk",
        rincian: sql`jsonb_build_object('sebab', ${sebab}::text)`,
        alamat: sql`${alamat}::text`,
      })}`,
  ]);
}
