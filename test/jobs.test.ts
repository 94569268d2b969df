import { beforeAll, describe, expect, inject, it } from "vitest";
import { tambahHari } from "../db/modules/sppd/rules/tanggal.ts";
import { deliver, deliverJob, endOf, issueUnsent, jobAfter, sweep } from "./setup/deliveries.ts";
import { ask } from "./setup/http.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "./setup/institution.ts";
import { act, approveFully, draft, orderE1 } from "./setup/orders.ts";

let institution: TestInstitution;
let d1: Actor;
let g1: Actor;

beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  [d1, g1] = await Promise.all([institution.actor("D1"), institution.actor("G1")]);
});

/** An approved order, each on days of its own. */
let weeks = 0;
async function approved(): Promise<string> {
  weeks += 1;
  const berangkat = tambahHari("2026-04-06", weeks * 7);
  const days = { berangkat, kembali: tambahHari(berangkat, 1) };
  const [leg] = orderE1(institution, [])["etape"] as object[];
  const id = await draft(d1, orderE1(institution, [d1.pegawaiId], { etape: [{ ...leg, ...days }] }));
  await approveFully(institution, d1, id);
  return id;
}

async function issue(id: string): Promise<string> {
  const { status, body } = await act(g1, id, "terbitkan-st");
  expect(status).toBe(202);
  return String(body["job_id"]);
}

describe("deliveries", () => {
  // A job that there is not.
  const nobody = { institution_id: crypto.randomUUID(), job_id: crypto.randomUUID(), attempt: 1, chunk: 0 };

  it("are taken from our queue alone: for this address, with this body, under either key", async () => {
    const path = "/jobs/sppd.dokumen";
    const { urls, env } = inject("stack");
    const unsigned = await fetch(`${urls.functions}${path}`, { method: "POST", body: "{}" });
    expect([unsigned.status, unsigned.headers.get("content-type")]).toEqual([
      401,
      "application/problem+json; charset=utf-8",
    ]);
    expect(await unsigned.json()).toMatchObject({ status: 401, code: "PENGIRIMAN_TIDAK_SAH" });
    expect((await deliver(path, nobody, { key: "sig_of_somebody_else" })).status).toBe(401);
    expect((await deliver(path, nobody, { url: `${urls.functions}/jobs/failed` })).status).toBe(401);
    expect((await deliver(path, nobody, { body: JSON.stringify({ ...nobody, attempt: 2 }) })).status).toBe(401);
    expect((await deliver(path, nobody)).status).toBe(200);
    expect((await deliver(path, nobody, { key: env.QSTASH_NEXT_SIGNING_KEY })).status).toBe(200);
  });

  it("of what nobody declared are given up for good", async () => {
    const reply = await deliver("/jobs/sppd.lain", nobody);
    expect([reply.status, reply.headers.get("upstash-nonretryable-error")]).toEqual([489, "true"]);
    expect((await deliver("/jobs/sppd.dokumen", { what: 1 })).status).toBe(489);
    expect((await deliver("/schedules/lain", {})).status).toBe(489);
  });

  it("that come twice, or after the end, do nothing more", async () => {
    const job = await issue(await approved());
    await endOf(g1, job);
    const [before] = await ownerRows("select * from jobs where id = $1", [job]);
    const again = { institution_id: institution.id, job_id: job, attempt: 1, chunk: 0 };
    const replies = await Promise.all([deliver("/jobs/sppd.dokumen", again), deliver("/jobs/sppd.dokumen", again)]);
    expect(await Promise.all(replies.map((reply) => reply.json()))).toEqual([{ status: "done" }, { status: "done" }]);
    expect(await ownerRows("select * from jobs where id = $1", [job])).toEqual([before]);
  });

  it("of the schedule open the coming years", async () => {
    const reply = await deliver("/schedules/partitions", {});
    expect([reply.status, await reply.json()]).toEqual([200, { status: "done" }]);
  });
});

describe("a job", () => {
  it("is told with its progress, to whoever caused it and to the admin alone", async () => {
    const job = await issue(await approved());
    expect(await endOf(g1, job)).toMatchObject({
      name: "sppd.dokumen",
      done: 1,
      total: 1,
    });
    expect((await ask(await institution.actor("ADM"), "GET", `/jobs/${job}`)).status).toBe(200);
    expect((await ask(d1, "GET", `/jobs/${job}`)).status).toBe(404);
    const retry = await ask(g1, "POST", `/jobs/${job}/retry`);
    expect([retry.status, retry.body["code"]]).toEqual([409, "PEKERJAAN_MASIH_BERJALAN"]);
  });

  it("goes on where a function died: the lease runs out, the next delivery takes over, and the letter is rendered once", async () => {
    const id = await approved();
    const job = await issueUnsent(institution, id);
    // As if a function had claimed it and died: leased for a while longer, then not.
    await ownerRows(
      "update jobs set status = 'running', lease = 'dead', lease_until = now() + interval '1 hour' where id = $1",
      [job],
    );
    const leased = await deliverJob(job);
    expect([leased.status, leased.headers.get("retry-after")]).toEqual([503, "15"]);
    await ownerRows("update jobs set lease_until = now() - interval '1 second' where id = $1", [job]);
    expect((await deliverJob(job)).status).toBe(200);
    expect(await endOf(g1, job)).toMatchObject({ status: "done" });
    const rendered = await ownerRows("select pdf_sha256 from dokumen where sppd_id = $1 and rendered_at is not null", [
      id,
    ]);
    expect(rendered).toHaveLength(1);
  });

  it("that could not be handed to the queue is sent by the sweep", async () => {
    const id = await approved();
    const job = await issueUnsent(institution, id);
    expect(await jobAfter(g1, job, ({ status }) => status !== "recorded", 1_000)).toMatchObject({ status: "recorded" });
    await ownerRows("update jobs set created_at = now() - interval '1 minute' where id = $1", [job]);
    await sweep();
    expect(await endOf(g1, job)).toMatchObject({ status: "done" });
  });

  it("that the queue gives up is dead, and a retry by a person brings it to its end", async () => {
    const id = await approved();
    const job = await issueUnsent(institution, id);
    const source = JSON.stringify({ institution_id: institution.id, job_id: job, attempt: 1, chunk: 0 });
    const callback = { status: 500, sourceBody: Buffer.from(source).toString("base64"), dlqId: "1-0" };
    expect((await deliver("/jobs/failed", callback)).status).toBe(200);
    expect(await jobAfter(g1, job, ({ status }) => status === "dead")).toMatchObject({
      status: "dead",
      error_code: "PENGIRIMAN_HABIS",
    });
    expect((await ask(g1, "POST", `/jobs/${job}/retry`)).body).toMatchObject({ attempt: 2 });
    expect(await endOf(g1, job)).toMatchObject({
      status: "done",
      attempt: 2,
      error_code: null,
    });
  });

  it("whose data cannot be rendered is dead at once, and says why", async () => {
    const id = await approved();
    const job = await issueUnsent(institution, id);
    await ownerRows(`update dokumen set snapshot = '{"jenis": "surat_tugas"}' where sppd_id = $1`, [id]);
    const reply = await deliverJob(job);
    expect(reply.status).toBe(489);
    expect(await jobAfter(g1, job, ({ status }) => status === "dead")).toMatchObject({
      error_code: "SNAPSHOT_TIDAK_SAH",
    });
  });

  it("are listed to an administrator for everybody, or theirs alone; to anybody else never more than theirs", async () => {
    const job = await issueUnsent(institution, await approved());
    const adm = await institution.actor("ADM");
    const listed = async (actor: Actor, query: string) => {
      const { status, body } = await ask<{ data: { id: string }[] }>(actor, "GET", `/jobs?per_page=100${query}`);
      return [status, body.data.some(({ id }) => id === job)];
    };
    expect(await listed(adm, "")).toEqual([200, true]);
    expect(await listed(adm, "&filter[milik]=saya")).toEqual([200, false]);
    expect(await listed(g1, "&filter[milik]=saya&filter[status]=recorded,sent,running,done")).toEqual([200, true]);
    expect(await listed(d1, "")).toEqual([200, false]);
    expect(await listed(d1, "&filter[milik]=saya")).toEqual([200, false]);
    expect((await ask(adm, "GET", "/jobs?filter[milik]=semua")).status).toBe(422);
  });

  it("that was cancelled is not run", async () => {
    const id = await approved();
    const job = await issueUnsent(institution, id);
    expect((await ask(g1, "POST", `/jobs/${job}/cancel`)).body).toMatchObject({ status: "cancelled" });
    const reply = await deliverJob(job);
    expect(await reply.json()).toEqual({ status: "cancelled" });
    expect(await ownerRows("select 1 from dokumen where sppd_id = $1 and rendered_at is not null", [id])).toEqual([]);
  });
});
