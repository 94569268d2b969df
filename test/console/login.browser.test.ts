import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browse, inspectPage, openBrowser, phone } from "../setup/console.ts";
import { makeInstitution, testPassword, type TestInstitution } from "../setup/institution.ts";

let browser: Browser;
let institution: TestInstitution;

beforeAll(async () => {
  [browser, institution] = await Promise.all([openBrowser(), makeInstitution()]);
});

afterAll(() => browser.close());

describe("whoever logs in on a phone", () => {
  it("is told what was wrong, gets to the page they wanted, and is asked for nothing again", async () => {
    await browse(
      browser,
      null,
      async (page) => {
        await page.goto("/profil");
        await page.getByRole("heading", { name: "Masuk" }).waitFor();
        expect(await inspectPage(page)).toEqual([]);
        expect(await page.getByRole("button", { name: "Tampilkan kata sandi" }).locator("svg path").count()).toBe(1);
        await page.getByLabel("Institusi").fill(institution.slug);
        await page.getByLabel("Pengenal").fill("d1");
        await page.getByLabel("Kata sandi", { exact: true }).fill("bukan sandinya");
        await page.getByRole("button", { name: "Masuk", exact: true }).click();
        await page.getByRole("alert").waitFor();
        await page.getByLabel("Kata sandi", { exact: true }).fill(testPassword);
        await page.getByRole("button", { name: "Masuk", exact: true }).click();
        await page.waitForURL("**/profil");
        await page.reload();
        await expect.poll(() => page.url()).toMatch(/\/profil$/);
      },
      { viewport: phone, expected: /status of 401/ },
    );
  });
});
