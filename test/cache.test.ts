import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CacheHost, startCacheHost } from "./setup/cache-host.ts";
import type { CacheQuestion } from "./setup/cache-worker.ts";
import { pause, until } from "./setup/http.ts";

let cache: CacheHost;

beforeAll(async () => {
  cache = await startCacheHost();
});
afterAll(() => cache.stop());

let asked = 0;
/** A read of a key of its own, fresh for long. */
const question = (parts: Partial<CacheQuestion> = {}): CacheQuestion => ({
  key: `baca:${++asked}`,
  versions: ["v1"],
  ttl: 600,
  ...parts,
});
/** The same read by so many requests at once: no time passes until all have asked, nor between one load and the next. */
async function together(amount: number, read: CacheQuestion, ends = 1) {
  const before = await cache.count(read.key);
  const replies = Promise.all(Array.from({ length: amount }, () => cache.read(read)));
  await until(
    () => cache.count(read.key),
    ({ asked: now }) => now === before.asked + amount,
  );
  for (let ended = 1; ended <= ends && read.takes !== undefined; ended++) {
    await until(
      () => cache.count(read.key),
      ({ loads }) => loads === before.loads + ended,
    );
    // Whoever waited for a load that failed waits for the next by then.
    if (ended > 1) await pause(300);
    await cache.advance(read.takes);
  }
  return await replies;
}
/** Loads it and asks for it again: from then on KV has it. */
const readTwice = async (read: CacheQuestion) => {
  await cache.read(read);
  return await cache.read(read);
};
const states = (replies: readonly { state: string }[]) => [...new Set(replies.map(({ state }) => state))].sort();

describe("requests that ask for the same at once", () => {
  it.each([{ versions: ["v1"] }, { versions: null }])("load it once, with versions and without (%o)", async (parts) => {
    const replies = await together(20, question({ ...parts, takes: 400 }));
    expect(states(replies)).toEqual([parts.versions ? "MISS" : "BYPASS"]);
    expect(new Set(replies.map(({ body }) => body))).toEqual(new Set(["1"]));
    expect(replies.at(-1)?.loads).toBe(1);
  });

  it("load again, one of them for all, when the first could not", async () => {
    for (const failure of ["away", "defect"] as const) {
      const replies = await together(20, question({ takes: 400, fails: { 1: failure } }), 2);
      const failed = replies.filter(({ body }) => body === null);
      expect(failed, failure).toHaveLength(1);
      expect(replies.filter(({ body }) => body === "2")).toHaveLength(19);
      expect(Math.max(...replies.map(({ loads }) => loads))).toBe(2);
    }
  });

  it("are all told when the second could not either: nobody asks a third time", async () => {
    const replies = await together(20, question({ takes: 400, fails: { 1: "away", 2: "away" } }), 2);
    expect(states(replies)).toEqual(["BASIS_DATA_TIDAK_TERSEDIA"]);
    expect(Math.max(...replies.map(({ loads }) => loads))).toBe(2);
  });

  it("are all refused at once by what refuses the first", async () => {
    const replies = await together(20, question({ takes: 400, fails: { 1: "refused", 2: "defect" } }));
    expect(states(replies)).toEqual(["TIDAK_DITEMUKAN"]);
    expect(Math.max(...replies.map(({ loads }) => loads))).toBe(1);
  });

  it("do not wait for a request that was killed: after a second another loads for all", async () => {
    const hung = question({ fails: { 1: "hangs" } });
    const leader = cache.read(hung).catch(() => undefined);
    await until(
      () => cache.count(hung.key),
      ({ loads }) => loads === 1,
    );
    const followers = together(20, hung);
    await until(
      () => cache.count(hung.key),
      ({ asked: now }) => now === 21,
    );
    await cache.advance(1_000);
    const replies = await followers;
    expect(replies.map(({ body, loads }) => `${body}/${loads}`)).toEqual(Array(20).fill("2/2"));
    expect(await cache.read(hung)).toMatchObject({ state: "HIT", body: "2", loads: 2 });
    await leader;
  });

  it("take what the slow first one brings, and load at most once a second until then", async () => {
    const slow = question({ takes: 1_700 });
    const asking = Promise.all(Array.from({ length: 20 }, () => cache.read(slow)));
    const soFar = (wanted: { asked: number; loads: number }) =>
      until(
        () => cache.count(slow.key),
        (found) => found.asked === wanted.asked && found.loads === wanted.loads,
      );
    await soFar({ asked: 20, loads: 1 });
    await cache.advance(1_000);
    await soFar({ asked: 20, loads: 2 });
    await cache.advance(700);
    const replies = await asking;
    expect(new Set(replies.map(({ body }) => body))).toEqual(new Set(["1"]));
    expect(Math.max(...replies.map(({ loads }) => loads))).toBe(2);
  });
});

describe("a value past its time", () => {
  it("is shown at once while one request loads it anew, and then is the new one", async () => {
    const read = question({ ttl: 1 });
    expect(await cache.read(read)).toMatchObject({ state: "MISS", body: "1" });
    expect(await cache.read(read)).toMatchObject({ state: "HIT", body: "1" });
    await cache.advance(1_050);
    // Their answers come although the load does not end.
    const stale = await Promise.all(Array.from({ length: 20 }, () => cache.read({ ...read, takes: 900 })));
    expect([states(stale), stale[0]?.body]).toEqual([["STALE"], "1"]);
    await cache.advance(900);
    const renewed = await until(
      () => cache.read({ ...read, ttl: 600 }),
      ({ body }) => body === "2",
    );
    expect(renewed).toMatchObject({ state: "HIT", body: "2", loads: 2 });
  });

  it("is not shown once it has been old for as long as it was fresh", async () => {
    const read = question({ ttl: 1 });
    await cache.read(read);
    await cache.advance(2_050);
    expect(await cache.read(read)).toMatchObject({ state: "MISS", body: "2" });
  });

  it("is shown all the same, and under any version, while the database is away", async () => {
    const read = question({ ttl: 1, fails: { 2: "away", 3: "away" } });
    const { etag } = await cache.read(read);
    await cache.advance(2_050);
    expect(await cache.read(read)).toMatchObject({ state: "STALE", body: "1", etag, loads: 2 });
    expect(await cache.read({ ...read, versions: ["v2"] })).toMatchObject({ state: "STALE", body: "1", loads: 3 });
    expect(await cache.read({ ...read, versions: ["v2"] })).toMatchObject({ state: "MISS", body: "4" });
  });

  it("is shown all the same while the database does not answer at all", async () => {
    const read = question({ fails: { 2: "hangs" } });
    await cache.read(read);
    expect(await cache.read({ ...read, versions: ["v2"] })).toMatchObject({ state: "STALE", body: "1", loads: 2 });
    await cache.advance(5_000);
    expect(await cache.read({ ...read, versions: ["v2"] })).toMatchObject({ state: "MISS", body: "3" });
  });

  it("is not what another version's value is", async () => {
    const read = question({ versions: ["a", "b"] });
    await cache.read(read);
    expect(await cache.read({ ...read, versions: ["a", "c"] })).toMatchObject({ state: "MISS", body: "2" });
    expect(await cache.read(read)).toMatchObject({ state: "HIT", body: "1" });
  });
});

describe("KV", () => {
  it.each(["throws", "hangs"] as const)("that %s costs nobody their answer", async (kv) => {
    const read = question({ kv });
    expect(await cache.read(read)).toMatchObject({ state: "MISS", body: "1" });
    expect(await cache.read(read)).toMatchObject({ state: "HIT", body: "1" });
  });

  it("is given what is asked for a second time, once, and nothing that is asked for once", async () => {
    const [lonely, shared] = [question({ key: "sekali" }), question({ key: "dua kali" })];
    await cache.read(lonely);
    await readTwice(shared);
    await expect.poll(() => cache.names("r1:dua kali")).toHaveLength(1);
    expect(await cache.names("r1:sekali")).toEqual([]);
    const [name = ""] = await cache.names("r1:dua kali");
    await cache.put(name, "lain", { etag: "", freshUntil: 0 });
    await cache.read(shared);
    await cache.restart();
    expect(await cache.read(shared)).toMatchObject({ state: "MISS" });
  });

  it("keeps keys of any length and any letters, each its own", async () => {
    const long = "ﷺ".repeat(3_000);
    for (const end of ["a", "b"]) {
      await readTwice(question({ key: `panjang:${long}${end}` }));
    }
    const names = await cache.names("r1:panjang:");
    expect(names).toHaveLength(2);
    for (const name of names) expect(Buffer.byteLength(name)).toBeLessThanOrEqual(512);
  });

  it("fills the memory of an isolate that begins, without a load; what other code put there, or is not as it was put there, is passed over", async () => {
    const broken: [value: string, metadata?: unknown][] = [
      [""],
      ["", { etag: '"benar"', freshUntil: Date.now() + 60_000 }],
      ["2", { etag: '"benar"', freshUntil: Date.now() + 60_000 }],
      ["bukan JSON {", { etag: 7 }],
      ["1", { freshUntil: "kapan-kapan" }],
    ];
    const whole = question({ key: "utuh" });
    const { etag } = await readTwice(whole);
    const others = question({ key: "punya kode lain" });
    await readTwice(others);
    for (const [index, [value, metadata]] of broken.entries()) {
      await readTwice(question({ key: `rusak:${index}` }));
      const [name = ""] = await cache.names(`r1:rusak:${index}`);
      await cache.put(name, value, metadata);
    }
    await cache.restart();
    const found = await together(20, whole);
    expect(found).toEqual(Array(20).fill({ body: "1", etag, state: "HIT", loads: 0 }));
    expect(await cache.read({ ...whole, kv: "throws" })).toMatchObject({ state: "HIT", loads: 0 });
    expect(await cache.read({ ...others, release: "r2" })).toMatchObject({ state: "MISS" });
    for (const index of broken.keys()) {
      expect(await cache.read(question({ key: `rusak:${index}` })), String(index)).toMatchObject({ state: "MISS" });
    }
  });
});

describe("what it keeps", () => {
  /** Megabytes that workerd holds. */
  const memory = () => {
    const lines = execFileSync("ps", ["-A", "-o", "ppid=,rss=,comm="], { encoding: "utf8" }).split("\n");
    const mine = lines.map((line) => line.trim().split(/\s+/)).filter(([parent]) => parent === String(process.pid));
    return Number(mine.find(([, , command]) => command?.includes("workerd"))?.[1]) / 1024;
  };

  it.each([
    { what: "forty thousand large values", parts: 8, fill: 5_000, bytes: 4_096, begun: 4 },
    { what: "a million small ones", parts: 100, fill: 10_000, bytes: 60, begun: 20 },
  ])("is bounded, whoever asks for $what", async ({ parts, fill, bytes, begun }) => {
    const fillParts = async (many: number) => {
      for (let part = 0; part < many; part++) await cache.fill({ fill, bytes });
      return memory();
    };
    const full = await fillParts(begun);
    expect(await fillParts(parts - begun)).toBeLessThan(1.25 * full);
    expect(await cache.read(question())).toMatchObject({ state: "MISS" });
  });
});
