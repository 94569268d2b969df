import { inject } from "vitest";
import { readConfig } from "../../db/core/env.ts";
import { connectDatabase, sql, type Query } from "../../db/core/postgres.ts";
import { connectRedis } from "../../db/core/redis.ts";
import { continueTrace } from "../../db/core/trace.ts";
import type { Work } from "../../db/core/work.ts";
import { write, writtenColumns, type Written } from "../../db/core/write.ts";
import { recordMail, recordMailJob } from "../../db/modules/surel/actions/record-mail.ts";
import type { Templat } from "../../db/modules/surel/rules/templat.ts";
import type { KeptMail } from "../../infra/local/mailbox/store.ts";
import { deliver, deliveryOf } from "./deliveries.ts";
import { ownerRows } from "./institution.ts";

/** What the mailbox holds for an address, the last first. */
export function mailsTo(address: string): Promise<KeptMail[]> {
  return look(`to=${encodeURIComponent(address)}`);
}

/** What the mailbox holds of these recorded mails. */
export async function mailsOf(ids: readonly string[]): Promise<KeptMail[]> {
  return ids.length === 0 ? [] : await look(`keys=${ids.join(",")}`);
}

async function look(query: string): Promise<KeptMail[]> {
  const response = await fetch(`${inject("stack").urls.mail}/mails?${query}`);
  if (!response.ok) throw new Error(`mailbox: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { mails: KeptMail[] }).mails;
}

/** An e-mail address of a test's own. */
export function makeAddress(name = "surat"): string {
  return `${name}.${crypto.randomUUID()}@uji.example`;
}

/** The work of an institution as the Workers do it, from here. What goes on after the answer does not. */
export function workOf(institutionId: string): Work {
  const config = readConfig(inject("stack").env);
  const trace = continueTrace(null);
  return {
    config,
    trace,
    institutionId,
    db: connectDatabase(config, trace),
    redis: connectRedis(config, trace),
    later: (promise) => void promise.catch(() => undefined),
    onTags: () => undefined,
    live: () => Promise.resolve(),
  };
}

/** A mail to be recorded. */
export interface TestMail {
  readonly kepada: string;
  readonly user?: string;
  readonly templat?: Templat;
  readonly data?: object;
  readonly kunci?: string;
}

/**
 * Records mails as the product does, with their job, which is handed to nobody unless `send` says so. Answers their ids and the
 * job's (null when there was nothing to record).
 */
export async function recordMails(
  institutionId: string,
  mails: readonly TestMail[],
  { send = false } = {},
): Promise<{ ids: string[]; job: string | null }> {
  const work = workOf(institutionId);
  const rows = mails.map(({ user = null, data = {}, kunci = null, ...mail }) => ({ ...mail, user, data, kunci }));
  const from: Query = sql`(select ${institutionId}::uuid as institution_id, x.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
    as x(kepada text, "user" uuid, data jsonb, kunci text))`;
  const templat = mails[0]?.templat ?? "sandi_diganti";
  const statement = sql<Written<{ ids: string[]; job: string | null }>>`with mail as (${recordMail(from, {
    templat,
    kepada: sql`c.kepada`,
    user: sql`c."user"`,
    data: sql`c.data`,
    kunci: sql`c.kunci`,
  })}), job as (${recordMailJob(sql`mail`, { createdBy: null, trace: work.trace })})
  select ${writtenColumns(
    sql`jsonb_build_object('ids', (select coalesce(jsonb_agg(id order by id), '[]') from mail), 'job', (select id from job))`,
    { jobs: true, tags: false },
  )}`;
  const recorded = send
    ? await write(work, statement)
    : (await work.db.batch(institutionId, [statement]))[0][0]?.answer;
  if (!recorded) throw new Error("no mail was recorded");
  return recorded;
}

/** Delivers the chunk at which a job of mails stands, as the queue does. */
export async function deliverMails(job: string): Promise<Response> {
  return await deliver("/jobs/surel.kirim", await deliveryOf(job));
}

/** Recorded mails as they lie in the table. */
export function mailRows(
  ids: readonly string[],
): Promise<{ sent: boolean; galat: string | null; penyedia_id: string | null; bahasa: string }[]> {
  return ownerRows(
    "select sent_at is not null as sent, galat, penyedia_id, bahasa from surel where id = any($1) order by id",
    [ids],
  );
}
