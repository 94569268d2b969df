import { Client } from "@upstash/qstash";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { deliver, deliveryOf, endOf, issueUnsent, jobRow, orderWithLetter, setJob, sweep } from "./setup/deliveries.ts";
import { withFault } from "./setup/faults.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "./setup/institution.ts";

let institution: TestInstitution;
let p1: Actor;

beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  p1 = await institution.actor("P1");
});

let weeks = 0;
/** A job that is recorded and not sent: the SPD of one traveller. */
async function unsent(): Promise<string> {
  const order = await orderWithLetter(institution, [institution.people["D1"]?.pegawai_id ?? ""], ++weeks);
  return await issueUnsent(institution, order, "spd");
}

describe("the sweep", () => {
  it.each([
    ["of which the queue was told and nothing was heard", "status = 'sent', sent_at = now() - interval '20 minutes'"],
    [
      "whose function died",
      "status = 'running', lease = 'dead', lease_until = now() - interval '2 minutes', sent_at = now()",
    ],
  ])("sends a job again %s", async (_, changes) => {
    const job = await unsent();
    await setJob(job, changes);
    await sweep();
    expect(await endOf(p1, job)).toMatchObject({ status: "done" });
  });

  it("leaves alone what waits for its next retry, and what is being worked on", async () => {
    const job = await unsent();
    for (const changes of [
      "status = 'sent', sent_at = now() + interval '30 minutes'",
      "status = 'running', lease = 'busy', lease_until = now() + interval '30 seconds'",
    ]) {
      await setJob(job, changes);
      const before = await jobRow(job);
      await sweep();
      expect(await jobRow(job)).toMatchObject({ status: before.status, lease: before.lease, tries: 0 });
    }
  });

  it("drops cache tags that a request recorded and could not drop", async () => {
    const age = "now() - interval '1 minute'";
    // Others sweep meanwhile: from the first moment it is Redis that keeps it.
    const left = await withFault({ service: "upstash", kind: "error", match: institution.id }, async () => {
      const [bump] = await ownerRows<{ id: string }>(
        `insert into tag_bumps (institution_id, tags, created_at) values ($1, '{sppd}', ${age}) returning id`,
        [institution.id],
      );
      await sweep();
      return () => ownerRows("select 1 from tag_bumps where id = $1", [bump?.id]);
    });
    expect(await left()).toHaveLength(1);
    await sweep();
    expect(await left()).toHaveLength(0);
  });
});

describe("the queue's last word", () => {
  it("reaches the job by the failure callback, signed by the queue itself", async () => {
    const { urls, env } = inject("stack");
    const job = await unsent();
    const queue = new Client({ baseUrl: env.QSTASH_URL, token: env.QSTASH_TOKEN, enableTelemetry: false });
    await withFault({ service: "qstash-delivery", kind: "error", match: `"job_id":"${job}"` }, async () => {
      await queue.publishJSON({
        url: `${urls.functions}/jobs/sppd.dokumen`,
        body: await deliveryOf(job),
        retries: 0,
        failureCallback: `${urls.functions}/jobs/failed`,
      });
      expect(await endOf(p1, job)).toMatchObject({ status: "dead", error_code: "PENGIRIMAN_HABIS" });
    });
  });

  it("does not end what somebody works on, what has come further, or a newer try", async () => {
    const job = await unsent();
    const sourceBody = Buffer.from(JSON.stringify(await deliveryOf(job))).toString("base64");
    for (const changes of [
      "status = 'running', lease = 'busy', lease_until = now() + interval '1 minute'",
      "status = 'sent', chunk = 1",
      "status = 'sent', chunk = 0, attempt = 2",
    ]) {
      await setJob(job, changes);
      const before = await jobRow(job);
      expect((await deliver("/jobs/failed", { status: 500, sourceBody })).status).toBe(200);
      expect((await jobRow(job)).status).toBe(before.status);
    }
  });

  it("on a job that no function knows is dead at once", async () => {
    const job = await unsent();
    await setJob(job, "name = 'sppd.lain', created_at = now() - interval '1 minute'");
    await sweep();
    expect(await endOf(p1, job)).toMatchObject({ error_code: "PEKERJAAN_TIDAK_DIKENAL" });
  });
});
