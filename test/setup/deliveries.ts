import { createHash, createHmac } from "node:crypto";
import { expect, inject } from "vitest";
import { crons } from "../../infra/schedules.ts";
import { tambahHari } from "../../db/modules/sppd/rules/tanggal.ts";
import { withFault } from "./faults.ts";
import { ask, newTrace, roundTrips, until } from "./http.ts";
import { ownerRows, type Actor, type TestInstitution } from "./institution.ts";
import { act, bandung, draft, leg, orderE1 } from "./orders.ts";

/** A job as its owner sees it. */
export interface Job {
  readonly id: string;
  readonly status: string;
  readonly done: number;
  readonly total: number;
  readonly attempt: number;
  readonly error_code: string | null;
}

/** A job, once it is as wanted or the time is over. */
export function jobAfter(actor: Actor, id: string, wanted: (job: Job) => boolean, ms?: number): Promise<Job> {
  return until(async () => (await ask<Job>(actor, "GET", `/jobs/${id}`)).body, wanted, ms);
}

/** A job, once it has come to its end. */
export function endOf(actor: Actor, id: string): Promise<Job> {
  return jobAfter(actor, id, ({ status }) => status === "done" || status === "dead");
}

/**
 * An order of these people whose Surat Tugas is out, so that its SPDs can be issued: for two days, `weeks` after 6 April 2026.
 * The operator makes it, and whoever's turn it is approves.
 */
export async function orderWithLetter(
  institution: TestInstitution,
  travellers: readonly string[],
  weeks: number,
): Promise<string> {
  const berangkat = tambahHari("2026-04-06", Math.round(weeks * 7));
  const op = await institution.actor("OP");
  const etape = [leg(berangkat, tambahHari(berangkat, 1), bandung)];
  const id = await draft(op, orderE1(institution, travellers, { etape, unit_id: institution.units["TI"] }));
  let reply = await act(op, id, "ajukan");
  if (reply.status !== 200) throw new Error(`the order was not submitted: ${JSON.stringify(reply.body)}`);
  for (const key of ["A1", "W1", "A2", "K1", "R1"]) {
    if (reply.body["status"] === "disetujui") break;
    const decided = await act(await institution.actor(key), id, "setujui");
    if (decided.status === 200) reply = decided;
  }
  const { traceId, traceparent } = newTrace();
  const g1 = await institution.actor("G1");
  reply = await ask(g1, "POST", `/sppd/${id}/terbitkan-st`, {}, { traceparent });
  if (reply.status !== 202) throw new Error(`the order was not issued: ${JSON.stringify(reply.body)}`);
  // The answer does not wait for the queue; a fault that is set next would strike this letter's job.
  await toldQueue(traceId);
  return id;
}

/** Issues letters of an order while the queue takes no jobs of the institution; the id of the job, which stays recorded. */
export async function issueUnsent(
  institution: TestInstitution,
  order: string,
  letters: "st" | "spd" = "st",
): Promise<string> {
  const actor = await institution.actor(letters === "st" ? "G1" : "P1");
  const { traceId, traceparent } = newTrace();
  return await withFault({ service: "qstash", kind: "error", match: institution.id }, async () => {
    const body = letters === "st" ? {} : undefined;
    const reply = await ask(actor, "POST", `/sppd/${order}/terbitkan-${letters}`, body, { traceparent });
    expect([reply.status, reply.body["code"]]).toEqual([202, undefined]);
    await toldQueue(traceId);
    return String(reply.body["job_id"]);
  });
}

/** Waits until the queue was asked to take what a request caused; whether it did is another matter. */
async function toldQueue(traceId: string): Promise<void> {
  await until(
    () => roundTrips(traceId),
    ({ qstash }) => qstash > 0,
  );
}

/** What tests look at of a job's row; `pause` is the seconds until the queue should deliver it. */
interface JobRow {
  readonly status: string;
  readonly tries: number;
  readonly lease: string | null;
  readonly chunk: number;
  readonly pause: number;
}

/** A job as it lies in the table. */
export async function jobRow(job: string): Promise<JobRow> {
  const [row] = await ownerRows<JobRow>(
    "select status, tries, lease, chunk, extract(epoch from sent_at - now())::float as pause from jobs where id = $1",
    [job],
  );
  if (!row) throw new Error(`there is no job ${job}`);
  return row;
}

/** Brings a job's row into a state: what a crash, or time, would have made of it. */
export async function setJob(job: string, changes: string): Promise<void> {
  await ownerRows(`update jobs set ${changes} where id = $1`, [job]);
}

/** The body of a job's delivery. */
export async function deliveryOf(job: string): Promise<Record<string, unknown>> {
  const [row] = await ownerRows<Record<string, unknown>>(
    "select institution_id, id as job_id, attempt, chunk from jobs where id = $1",
    [job],
  );
  return row ?? {};
}

/** Delivers to the functions Worker, signed as the queue would, or with something altered. */
export async function deliver(path: string, body: unknown, forge: Forgery = {}): Promise<Response> {
  return await signedDelivery(path, body, forge)();
}

/** What is altered of a delivery; `seconds` is how long ago it was signed. */
interface Forgery {
  readonly url?: string;
  readonly key?: string;
  readonly body?: string;
  readonly seconds?: number;
}

/** Signs a delivery once: each call sends the very same request again. */
export function signedDelivery(path: string, body: unknown, forge: Forgery = {}): () => Promise<Response> {
  const { urls, env } = inject("stack");
  const text = JSON.stringify(body);
  const url = `${urls.functions}${path}`;
  const now = Math.floor(Date.now() / 1000) - (forge.seconds ?? 0);
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = {
    iss: "Upstash",
    sub: forge.url ?? url,
    iat: now,
    nbf: now,
    exp: now + 300,
    jti: `jwt_${crypto.randomUUID()}`,
  };
  const hash = createHash("sha256").update(text).digest("base64url");
  const head = `${encode({ alg: "HS256", typ: "JWT" })}.${encode({ ...claims, body: hash })}`;
  const signature = createHmac("sha256", forge.key ?? env.QSTASH_CURRENT_SIGNING_KEY)
    .update(head)
    .digest("base64url");
  return () =>
    fetch(url, {
      method: "POST",
      headers: { "upstash-signature": `${head}.${signature}` },
      body: forge.body ?? text,
    });
}

/** Delivers the chunk at which a job stands, the way the queue does. */
export async function deliverJob(job: string): Promise<Response> {
  return await deliver("/jobs/sppd.dokumen", await deliveryOf(job));
}

/** Lets the minute's sweep run, now; or what another cron calls. */
export async function sweep(cron: string = crons.functions[0]): Promise<void> {
  const response = await fetch(`${inject("stack").urls.control}/cron`, {
    method: "POST",
    body: JSON.stringify({ cron }),
  });
  expect(response.status).toBe(200);
}
