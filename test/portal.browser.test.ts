import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browse, inspectPage, openBrowser } from "./setup/console.ts";
import { issueDocument } from "./setup/document.ts";
import { withFault } from "./setup/faults.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** What is wrong with a public page, in the light and in the dark, which it takes from its reader's system. */
async function inspectPublic(
  path: string,
  locale: "id-ID" | "en-GB" = "id-ID",
  expected = /status of 404/,
): Promise<string[]> {
  const found: string[] = [];
  const look = { locale, expected };
  await browse(
    browser,
    null,
    async (page) => {
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await page.goto(path);
        found.push(...(await inspectPage(page)).map((text) => `${colorScheme} ${text}`));
      }
    },
    look,
  );
  return found;
}

describe("a public page", () => {
  it.each(["/", "/verify", "/verify?kode=ABC", "/problems", "/problems/galat-server", "/akun/undangan", "/tidak/ada"])(
    "%s is one that everybody can use",
    async (path) => expect(await inspectPublic(path)).toEqual([]),
  );

  it("of a letter is one that everybody can use", async () => {
    const { kode } = await issueDocument();
    expect(await inspectPublic(`/verify/${kode}`)).toEqual([]);
  });
});

describe("the status page", () => {
  it("is one that everybody can use, also while something is away, and follows from the login", async () => {
    expect(await inspectPublic("/status", "en-GB")).toEqual([]);
    await withFault({ service: "qstash", kind: "error", match: "/v2/keys" }, async () => {
      await browse(browser, null, async (page) => {
        const verdict = async () => {
          await page.goto("/status");
          return await page.getByRole("heading", { level: 1 }).textContent();
        };
        await expect.poll(verdict).toBe("Sebagian layanan terganggu");
        await page.emulateMedia({ colorScheme: "dark" });
        expect(await inspectPage(page)).toEqual([]);
      });
    });
    await browse(
      browser,
      null,
      async (page) => {
        await page.goto("/masuk");
        await page.getByRole("link", { name: "Keadaan layanan" }).click();
        await page.getByRole("heading", { name: "Layanan satu per satu" }).waitFor();
      },
      { expected: /401/ },
    );
  });
});
