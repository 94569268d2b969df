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
    });
  });
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
  it.each(["/", "/verify", "/problems", "/api/docs", "/tidak/ada"])(
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

  it("names its files so that they are asked for again only when they changed", async () => {
    const first = await get("/p/portal.css");
    expect(first.response.headers.get("cache-control")).toBe("public, no-cache");
    const again = await get("/p/portal.css", { "if-none-match": first.response.headers.get("etag") ?? "" });
    expect(again.response.status).toBe(304);
    expect(again.response.headers.get("x-content-type-options")).toBe("nosniff");
  });
});
