import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browse, inspectPage, openBrowser } from "../setup/console.ts";
import { until } from "../setup/http.ts";
import { makeInstitution, testPassword, type TestInstitution } from "../setup/institution.ts";
import { saidTo } from "../setup/logins.ts";
import { offline, openTwice } from "../setup/without-network.ts";

let browser: Browser;
let institution: TestInstitution;

beforeAll(async () => {
  [browser, institution] = await Promise.all([openBrowser(), makeInstitution()]);
});

afterAll(() => browser.close());

/** What the browser complains of where a logout is cut off. */
const expected = /ERR_FAILED|WebSocket|Failed to load resource/;
const nothingWaits = "Tidak ada yang menunggu Anda.";

async function logOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Akun saya/ }).click();
  await page.getByRole("menuitem", { name: "Keluar" }).click();
}

async function logIn(page: Page, identifier: string): Promise<void> {
  await page.getByLabel("Institusi").fill(institution.slug);
  await page.getByLabel("Pengenal").fill(identifier);
  await page.getByLabel("Kata sandi", { exact: true }).fill(testPassword);
  await page.getByRole("button", { name: "Masuk", exact: true }).click();
}

/** What the device keeps of whoever was here: answers, and what they typed and did not save. */
function kept(page: Page): Promise<{ answers: number; typed: number }> {
  return page.evaluate(async () => {
    const answers = await caches.open("serambi-jawaban").then(async (store) => (await store.keys()).length);
    const typed = await new Promise<number>((resolve) => {
      const opened = indexedDB.open("serambi-draf");
      opened.onsuccess = () => {
        const counted = opened.result.transaction("permohonan").objectStore("permohonan").count();
        counted.onsuccess = () => resolve(counted.result);
      };
    });
    return { answers, typed };
  });
}

describe("whoever logs out without a network", () => {
  it("is out on every page and after a reload, leaves nothing on the device, and has no session once there is a network", async () => {
    const actor = await institution.actor("D1");
    await browse(
      browser,
      actor,
      async (page, context) => {
        const other = await context.newPage();
        await openTwice(other, "/", nothingWaits);
        await openTwice(page, "/sppd/baru", "Maksud perjalanan");
        await page.getByLabel("Maksud perjalanan").fill("Rapat yang tidak jadi.");
        await expect.poll(async () => (await kept(page)).typed).toBe(1);
        await context.setOffline(true);
        await logOut(page);
        await page.getByText("1 tulisan atau kiriman hanya ada di perangkat ini.").waitFor();
        await page.getByRole("button", { name: "Keluar dan hapus" }).click();
        await page.waitForURL("**/masuk");
        await other.waitForURL("**/masuk");
        await page.getByText("Anda sudah keluar").waitFor();
        expect(await inspectPage(page)).toEqual([]);
        expect(await kept(page)).toEqual({ answers: 0, typed: 0 });
        await page.goto("/").catch(() => undefined);
        await page.waitForURL("**/masuk");
        expect(await saidTo(actor.token)).toBe("200");

        await context.setOffline(false);
        await page.getByText("Anda sudah keluar").waitFor({ state: "detached" });
        expect(
          await until(
            () => saidTo(actor.token),
            (said) => said !== "200",
          ),
        ).toMatch(/^401/);
        await page.goto("/sppd");
        await page.waitForURL(/\/masuk\?/);
        expect(await context.cookies()).toEqual([]);
      },
      offline,
    );
  });

  it("is not let in again by a session that could not be ended yet, and the next one who logs in stays", async () => {
    await browse(
      browser,
      await institution.actor("D2"),
      async (page, context) => {
        await page.goto("/");
        await page.getByText(nothingWaits).waitFor();
        await context.route("**/identity/logout", (route) => route.abort());
        await logOut(page);
        await page.waitForURL("**/masuk");
        await page.goto("/sppd");
        await page.waitForURL(/\/masuk\?/);
        await page.getByText("Anda sudah keluar").waitFor();
        await logIn(page, "d3");
        await page.waitForURL(/:\d+\/sppd$/);
        await context.unroute("**/identity/logout");
        await page.goto("/");
        await page.getByText(nothingWaits).waitFor();
      },
      { expected },
    );
  });

  it("holds up neither another page nor the next login by a logout that is never answered, and is told of while nobody logs in", async () => {
    await browse(browser, await institution.actor("D3"), async (page, context) => {
      let told = 0;
      await page.goto("/");
      await page.getByText(nothingWaits).waitFor();
      await context.route("**/identity/logout", () => void told++);
      await logOut(page);
      await page.waitForURL("**/masuk");
      const other = await context.newPage();
      await other.goto("/sppd");
      await other.waitForURL(/\/masuk\?/);

      let letIn = (): void => undefined;
      const asked = new Promise<void>((resolve) => {
        void context.route("**/identity/login", async (route) => {
          resolve();
          await new Promise<void>((go) => {
            letIn = go;
          });
          await route.continue();
        });
      });
      await logIn(page, "d2");
      await page.locator("button[type=submit][disabled]").waitFor();
      await asked;
      const before = told;
      await other.evaluate(async () => {
        dispatchEvent(new Event("online"));
        await navigator.locks.query();
      });
      await other.getByText("Anda sudah keluar").waitFor();
      expect(told).toBe(before);
      letIn();
      await page.waitForURL(/:\d+\/$/);
      await page.getByText(nothingWaits).waitFor();
      await other.getByText("Anda sudah keluar").waitFor({ state: "detached" });
      await other.goto("/sppd");
      await other.waitForURL(/:\d+\/sppd$/);
      expect(told).toBe(before);
    });
  });
});
