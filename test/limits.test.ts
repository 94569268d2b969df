import { beforeAll, describe, expect, inject, it } from "vitest";
import { withFault } from "./setup/faults.ts";
import { ask, newTrace, roundTrips } from "./setup/http.ts";
import { makeInstitution, testPassword, type Actor, type TestInstitution } from "./setup/institution.ts";
import { openSessionOf } from "./setup/log-in.ts";

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

/** Asks fifty at a time until one is refused; the window may end meanwhile, and the next one begin. */
async function untilRefused(limit: number, one: () => Promise<Response>) {
  const statuses = new Set<number>();
  for (let asked = 0; asked < 2.5 * limit; asked += 50) {
    const replies = await Promise.all(Array.from({ length: 50 }, one));
    const told = await Promise.all(replies.map((reply) => reply.text()));
    const at = replies.findIndex(({ status }) => status === 429);
    for (const { status } of replies) if (status !== 429) statuses.add(status);
    const refused = replies[at];
    if (!refused) continue;
    const { code } = JSON.parse(told[at] ?? "") as { code: string };
    return { asked: asked + 50, statuses: [...statuses], code, headers: refused.headers };
  }
  throw new Error(`nobody was refused in ${2.5 * limit}`);
}

describe("a quota of the platform's own limiter", () => {
  const { edge } = inject("stack").urls;
  const me = (token: string, headers: Record<string, string> = {}) =>
    fetch(`${edge}/api/v1/identity/me`, { headers: { authorization: `Bearer ${token}`, ...headers } });

  it("ends what one session asks for, and not what the same person asks for in another", async () => {
    const [busy, other] = await Promise.all([
      openSessionOf(institution.slug, "d3"),
      openSessionOf(institution.slug, "d3"),
    ]);
    const etag = (await me(busy)).headers.get("etag") ?? "";
    const { asked, statuses, code, headers } = await untilRefused(1_200, () => me(busy, { "if-none-match": etag }));
    expect(asked).toBeGreaterThanOrEqual(1_200);
    expect([statuses, code]).toEqual([[304], "TERLALU_SERING"]);
    expect([headers.get("retry-after"), headers.get("ratelimit-policy")]).toEqual(["60", '"sesi";q=1200;w=60']);
    expect(left(headers)["sesi"]).toEqual({ r: 0, t: 60 });
    expect((await me(other)).status).toBe(200);
  });

  it("ends what nobody in particular asks for from one address, and not what people there do who are logged in", async () => {
    const look = (address: string) =>
      fetch(`${edge}/verify/0000000000000000`, {
        headers: { accept: "application/json", "cf-connecting-ip": address },
      });
    const { asked, statuses, code, headers } = await untilRefused(3_000, () => look("203.0.113.20"));
    expect(asked).toBeGreaterThan(3_000);
    expect([statuses, code]).toEqual([[404], "TERLALU_SERING"]);
    expect([headers.get("retry-after"), headers.get("ratelimit-policy")]).toEqual(["60", '"alamat";q=3000;w=60']);
    expect((await look("203.0.113.21")).status).toBe(404);
    expect((await me(d1.token, { "cf-connecting-ip": "203.0.113.20" })).status).toBe(200);
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
      const replies = (await Promise.all(tries)).toSorted((one, other) => one.status - other.status);
      expect(replies.map(({ status }) => status)).toEqual([401, 401, 401, 429]);
      const wait = Number(replies[3]?.headers.get("retry-after"));
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(60);
      // Another account from there gets its own answer: the quota of an address is a campus wide, and stays open.
      expect((await logIn("op", testPassword, "203.0.113.12")).status).toBe(200);
    });
    await withFault({ service: "upstash", kind: "error", match: institution.id }, async () => {
      const read = await ask(d1, "GET", "/sppd");
      expect([read.status, read.headers.get("serambi-degraded")]).toEqual([200, "redis"]);
      for (let tries = 1; tries <= 4; tries++) {
        const changed = await ask(d1, "PUT", "/identity/password", { lama: "bukan ini", baru: "sandi-baru-2026" });
        expect([changed.status, changed.headers.has("retry-after")]).toEqual(tries <= 3 ? [403, false] : [429, true]);
      }
    });
  });
});
