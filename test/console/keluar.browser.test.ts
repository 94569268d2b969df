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

const expected = /ERR_INTERNET_DISCONNECTED|ERR_FAILED|WebSocket|Failed to load resource/;
const nothingWaits = "Tidak ada yang menunggu Anda.";

async function logOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Akun saya/ }).click();
  await page.getByRole("menuitem", { name: "Keluar" }).click();
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
      { ...offline, expected },
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
        await page.getByLabel("Institusi").fill(institution.slug);
        await page.getByLabel("Pengenal").fill("d3");
        await page.getByLabel("Kata sandi", { exact: true }).fill(testPassword);
        await page.getByRole("button", { name: "Masuk", exact: true }).click();
        await page.waitForURL(/:\d+\/sppd$/);
        await context.unroute("**/identity/logout");
        await page.goto("/");
        await page.getByText(nothingWaits).waitFor();
      },
      { expected },
    );
  });
});
