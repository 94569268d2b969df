import { beforeAll, describe, expect, it } from "vitest";
import { withFault } from "./setup/faults.ts";
import { ask, newTrace, roundTrips } from "./setup/http.ts";
import { makeInstitution, testPassword, type Actor, type TestInstitution } from "./setup/institution.ts";

let institution: TestInstitution;
let d1: Actor;

beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  d1 = await institution.actor("D1");
});

const logIn = (identifier: string, password: string, address: string) =>
  ask(
    null,
    "POST",
    "/identity/login",
    { identifier, password, institution: institution.slug },
    { "cf-connecting-ip": address },
  );

/** `"masuk";r=9;t=60, …` as numbers by name. */
function left(headers: Headers): Record<string, { r: number; t: number }> {
  const entries = [...(headers.get("ratelimit") ?? "").matchAll(/"([\w-]+)";r=(\d+);t=(\d+)/g)];
  return Object.fromEntries(entries.map(([, name = "", r, t]) => [name, { r: Number(r), t: Number(t) }]));
}

describe("every answer", () => {
  it("says which quotas it counts against: a session's, an address's for whoever is nobody yet", async () => {
    expect((await ask(d1, "GET", "/sppd")).headers.get("ratelimit-policy")).toBe('"sesi";q=1200;w=60');
    expect((await ask(null, "GET", "/sppd")).headers.get("ratelimit-policy")).toBe('"alamat";q=3000;w=60');
  });
});

describe("a quota that is counted exactly", () => {
  it("tells what is left and until when, refuses with when to come back, and leaves others alone", async () => {
    const address = "203.0.113.10";
    for (let tries = 1; tries <= 10; tries++) {
      const { status, headers } = await logIn("d2", "salah", address);
      expect(status).toBe(401);
      expect(headers.get("ratelimit-policy")).toBe(
        '"alamat";q=3000;w=60, "masuk";q=10;w=60, "masuk-alamat";q=1500;w=60',
      );
      expect(left(headers)["masuk"]?.r).toBe(10 - tries);
      expect(left(headers)["masuk-alamat"]?.r).toBe(1500 - tries);
    }
    const refused = await logIn("d2", testPassword, address);
    expect([refused.status, refused.body["code"]]).toEqual([429, "TERLALU_SERING"]);
    const wait = Number(refused.headers.get("retry-after"));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect(left(refused.headers)["masuk"]).toEqual({ r: 0, t: wait });
    // Another account from there, and this account from elsewhere, are not held up.
    expect((await logIn("d3", testPassword, address)).status).toBe(200);
    expect((await logIn("d2", testPassword, "203.0.113.11")).status).toBe(200);
  });

  it("of a logged-in person travels with the session's round trip", async () => {
    const actor = await institution.actor("OP");
    const change = (headers: Record<string, string> = {}) =>
      ask(actor, "PUT", "/identity/password", { lama: "bukan ini", baru: "sandi-baru-2026" }, headers);
    const { traceId, traceparent } = newTrace();
    const first = await change({ traceparent });
    expect([first.status, left(first.headers)["ganti-sandi"]?.r]).toEqual([403, 9]);
    expect((await roundTrips(traceId)).upstash).toBe(1);
    for (let tries = 2; tries <= 10; tries++) expect((await change()).status).toBe(403);
    expect((await change()).status).toBe(429);
    // It is this route's quota, and theirs.
    expect((await ask(actor, "GET", "/identity/me")).status).toBe(200);
  });
});

describe("while Redis is away", () => {
  it("guessing is held to three tries a minute, reading goes on", async () => {
    await withFault({ service: "upstash", kind: "error", match: "203.0.113.12" }, async () => {
      const tries = [1, 2, 3, 4].map(() => logIn("p1", "salah", "203.0.113.12"));
      const statuses = (await Promise.all(tries)).map(({ status }) => status).sort((one, other) => one - other);
      expect(statuses).toEqual([401, 401, 401, 429]);
    });
    await withFault({ service: "upstash", kind: "error", match: institution.id }, async () => {
      const read = await ask(d1, "GET", "/sppd");
      expect([read.status, read.headers.get("serambi-degraded")]).toEqual([200, "redis"]);
      for (let tries = 1; tries <= 4; tries++) {
        const changed = await ask(d1, "PUT", "/identity/password", { lama: "bukan ini", baru: "sandi-baru-2026" });
        expect(changed.status).toBe(tries <= 3 ? 403 : 429);
      }
    });
  });
});
