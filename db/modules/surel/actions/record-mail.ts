import { deliveryColumns } from "../../../core/outbox.ts";
import { sql, type Query } from "../../../core/postgres.ts";
import type { Trace } from "../../../core/trace.ts";
import { jobs } from "../jobs.ts";
import type { Templat } from "../rules/templat.ts";

/**
 * The CTE body that records mails in the statement that causes them: one for each row of `from`, called `c`. `kepada` is the
 * address, `user` whose it is (null: nobody's account), `data` (jsonb) what the kind of mail asks for (`templatSurel`). It is
 * written in the language of whom it is for: their own, else that of their institution. Returns institution_id and id, from which `recordMailJob` goes on:
 *
 *     mail as (${recordMail(sql`change`, { templat: "undangan", … })}),
 *     job as (${recordMailJob(sql`mail`, { createdBy: principal.user_id, trace: work.trace })})
 *
 * `kunci` names what must not be said twice: a mail that was recorded under it before is not recorded again.
 */
export function recordMail(
  from: Query,
  mail: { templat: Templat; kepada: Query; user: Query; data?: Query; kunci?: Query },
): Query {
  return sql`insert into surel (institution_id, user_id, kepada, bahasa, templat, data, kunci)
    select c.institution_id, ${mail.user}, ${mail.kepada}, coalesce((select p.bahasa from users p where p.id = ${mail.user}), (select i.locale from institutions i where i.id = c.institution_id)), ${mail.templat},
           ${mail.data ?? sql`'{}'::jsonb`}, ${mail.kunci ?? sql`null::text`}
      from ${from} c
    on conflict do nothing
    returning institution_id, id`;
}

/**
 * The CTE body of the job that sends recorded mails: one for all of them, which sends them in turn, so that a thousand mails do not
 * press upon the provider at once. `createdBy` is null for what the clock caused, or somebody who is not logged in.
 */
export function recordMailJob(mail: Query, job: { createdBy: string | null; trace: Trace }): Query {
  return sql`insert into jobs (institution_id, name, payload, created_by, traceparent)
    select institution_id, ${jobs.kirim.name}, jsonb_build_object('surel_ids', jsonb_agg(id order by id)), ${job.createdBy}::uuid,
           ${job.trace.traceparent} from ${mail} group by institution_id
    returning ${deliveryColumns}`;
}
