import { gzipSync } from "node:zlib";
import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browse, openBrowser, phone } from "../setup/console.ts";
import { makeInstitution, type TestInstitution } from "../setup/institution.ts";

/** The most of JavaScript (bytes as they come over the line, gzip) that a page may take before it can be used. */
const budgets = { login: 160_000, dashboard: 230_000 };

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
