import { sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { digestOf, toldUpTo } from "../../notifications/reads/digest.ts";
import { recordMail, recordMailJob } from "./record-mail.ts";

/** Notifications that a digest tells; of the others it says how many there are. */
const told = 10;

/** Records the jobs of this morning's digests, of every institution whose morning it is; the sweep sends them. */
export async function startDigests(nobody: Work): Promise<void> {
  await nobody.db.batch(null, [sql`select record_digests()`]);
}

/**
 * Records the digests of a day (ISO date, the institution's) for so many of those who were not considered yet: they are marked in
 * the statement that records their mails, one such statement of an institution at a time, so that however often this runs, each
 * gets one. Whoever has read everything, or has no address, gets none; a day that has passed has no digests any more. Answers how
 * many were considered.
 */
export async function recordDigests(work: Work, hari: string, most: number): Promise<number> {
  const considered = await write(
    work,
    sql<Written<number>>`with due as materialized (
        select u.id, p.sejak from (select x.seberapa, ringkasan_sejak(x.seberapa, ${hari}::date) as sejak
              from unnest(array['harian', 'mingguan']) x(seberapa) where ${hari}::date = app_today()) p,
            lateral (select u.id from users u where u.aktif and u.ringkasan_surel <> 'tidak' and u.ringkasan_surel = p.seberapa
              and u.diringkas_untuk < p.sejak order by u.diringkas_untuk, u.id limit ${most}) u
         limit ${most}
      ), change as (
        update users u set diringkas_untuk = ${hari}::date, diringkas_sampai = ${toldUpTo(sql`u.id`)} from due
         where u.id = due.id and u.diringkas_untuk < due.sejak
        returning u.institution_id, u.id, u.diringkas_pada as sejak, old.diringkas_sampai as sampai
      ), digest as (
        select c.institution_id, c.id, e.value as surel, ${digestOf(sql`c.id`, { sejak: sql`c.sejak`, sampai: sql`c.sampai` }, told)} as isi
          from change c join user_identifiers e on e.user_id = c.id and e.kind = 'email'
      ), news as (select * from digest where isi -> 'terbaru' <> '[]'),
      mail as (${recordMail(sql`news`, {
        templat: "ringkasan",
        kepada: sql`c.surel`,
        user: sql`c.id`,
        data: sql`c.isi`,
        kunci: sql`${`ringkasan ${hari} `}::text || c.id`,
      })}),
      job as (${recordMailJob(sql`mail`, { createdBy: null, trace: work.trace })})
      select ${writtenColumns(sql`to_jsonb((select count(*) from due))`, { jobs: true, tags: false })}`,
    [sql`select pg_advisory_xact_lock(hashtext('serambi.ringkasan'), hashtext(${work.institutionId}))`],
  );
  return considered ?? 0;
}
