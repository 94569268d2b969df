import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browse, openBrowser, phone } from "../setup/console.ts";
import { makeInstitution, ownerRows, type TestInstitution } from "../setup/institution.ts";

let browser: Browser;
let institution: TestInstitution;

beforeAll(async () => {
  [browser, institution] = await Promise.all([openBrowser(), makeInstitution()]);
});

afterAll(() => browser.close());

/** How many measurements of a page there are, of each measure. */
async function counted(rute: string): Promise<Record<string, number>> {
  const rows = await ownerRows<{ ukuran: string; n: number }>(
    "select ukuran, sum(banyak)::int as n from vitals where rute = $1 group by ukuran",
    [rute],
  );
  return Object.fromEntries(rows.map(({ ukuran, n }) => [ukuran, n]));
}

describe("how quick the console was", () => {
  it("is told to the platform once when the page is hidden, all that was measured, by the page's name", async () => {
    const before = await counted("dashboard");
    await browse(
      browser,
      await institution.actor("D1"),
      async (page) => {
        // What is sent by a page that is gone is told to no test: it counts for itself.
        await page.addInitScript(() => {
          const send = navigator.sendBeacon.bind(navigator);
          navigator.sendBeacon = (url, data) => {
            sessionStorage.setItem("beacons", `${sessionStorage.getItem("beacons") ?? ""}${String(url)};`);
            return send(url, data);
          };
        });
        const measuring = page.waitForResponse((response) => /web-vitals/.test(response.url()));
        await page.goto("/");
        await page.getByRole("heading", { name: "Halo, Ratna Wulandari" }).waitFor();
        await measuring;
        await page.waitForLoadState("networkidle");
        await page.getByRole("button", { name: /^Akun saya/ }).click();
        await page.getByRole("menuitem").first().waitFor();
        await page.keyboard.press("Escape");
        // Another page is opened by its address: this one is hidden, and gone.
        await page.goto("/verify/ada");
        expect(await page.evaluate(() => sessionStorage.getItem("beacons"))).toBe("/api/v1/operator/vitals;");
        // Until it has arrived the browser stays: one that ends takes with it what it has not sent yet.
        const more = Object.fromEntries(
          ["TTFB", "FCP", "LCP", "INP", "CLS"].map((ukuran) => [ukuran, (before[ukuran] ?? 0) + 1]),
        );
        await expect
          .poll(async () => {
            const now = await counted("dashboard");
            return Object.entries(more).filter(([ukuran, least]) => (now[ukuran] ?? 0) < least);
          })
          .toEqual([]);
      },
      { viewport: phone, expected: /status of 404/ },
    );
  });

  it("is not measured of whoever only looks at the page to log in", async () => {
    await browse(
      browser,
      null,
      async (page, context) => {
        const asked: string[] = [];
        context.on("request", (request) => asked.push(request.url()));
        await page.goto("/masuk");
        await page.getByRole("heading", { name: "Masuk" }).waitFor();
        await page.waitForLoadState("networkidle");
        await page.goto("/verify/ada");
        expect(asked.filter((url) => /vitals/.test(url))).toEqual([]);
      },
      { expected: /status of (401|404)/ },
    );
  });
});
