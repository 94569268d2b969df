import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browse, openBrowser, phone } from "../setup/console.ts";
import { makeInstitution, type TestInstitution } from "../setup/institution.ts";

/** The most of JavaScript (bytes as they come over the line, gzip) that a page may take before it can be used, and of a module's screen. */
const budgets = { login: 160_000, dashboard: 230_000, chunk: 60_000 };
/** The most of files that a screen comes in, those of the frame among them: a phone on a slow line waits for each. */
const mostFiles = 24;

let browser: Browser;
let institution: TestInstitution;

beforeAll(async () => {
  [browser, institution] = await Promise.all([openBrowser(), makeInstitution()]);
});

afterAll(() => browser.close());

/** Counts the scripts of a page as gzip sends them: what the browser asks for says so. */
async function countScripts(page: Page, path: string, ready: string): Promise<number> {
  let bytes = 0;
  // The service worker asks for files of its own, later, and beside.
  await page.route("**/*.js", async (route) => {
    const response = await route.fetch({ headers: { ...route.request().headers(), "accept-encoding": "identity" } });
    const body = await response.body();
    bytes += gzipSync(body, { level: 9 }).length;
    await route.fulfill({ response, body });
  });
  await page.goto(path);
  await page.getByRole("heading", { name: ready }).waitFor();
  await page.waitForLoadState("networkidle");
  return bytes;
}

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
}

const folder = new URL("../../dist/assets/p/konsol/", import.meta.url);
const chunks = JSON.parse(readFileSync(new URL(".vite/manifest.json", folder), "utf8")) as Readonly<
  Record<string, Chunk>
>;

function weigh(name: string): number {
  return gzipSync(readFileSync(new URL(chunks[name]?.file ?? "", folder)), { level: 9 }).length;
}

/** A chunk with all that must be there before it runs. */
function closureOf(name: string, found = new Set<string>()): Set<string> {
  if (found.has(name)) return found;
  found.add(name);
  for (const other of chunks[name]?.imports ?? []) closureOf(other, found);
  return found;
}

/** The module that a chunk of the build is a screen or a part of. */
const slugOf = (name: string): string | undefined => /^src\/modules\/([^/]+)\//.exec(name)?.[1];

describe("the screens of a module", () => {
  const own = Object.keys(chunks).filter((name) => slugOf(name) !== undefined);

  it("come in chunks, none of which is more than 60 kB", () => {
    const scripts = Object.keys(chunks).filter((name) => chunks[name]?.file.endsWith(".js"));
    expect(own.length).toBeGreaterThan(50);
    expect(scripts.filter((name) => weigh(name) > budgets.chunk)).toEqual([]);
  });

  it(`come in ${mostFiles} files at most, with the frame`, () => {
    const frame = [...closureOf("index.html"), ...closureOf("src/shell/Frame.vue")];
    const filesOf = (name: string) => new Set([...frame, ...closureOf(name)]).size;
    expect(own.filter((name) => filesOf(name) > mostFiles)).toEqual([]);
  });

  it("bring no more than that which no other module or the frame has brought", () => {
    const users = new Map<string, Set<string>>();
    for (const name of [...own, "index.html", "src/shell/Frame.vue"])
      for (const part of closureOf(name)) users.set(part, (users.get(part) ?? new Set()).add(slugOf(name) ?? ""));
    const alone = own.map((name) => {
      const parts = [...closureOf(name)].filter((part) => users.get(part)?.size === 1);
      return { name, bytes: parts.reduce((sum, part) => sum + weigh(part), 0) };
    });
    expect(alone.filter(({ bytes }) => bytes > budgets.chunk)).toEqual([]);
  });
});

describe("what a phone loads before a page can be used", () => {
  it("is no more than its budget: the login, and the dashboard with its widgets", async () => {
    const counted: Record<string, number> = {};
    await browse(
      browser,
      null,
      async (page) => {
        counted["login"] = await countScripts(page, "/masuk", "Masuk");
      },
      {
        viewport: phone,
        expected: /401/,
      },
    );
    const actor = await institution.actor("D1");
    await browse(
      browser,
      actor,
      async (page) => {
        counted["dashboard"] = await countScripts(page, "/", "Halo");
      },
      {
        viewport: phone,
      },
    );
    expect(counted["login"]).toBeGreaterThan(50_000);
    expect(counted["login"]).toBeLessThanOrEqual(budgets.login);
    expect(counted["dashboard"]).toBeLessThanOrEqual(budgets.dashboard);
  });
});
