import { beforeAll, describe, expect, it } from "vitest";
import type { StoredObject } from "../infra/local/workers/list-objects.ts";
import { deliverJob, endOf, issueUnsent, jobRow, orderWithLetter } from "./setup/deliveries.ts";
import { withFault } from "./setup/faults.ts";
import { ask, until } from "./setup/http.ts";
import { makeInstitution, type Actor, type TestInstitution } from "./setup/institution.ts";
import { draft, orderE1 } from "./setup/orders.ts";
import { listFiles } from "./setup/stores.ts";

let institution: TestInstitution;
let d1: Actor;
let p1: Actor;
let order: string;

beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  d1 = await institution.actor("D1");
  p1 = await institution.actor("P1");
  order = await orderWithLetter(institution, [d1.pegawaiId], 1);
  await filesOnce(2);
});

/** The stored documents of the institution, once there are so many. */
function filesOnce(amount: number): Promise<StoredObject[]> {
  return until(
    () => listFiles("documents", institution.id),
    ({ length }) => length === amount,
  );
}

/** An order's documents as people get them. */
async function documents(): Promise<{ jenis: string; pdf: { url: string; sha256: string } | null }[]> {
  const reply = await ask<{ data: { jenis: string; pdf: { url: string; sha256: string } | null }[] }>(
    p1,
    "GET",
    `/sppd/${order}/dokumen`,
  );
  return reply.body.data;
}

describe("while KV refuses", () => {
  it.each(["error", "drop"] as const)("reads go on from the database, and nobody notices (%s)", async (kind) => {
    await withFault({ service: "kv", kind, match: institution.id }, async () => {
      const reply = await ask(d1, "GET", `/sppd?per_page=${kind.length}`);
      expect([reply.status, reply.headers.get("x-cache")]).toEqual([200, "MISS"]);
      expect((await ask(d1, "GET", `/sppd?per_page=${kind.length}`)).headers.get("x-cache")).toBe("HIT");
    });
  });
});

describe("while the buckets refuse", () => {
  it("documents wait for a retry, and are then made once", async () => {
    const job = await issueUnsent(institution, order, "spd");
    const failed = await withFault({ service: "documents", kind: "error", match: `put ${institution.id}` }, () =>
      deliverJob(job),
    );
    expect([failed.status, await failed.json()]).toEqual([500, { status: "retry" }]);
    expect(await jobRow(job)).toMatchObject({ status: "sent", lease: null });
    expect((await deliverJob(job)).status).toBe(200);
    expect(await endOf(p1, job)).toMatchObject({ status: "done" });
    expect(await filesOnce(4)).toHaveLength(4);
  });

  it("a document whose file was stored and its answer lost is stored once", async () => {
    const another = await orderWithLetter(institution, [d1.pegawaiId], 2);
    expect(await filesOnce(6)).toHaveLength(6);
    const job = await issueUnsent(institution, another, "spd");
    const lost = {
      service: "documents",
      kind: "drop",
      when: "after",
      match: `put ${institution.id}`,
      times: 1,
    } as const;
    expect((await withFault(lost, () => deliverJob(job))).status).toBe(500);
    expect((await deliverJob(job)).status).toBe(200);
    expect(await filesOnce(8)).toHaveLength(8);
  });

  it("a download is refused with when to try again", async () => {
    const [letter] = await documents();
    const url = letter?.pdf?.url ?? "";
    await withFault({ service: "documents", kind: "error", match: `get ${institution.id}` }, async () => {
      const refused = await fetch(url);
      expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "5"]);
      expect(await refused.json()).toMatchObject({ code: "BERKAS_TIDAK_TERSEDIA" });
    });
    expect((await fetch(url)).status).toBe(200);
  });

  it("an invitation is refused with when to try again, and its draft is as before", async () => {
    const id = await draft(d1, orderE1(institution, [d1.pegawaiId]));
    const pdf = new TextEncoder().encode("%PDF-1.7 undangan");
    const upload = () => ask(d1, "PUT", `/sppd/${id}/undangan?nama=undangan.pdf`, undefined, {}, pdf);
    await withFault({ service: "uploads", kind: "error", match: institution.id }, async () => {
      const refused = await upload();
      expect([refused.status, refused.body["code"]]).toEqual([503, "BERKAS_TIDAK_TERSEDIA"]);
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    });
    expect(await listFiles("uploads", institution.id)).toEqual([]);
    expect((await upload()).status).toBe(200);
    expect(await listFiles("uploads", institution.id)).toHaveLength(1);
  });
});
