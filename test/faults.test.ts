import { beforeAll, describe, expect, it } from "vitest";
import { withFault } from "./setup/faults.ts";
import { ask, pause } from "./setup/http.ts";
import { makeInstitution, type Actor, type TestInstitution } from "./setup/institution.ts";
import { act, draft, orderE1 } from "./setup/orders.ts";

let institution: TestInstitution;
let d1: Actor;

beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  d1 = await institution.actor("D1");
});

describe("while Redis is away", () => {
  it("people are served from the database and told so, and an ended session stays ended", async () => {
    const other = await institution.actor("D2");
    // The record of a login follows its answer.
    await pause(1_100);
    await ask(other, "POST", "/identity/logout");
    await pause(1_100);
    await withFault({ service: "upstash", kind: "error", match: institution.id }, async () => {
      const reply = await ask(d1, "GET", "/sppd");
      expect([reply.status, reply.headers.get("x-cache"), reply.headers.get("serambi-degraded")]).toEqual([
        200,
        "BYPASS",
        "redis",
      ]);
      expect((await ask(other, "GET", "/sppd")).body).toMatchObject({ status: 401, code: "SESSION_EXPIRED" });
      const id = await draft(d1, orderE1(institution, [d1.pegawaiId]));
      expect((await act(d1, id, "ajukan")).status).toBe(200);
    });
  });
});

describe("while Postgres is away", () => {
  it("what was read before is shown, marked stale; a change is refused with when to try again, and not half done", async () => {
    const fresh = await ask(d1, "GET", "/sppd?per_page=7");
    expect(fresh.status).toBe(200);
    const body = orderE1(institution, [d1.pegawaiId]);
    // A change drops the list's cache, so that it would have to be read again.
    await draft(d1, body);
    await withFault({ service: "neon", kind: "error", match: institution.id }, async () => {
      const stale = await ask(d1, "GET", "/sppd?per_page=7");
      expect([stale.status, stale.headers.get("x-cache")]).toEqual([200, "STALE"]);
      expect(stale.body).toEqual(fresh.body);
      const refused = await ask(d1, "POST", "/sppd", body);
      expect([refused.status, refused.body["code"]]).toEqual([503, "BASIS_DATA_TIDAK_TERSEDIA"]);
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    });
    expect((await ask(d1, "POST", "/sppd", body)).status).toBe(201);
  });
});
