import { describe, expect, inject, it } from "vitest";
import { problemPath, problemTypes, type ProblemType } from "../db/core/problem.ts";
import { withFault } from "./setup/faults.ts";
import { newTrace, roundTrips, until } from "./setup/http.ts";

const html = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

async function get(path: string, headers: Record<string, string> = {}): Promise<{ response: Response; text: string }> {
  const response = await fetch(`${inject("stack").urls.edge}${path}`, { headers, redirect: "manual" });
  return { response, text: await response.text() };
}

describe("health", () => {
  it("says OK without asking anybody", async () => {
    const { traceId, traceparent } = newTrace();
    const { response, text } = await get("/health", { traceparent });
    expect(response.status).toBe(200);
    expect(JSON.parse(text)).toEqual({ status: "OK" });
    expect(await roundTrips(traceId)).toEqual({ neon: 0, upstash: 0, qstash: 0 });
  });

  it("is ready with the latency of each dependency, and asks again after five seconds at the earliest", async () => {
    // On a busy machine somebody may answer late once; five seconds later they are asked again.
    const { response, text } = await until(
      () => get("/health/ready"),
      (ready) => !ready.text.includes('"ok":false'),
    );
    expect(response.status).toBe(200);
    const { dependencies } = JSON.parse(text) as { dependencies: Record<string, { ok: boolean; ms: number }> };
    expect(Object.keys(dependencies)).toEqual(["postgres", "redis", "queue", "cache", "uploads", "documents"]);
    for (const probe of Object.values(dependencies)) expect(probe).toEqual({ ok: true, ms: expect.any(Number) });
    const { traceId, traceparent } = newTrace();
    expect((await get("/health/ready", { traceparent })).text).toBe(text);
    expect(await roundTrips(traceId)).toEqual({ neon: 0, upstash: 0, qstash: 0 });
  });

  it("is not ready without Postgres, and tells neither where it is nor what it said", async () => {
    await withFault({ service: "neon", kind: "error", match: '"select 1"' }, async () => {
      await expect
        .poll(async () => (await get("/health/ready")).response.status, { timeout: 10_000, interval: 250 })
        .toBe(503);
      const { response, text } = await get("/health/ready");
      expect(response.headers.get("retry-after")).toBe("5");
      expect(JSON.parse(text)).toMatchObject({ status: "TIDAK_SIAP", dependencies: { postgres: { ok: false } } });
      expect(text).not.toMatch(/127\.0\.0\.1|http|error|postgresql:/i);
      const status = await get("/status", { ...html, "accept-language": "en" });
      expect([status.response.status, toldOf(status.text)]).toEqual([
        200,
        ["Serambi is disrupted", "Disrupted", "Works", "Works", "Works"],
      ]);
    });
  });
});

/** The verdict of the status page, and what it says of each service: login and data, speed, documents and mail, files. */
function toldOf(page: string): (string | undefined)[] {
  const states = [...page.matchAll(/class="tanda \w+">([^<]+)/g)].map(([, state]) => state);
  return [/<h1>([^<]+)/.exec(page)?.[1], ...states];
}

describe("the status page", () => {
  const read = async (language = "id") => await get("/status", { ...html, "accept-language": language });
  const well = ["Semua layanan berjalan", "Berjalan", "Berjalan", "Berjalan", "Berjalan"];

  it("says in both languages what works, and costs a crowd no round trip", async () => {
    await until(read, ({ text }) => toldOf(text)[0] === well[0]);
    const { traceId, traceparent } = newTrace();
    const crowd = await Promise.all(
      Array.from({ length: 20 }, () => get("/status", { ...html, "accept-language": "en", traceparent })),
    );
    for (const { response, text } of crowd) {
      expect([response.status, response.headers.get("content-language")]).toEqual([200, "en"]);
      expect(response.headers.get("cache-control")).toBe("no-store");
      expect(response.headers.get("ratelimit-policy")).toBe('"alamat";q=3000;w=60');
      expect(toldOf(text)).toEqual(["Everything works", "Works", "Works", "Works", "Works"]);
      expect(text).toMatch(/<time datetime="[\d-]+T[\d:.]+Z">\d\d:\d\d:\d\d WIB/);
    }
    // One of them looks for all; on a busy machine another does as well.
    expect((await roundTrips(traceId)).neon).toBeLessThan(4);
  });

  it.each([
    ["Redis", { service: "upstash", match: '"ping"' }, [1], /lebih lambat/],
    ["the queue", { service: "qstash", match: "/v2/keys" }, [2], /Tidak ada yang perlu diulang/],
  ] as const)(
    "says without %s what that means, since when, and nothing of what is inside",
    async (...[, away, at, words]) => {
      await withFault({ ...away, kind: "error" }, async () => {
        const { response, text } = await until(read, (page) => toldOf(page.text)[0] === "Sebagian layanan terganggu");
        expect(response.status).toBe(200);
        const expected = well.map((word, index) =>
          (at as readonly number[]).includes(index - 1) ? "Terganggu" : word,
        );
        expect(toldOf(text).slice(1)).toEqual(expected.slice(1));
        expect(text).toMatch(words);
        expect(text).toMatch(/Terlihat terganggu sejak <time datetime="[^"]+Z">\d\d\.\d\d\.\d\d WIB/);
        expect(text).not.toMatch(/postgres|redis|upstash|qstash|neon|queue|127\.0\.0|https?:|token|bearer|serambi_/i);
      });
      await until(read, ({ text }) => toldOf(text)[0] === well[0]);
    },
  );
});

describe("problem pages", () => {
  it.each(Object.entries<ProblemType>(problemTypes))("explain %s in both languages", async (code, type) => {
    for (const language of ["id", "en"] as const) {
      const { response, text } = await get(problemPath(code), { "accept-language": language });
      expect(response.status).toBe(200);
      expect(response.headers.get("content-language")).toBe(language);
      expect(text).toContain(`<html lang="${language}">`);
      expect(text).toContain(`<h1>${type[language].title}</h1>`);
      expect(text).toContain(`HTTP ${type.status}`);
      expect(text).toMatch(/<h2 id="langkah">[^<]+<\/h2><p>[^<]{20,}<\/p>/);
    }
  });

  it("are all listed", async () => {
    const { text } = await get("/problems");
    for (const code of Object.keys(problemTypes)) expect(text).toContain(`href="${problemPath(code)}"`);
  });

  it("are found under the names of the registry's contract too", async () => {
    for (const [page, code] of [
      ["module-not-licensed", "MODUL_TIDAK_AKTIF"],
      ["module-access-denied", "MODULE_ACCESS_DENIED"],
    ] as const) {
      const { response, text } = await get(`/problems/${page}`);
      expect([page, response.status]).toEqual([page, 200]);
      expect(text).toContain(`<code>${code}</code>`);
    }
  });

  it.each(["/problems/tidak-ada", "/problems/PAGU_TIDAK_CUKUP", "/problems/constructor", "/problems/%3Cscript%3E"])(
    "do not exist at %s",
    async (path) => {
      expect((await get(path)).response.status).toBe(404);
    },
  );
});

describe("what does not exist", () => {
  it("is told as a page to browsers and as a problem to programs", async () => {
    const page = await get("/tidak/ada", html);
    expect(page.response.status).toBe(404);
    expect(page.response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    const problem = await get("/tidak/ada");
    expect(problem.response.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    expect(JSON.parse(problem.text)).toMatchObject({ status: 404, code: "TIDAK_DITEMUKAN" });
    expect((await get("/p/tidak-ada.js")).response.status).toBe(404);
  });

  it("is refused with 405 where only reading is meant", async () => {
    const response = await fetch(`${inject("stack").urls.edge}/verify`, { method: "POST" });
    expect(response.status).toBe(405);
    expect(await response.json()).toMatchObject({ code: "METODE_TIDAK_DIDUKUNG" });
  });
});

describe("every page", () => {
  it.each(["/", "/verify", "/problems", "/status", "/api/docs", "/tidak/ada"])(
    "%s runs nothing that is written into it",
    async (path) => {
      const { response, text } = await get(path, html);
      const policy = response.headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(text).not.toMatch(/<script(?![^>]* src="\/p\/)|<style| style=| on\w+="/);
      const addresses = [...text.matchAll(/(?:src|href|action)="([^"]*)"/g)].map(([, address]) => address ?? "");
      expect(addresses.length).toBeGreaterThan(0);
      expect(addresses.filter((address) => !/^(\/(?!\/)|#)/.test(address))).toEqual([]);
    },
  );

  it("names what others have made of it, with their licences", async () => {
    const { response, text } = await get("/p/pihak-ketiga.txt");
    expect([response.status, response.headers.get("content-type")]).toEqual([
      200,
      expect.stringMatching(/^text\/plain/),
    ]);
    for (const name of [
      "vue",
      "@nuxt/ui",
      "hono",
      "zod",
      "@neondatabase/serverless",
      "swagger-ui-dist",
      "pdfmake",
      "@iconify-json/lucide",
    ])
      expect(text).toMatch(new RegExp(`^${name} \\d[\\w.-]* \\(`, "m"));
    expect(text).toContain("Open Database License");
    expect(text).toContain("THE SOFTWARE IS PROVIDED");
    expect(text).not.toMatch(/vitest|playwright|\/node_modules\/|\/(home|root|tmp|work)\//);
  });

  it("says in either language where one logs in", async () => {
    for (const [language, word] of [
      ["id", "Masuk"],
      ["en", "Log in"],
    ] as const)
      expect((await get("/", { ...html, "accept-language": language })).text).toContain(`<a href="/masuk">${word}</a>`);
    expect((await get("/masuk", html)).response.status).toBe(200);
  });

  it("names its files so that they are asked for again only when they changed", async () => {
    const first = await get("/p/portal.css");
    expect(first.response.headers.get("cache-control")).toBe("public, no-cache");
    const again = await get("/p/portal.css", { "if-none-match": first.response.headers.get("etag") ?? "" });
    expect(again.response.status).toBe(304);
    expect(again.response.headers.get("x-content-type-options")).toBe("nosniff");
  });
});
