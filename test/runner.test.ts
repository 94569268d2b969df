import { beforeAll, describe, expect, it } from "vitest";
import { deliverJob, endOf, issueUnsent, jobRow, orderWithLetter, setJob, sweep } from "./setup/deliveries.ts";
import { withFault } from "./setup/faults.ts";
import { ask, newTrace, pause, roundTrips, until } from "./setup/http.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "./setup/institution.ts";

let institution: TestInstitution;
let p1: Actor;
/** Their SPDs are two chunks. */
let six: string[];

beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  p1 = await institution.actor("P1");
  six = ["D1", "D2", "OP", "A1", "W1", "A2"].map((key) => institution.people[key]?.pegawai_id ?? "");
});

let weeks = 0;
const ordered = (travellers: readonly string[]) => orderWithLetter(institution, travellers, ++weeks);

/** The hashes of an order's SPDs that are rendered. */
async function hashesOf(order: string): Promise<string[]> {
  const rows = await ownerRows<{ hash: string }>(
    `select pdf_sha256 || docx_sha256 as hash from dokumen
      where sppd_id = $1 and jenis = 'spd' and rendered_at is not null order by id`,
    [order],
  );
  return rows.map(({ hash }) => hash);
}

describe("a long job", () => {
  it("is done in chunks, each told, in the trace of the request that caused it", async () => {
    const order = await ordered(six);
    const { traceId, traceparent } = newTrace();
    const issued = await ask(p1, "POST", `/sppd/${order}/terbitkan-spd`, undefined, { traceparent });
    const job = String(issued.body["job_id"]);
    expect(await endOf(p1, job)).toMatchObject({ status: "done", done: 6, total: 6 });
    expect(await jobRow(job)).toMatchObject({ chunk: 1, lease: null });
    expect(await hashesOf(order)).toHaveLength(6);
    // The issue and its notes are two round trips; the chunks, published twice, make theirs in the same trace.
    const { neon, qstash } = await roundTrips(traceId);
    expect([neon > 10, qstash]).toEqual([true, 2]);
  });

  it("whose chunk ends before its sending is noted is not taken for sent: the sweep still sends the next", async () => {
    const order = await ordered(six);
    const late = {
      service: "qstash",
      kind: "delay",
      ms: 3_000,
      when: "after",
      times: 1,
      match: institution.id,
    } as const;
    const away = { service: "qstash", kind: "error", match: institution.id } as const;
    const job = await withFault(late, () =>
      withFault(away, async () => {
        const issued = await ask(p1, "POST", `/sppd/${order}/terbitkan-spd`);
        const id = String(issued.body["job_id"]);
        await until(
          () => jobRow(id),
          ({ chunk }) => chunk === 1,
        );
        await pause(4_000);
        return id;
      }),
    );
    expect(await jobRow(job)).toMatchObject({ status: "recorded", chunk: 1 });
    await setJob(job, "created_at = now() - interval '1 minute'");
    await sweep();
    expect(await endOf(p1, job)).toMatchObject({ status: "done", done: 6 });
  });

  it("that is cancelled stops before its next chunk, and goes on from there when it is retried", async () => {
    const order = await ordered(six);
    const job = await issueUnsent(institution, order, "spd");
    await withFault({ service: "qstash-delivery", kind: "drop", match: job }, async () => {
      expect(await (await deliverJob(job)).json()).toEqual({ status: "continued" });
      expect((await ask(p1, "GET", `/jobs/${job}`)).body).toMatchObject({ done: 5, total: 6 });
      expect((await ask(p1, "POST", `/jobs/${job}/cancel`)).body).toMatchObject({ status: "cancelled" });
      expect(await (await deliverJob(job)).json()).toEqual({ status: "cancelled" });
    });
    const before = await hashesOf(order);
    expect(before).toHaveLength(5);
    expect((await ask(p1, "POST", `/jobs/${job}/retry`)).status).toBe(202);
    expect(await endOf(p1, job)).toMatchObject({ status: "done", done: 6, attempt: 2 });
    expect((await hashesOf(order)).slice(0, 5)).toEqual(before);
  });
});

describe("a delivery", () => {
  it("that comes twice at the same instant is one run", async () => {
    const job = await issueUnsent(institution, await ordered(six.slice(0, 1)), "spd");
    await setJob(job, "created_at = now() - interval '1 minute'");
    await withFault({ service: "qstash-delivery", kind: "double", match: job }, async () => {
      await sweep();
      expect(await endOf(p1, job)).toMatchObject({ status: "done" });
    });
    expect(await jobRow(job)).toMatchObject({ tries: 1 });
  });

  it("that fails in passing says nothing of why, waits for the queue's backoff, and then succeeds", async () => {
    const order = await ordered(six.slice(0, 1));
    const job = await issueUnsent(institution, order, "spd");
    const [document] = await ownerRows<{ id: string }>("select id from dokumen where sppd_id = $1 and jenis = 'spd'", [
      order,
    ]);
    const failed = await withFault({ service: "neon", kind: "error", match: document?.id ?? "-" }, () =>
      deliverJob(job),
    );
    expect([failed.status, await failed.json()]).toEqual([500, { status: "retry" }]);
    const row = await jobRow(job);
    expect(row).toMatchObject({ status: "sent", lease: null, tries: 1 });
    expect(row.pause).toBeGreaterThan(5);
    expect((await deliverJob(job)).status).toBe(200);
    expect(await endOf(p1, job)).toMatchObject({ status: "done" });
  });

  it("cut off between the file and its record comes to the same bytes", async () => {
    const order = await ordered(six.slice(0, 1));
    const job = await issueUnsent(institution, order, "spd");
    await deliverJob(job);
    const before = await hashesOf(order);
    expect(before).toHaveLength(1);
    await ownerRows(
      `update dokumen set rendered_at = null, pdf_sha256 = null, pdf_bytes = null, docx_sha256 = null, docx_bytes = null
        where sppd_id = $1 and jenis = 'spd'`,
      [order],
    );
    await setJob(job, "status = 'running', lease = 'dead', lease_until = now() - interval '1 second'");
    expect(await (await deliverJob(job)).json()).toEqual({ status: "done" });
    expect(await hashesOf(order)).toEqual(before);
  });

  it("never replaces a file that says something else", async () => {
    const order = await ordered(six.slice(0, 1));
    const job = await issueUnsent(institution, order, "spd");
    await deliverJob(job);
    await ownerRows(
      `update dokumen set rendered_at = null, pdf_sha256 = null, pdf_bytes = null, docx_sha256 = null, docx_bytes = null,
          snapshot = jsonb_set(snapshot, '{maksud}', '"Lain"') where sppd_id = $1 and jenis = 'spd'`,
      [order],
    );
    await setJob(job, "status = 'sent'");
    expect((await deliverJob(job)).status).toBe(489);
    expect(await endOf(p1, job)).toMatchObject({ status: "dead", error_code: "BERKAS_BERBEDA" });
  });

  it("of a chunk that took its function down too often ends it; a retry by a person begins anew", async () => {
    const job = await issueUnsent(institution, await ordered(six.slice(0, 1)), "spd");
    await setJob(job, "tries = 12, status = 'running', lease = 'dead', lease_until = now() - interval '1 second'");
    expect((await deliverJob(job)).status).toBe(489);
    expect(await endOf(p1, job)).toMatchObject({ status: "dead", error_code: "PENGULANGAN_HABIS" });
    await ask(p1, "POST", `/jobs/${job}/retry`);
    expect(await endOf(p1, job)).toMatchObject({ status: "done" });
  });

  it("of documents that there are not is given up", async () => {
    const job = await issueUnsent(institution, await ordered(six.slice(0, 1)), "spd");
    await setJob(job, `payload = jsonb_set(payload, '{dokumen_ids}', jsonb_build_array(uuidv7()))`);
    expect((await deliverJob(job)).status).toBe(489);
    expect(await endOf(p1, job)).toMatchObject({ status: "dead", error_code: "DOKUMEN_TIDAK_DITEMUKAN" });
  });
});
