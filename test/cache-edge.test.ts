import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { withFault } from "./setup/faults.ts";
import { ask, newTrace, pause, roundTrips, until, within } from "./setup/http.ts";
import { makeInstitution, type Actor, type TestInstitution } from "./setup/institution.ts";
import { draft, orderE1 } from "./setup/orders.ts";

const { urls, redisUrl } = inject("stack");

let institution: TestInstitution;
let d1: Actor;
let redis: Redis;

beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  d1 = await institution.actor("D1");
  redis = new Redis(redisUrl);
});
afterAll(() => redis.disconnect());

const newDraft = () => draft(d1, orderE1(institution, [d1.pegawaiId]));
const tagOf = (tag: string) => `tag:${institution.id}:${tag}`;

interface Page {
  readonly data: readonly { readonly id: string }[];
}

/** The list as this edge shows it: its ids, and where it came from. */
async function list(edge = urls.edge, { traceparent } = newTrace()): Promise<{ ids: string[]; cache: string | null }> {
  const headers = { authorization: `Bearer ${d1.token}`, traceparent };
  const response = await fetch(`${edge}/api/v1/sppd?per_page=100`, { headers });
  const { data } = (await response.json()) as Page;
  return { ids: data.map(({ id }) => id), cache: response.headers.get("x-cache") };
}

/**
 * The same read by so many requests of one trace at once, while Postgres takes its time; `most` is how many may load, where the
 * first began then.
 */
async function together(amount: number, path: string, ms = 400, began = Date.now()) {
  const { traceId, traceparent } = newTrace();
  const slow = { service: "neon", kind: "delay", ms, match: institution.id } as const;
  const replies = await withFault(slow, () =>
    Promise.all(Array.from({ length: amount }, () => ask(d1, "GET", path, undefined, { traceparent }))),
  );
  return {
    statuses: replies.map(({ status }) => status),
    caches: [...new Set(replies.map(({ headers }) => headers.get("x-cache")))],
    loads: (await roundTrips(traceId)).neon,
    // A load that takes longer than a second is tried by another as well, and so on each second.
    most: 1 + Math.floor((Date.now() - began) / 1_000),
  };
}

const isHit = ({ cache }: { readonly cache: string | null }) => cache === "HIT";
/** Waits until what was changed before is dropped, and the cache of this edge believed again. */
const settled = () => until(list, isHit);

/** As long as a drop takes, nothing is believed; once it is through, nothing is there. */
const uncached = /^(BYPASS|MISS)$/;
const all = (amount: number, status: number) => Array(amount).fill(status) as number[];

describe("20 requests that ask for the same at once", () => {
  it("make one round trip to Postgres", async () => {
    const id = await newDraft();
    await settled();
    const { loads, most, statuses, caches } = await together(20, `/sppd/${id}`);
    expect([statuses, caches[0]]).toEqual([all(20, 200), "MISS"]);
    expect([loads > 0, loads <= most]).toEqual([true, true]);
    expect(await together(20, `/sppd/${id}`)).toMatchObject({ statuses: all(20, 200), caches: ["HIT"], loads: 0 });
  });

  it("make one also while Redis is away, once whoever asks is known", async () => {
    const id = await newDraft();
    await withFault({ service: "upstash", kind: "error", match: institution.id }, async () => {
      await pause(1_000);
      await ask(d1, "GET", "/identity/me");
      const { loads, most, statuses, caches } = await together(20, `/sppd/${id}`, 1_500);
      expect([statuses, caches]).toEqual([all(20, 200), ["BYPASS"]]);
      // Whoever asks is known for a second, and then asked for as well.
      expect(loads).toBeLessThanOrEqual(2 * most);
    });
  });

  it("are answered when the first one's load fails, with one more load for all", async () => {
    const id = await newDraft();
    await settled();
    const once = { service: "neon", kind: "drop", match: id, times: 1 } as const;
    const { statuses, loads, most } = await withFault(once, () => together(20, `/sppd/${id}`));
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(19);
    expect(loads).toBeLessThanOrEqual(1 + most);
  });

  it("are answered when the first one's client goes away, with its load", async () => {
    const id = await newDraft();
    await settled();
    const first = newTrace();
    const gone = new AbortController();
    const slow = { service: "neon", kind: "delay", ms: 700, match: id, times: 1 } as const;
    const began = Date.now();
    const followers = await withFault(slow, async () => {
      const headers = { authorization: `Bearer ${d1.token}`, traceparent: first.traceparent };
      const leader = fetch(`${urls.edge}/api/v1/sppd/${id}`, { headers, signal: gone.signal });
      await until(
        () => roundTrips(first.traceId),
        ({ neon }) => neon > 0,
      );
      const rest = together(19, `/sppd/${id}`, 400, began);
      await pause(50);
      gone.abort();
      await expect(leader).rejects.toThrow("aborted");
      return await rest;
    });
    expect(followers.statuses).toEqual(all(19, 200));
    // None of theirs, unless the first one's took longer than a second.
    expect(followers.loads).toBeLessThan(followers.most);
    expect((await roundTrips(first.traceId)).neon).toBe(1);
    expect((await ask(d1, "GET", `/sppd/${id}`)).headers.get("x-cache")).toBe("HIT");
  });
});

describe("a change", () => {
  it("is seen at once where it was made, however many read meanwhile", async () => {
    let reading = true;
    const readers = Array.from({ length: 4 }, async () => {
      while (reading) await list();
    });
    for (let round = 0; round < 15; round++) {
      const id = await newDraft();
      expect((await list()).ids, `round ${round}`).toContain(id);
    }
    reading = false;
    await Promise.all(readers);
  });

  it("is seen there also by whoever asked Redis before it and hears the answer after it", async () => {
    await list();
    await pause(1_000);
    const late = { service: "upstash", kind: "delay", ms: 700, when: "after", match: tagOf("sppd"), times: 1 } as const;
    await withFault(late, async () => {
      const trace = newTrace();
      const early = list(urls.edge, trace);
      await until(
        () => roundTrips(trace.traceId),
        ({ upstash }) => upstash > 0,
      );
      const id = await newDraft();
      await early;
      expect((await list()).ids).toContain(id);
    });
  });

  it("is seen there also while Redis is away and a read from before it is still under way", async () => {
    await withFault({ service: "upstash", kind: "error", match: institution.id }, async () => {
      await pause(1_000);
      await ask(d1, "GET", "/identity/me");
      const late = { service: "neon", kind: "delay", ms: 800, when: "after", match: institution.id, times: 1 } as const;
      await withFault(late, async () => {
        const trace = newTrace();
        const early = list(urls.edge, trace);
        await until(
          () => roundTrips(trace.traceId),
          ({ neon }) => neon > 0,
        );
        const id = await newDraft();
        const { ids, cache } = await list();
        expect([ids.includes(id), cache]).toEqual([true, "BYPASS"]);
        expect((await early).ids).not.toContain(id);
      });
    });
  });

  it("is seen at the other edge within five seconds, and until then what was before is whole", async () => {
    for (let round = 0; round < 3; round++) {
      const before = await list(urls.edge2);
      await until(() => list(urls.edge2), isHit);
      const id = await newDraft();
      const after = await within(
        5_000,
        () => list(urls.edge2),
        ({ ids }) => ids.includes(id),
      );
      expect(after.ids).toEqual([id, ...before.ids]);
    }
  });

  it("whose drop is late is read past the cache where it was made", async () => {
    await list();
    const slow = { service: "upstash", kind: "delay", ms: 600, match: `["set","${tagOf("sppd")}"` } as const;
    await withFault(slow, async () => {
      const id = await newDraft();
      const { ids, cache } = await list();
      expect([ids.includes(id), cache]).toEqual([true, expect.stringMatching(uncached)]);
    });
  });

  it("whose drop Redis refuses twice is seen everywhere all the same, and cached again", async () => {
    await list(urls.edge2);
    const refused = {
      service: "upstash",
      kind: "error",
      match: `["set","${tagOf("sppd")}"`,
      times: 2,
    } as const;
    await withFault(refused, async () => {
      const id = await newDraft();
      const { ids, cache } = await list();
      expect([ids.includes(id), cache]).toEqual([true, expect.stringMatching(uncached)]);
      const there = await within(
        5_000,
        () => list(urls.edge2),
        (page) => page.ids.includes(id),
      );
      expect(there.ids).toContain(id);
    });
    expect((await settled()).cache).toBe("HIT");
  });

  it("whose drop Redis goes on refusing is never hidden where it was made, even when Redis is there for reads", async () => {
    await list();
    await withFault({ service: "upstash", kind: "error", match: `["set","${tagOf("sppd")}"` }, async () => {
      const id = await newDraft();
      const began = Date.now();
      while (Date.now() - began < 7_000) {
        const { ids, cache } = await list();
        expect([ids.includes(id), cache]).toEqual([true, "BYPASS"]);
        await pause(500);
      }
    });
    // The next change that comes through drops for both.
    await newDraft();
    expect((await settled()).cache).toBe("HIT");
  });
});

it("what Redis forgot begins anew, and meets nothing of what was cached before", async () => {
  await redis.del(tagOf("sppd"));
  await pause(1_000);
  const first = await list();
  const id = await newDraft();
  expect((await list()).ids).toEqual([id, ...first.ids]);
  await settled();
  await redis.del(tagOf("sppd"));
  await pause(1_000);
  const after = await list();
  expect(after).toEqual({ ids: [id, ...first.ids], cache: "MISS" });
});
