import { beforeAll, describe, expect, it } from "vitest";
import { ask, newTrace, pause, roundTrips, until } from "./setup/http.ts";
import { makeInstitution, testPassword, type Actor, type TestInstitution } from "./setup/institution.ts";
import { act, approveFully, draft, orderE1, tripTo } from "./setup/orders.ts";

let institution: TestInstitution;
let d1: Actor;

beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  d1 = await institution.actor("D1");
});

/** Round trips to Postgres and Redis that were made before the answer came. */
async function cost(request: (headers: Record<string, string>) => Promise<{ status: number; headers: Headers }>) {
  const { traceId, traceparent } = newTrace();
  const reply = await request({ traceparent });
  // What goes on after the answer is not in the answer's own Server-Timing; that is what people wait for.
  const waited = reply.headers.get("server-timing") ?? "";
  const count = (name: string) => waited.split(",").filter((entry) => entry.trim().startsWith(`${name};`)).length;
  return {
    status: reply.status,
    cache: reply.headers.get("x-cache"),
    postgres: count("db"),
    redis: count("redis"),
    traceId,
  };
}

describe("round trips before the answer", () => {
  it("login: one to Postgres, two to Redis", async () => {
    const body = { identifier: "d2", password: testPassword, institution: institution.slug };
    const spent = await cost((headers) => ask(null, "POST", "/identity/login", body, headers));
    expect(spent).toMatchObject({ status: 200, postgres: 1, redis: 2 });
  });

  it("list: cold one to Postgres; warm none, and none to Redis within the memo", async () => {
    const list = (headers: Record<string, string>) => ask(d1, "GET", "/sppd?tahun=2026", undefined, headers);
    const cold = await cost(list);
    expect(cold).toMatchObject({ status: 200, cache: "MISS", postgres: 1 });
    expect(cold.redis).toBeLessThanOrEqual(2);
    await pause(1_000);
    expect(await cost(list)).toMatchObject({ cache: "HIT", postgres: 0, redis: 1 });
    const within = await until(
      () => cost(list),
      ({ redis }) => redis === 0,
    );
    expect(within).toMatchObject({ cache: "HIT", postgres: 0, redis: 0 });
  });

  it("create, with tariffs remembered: one to Postgres, one to Redis at most", async () => {
    await draft(d1, orderE1(institution, [d1.pegawaiId]));
    const spent = await cost((headers) => ask(d1, "POST", "/sppd", orderE1(institution, [d1.pegawaiId]), headers));
    expect(spent).toMatchObject({ status: 201, postgres: 1 });
    expect(spent.redis).toBeLessThanOrEqual(1);
  });

  it("submit, approve and issue: one to Postgres each, one to Redis at most", async () => {
    const id = await draft(d1, tripTo(institution, d1, "2026-05-04", "2026-05-05"));
    const steps: [string, string][] = [
      ["D1", "ajukan"],
      ["A1", "setujui"],
      ["A2", "setujui"],
      ["G1", "terbitkan-st"],
      ["P1", "terbitkan-spd"],
    ];
    for (const [key, action] of steps) {
      const actor = await institution.actor(key);
      const body = action === "ajukan" || action === "terbitkan-spd" ? undefined : {};
      const spent = await cost((headers) => ask(actor, "POST", `/sppd/${id}/${action}`, body, headers));
      expect(spent, action).toMatchObject({ postgres: 1 });
      expect(spent.status, action).toBeLessThan(300);
      expect(spent.redis, action).toBeLessThanOrEqual(1);
    }
  });

  it("are what the stack counted, with the one to note afterwards that tags are dropped", async () => {
    const d2 = await institution.actor("D2");
    const id = await draft(d2, tripTo(institution, d2, "2026-05-04", "2026-05-05"));
    const spent = await cost((headers) => ask(d2, "POST", `/sppd/${id}/ajukan`, undefined, headers));
    expect(spent.postgres).toBe(1);
    const counted = await until(
      () => roundTrips(spent.traceId),
      ({ neon }) => neon >= 2,
    );
    expect(counted).toMatchObject({ neon: 2, qstash: 0 });
    expect(counted.upstash).toBeLessThanOrEqual(2);
  });

  it("of an issue include one to the queue, after the answer", async () => {
    const id = await draft(d1, tripTo(institution, d1, "2026-05-18", "2026-05-19"));
    await approveFully(institution, d1, id);
    const g1 = await institution.actor("G1");
    const spent = await cost((headers) => ask(g1, "POST", `/sppd/${id}/terbitkan-st`, {}, headers));
    expect(spent.postgres).toBe(1);
    const counted = await until(
      () => roundTrips(spent.traceId),
      ({ qstash }) => qstash >= 1,
    );
    expect(counted.qstash).toBe(1);
  });

  it("refuse a trip that cannot be with one more, to say why", async () => {
    const first = await draft(d1, tripTo(institution, d1, "2026-06-01", "2026-06-02"));
    await act(d1, first, "ajukan");
    const second = await draft(d1, tripTo(institution, d1, "2026-06-02", "2026-06-03"));
    expect(await cost((headers) => ask(d1, "POST", `/sppd/${second}/ajukan`, undefined, headers))).toMatchObject({
      status: 409,
      postgres: 2,
    });
  });
});
