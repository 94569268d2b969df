import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { oldOrder, runArchive } from "../setup/archive.ts";
import { browse, inspectPage, openBrowser } from "../setup/console.ts";
import { makeInstitution, setClock } from "../setup/institution.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser.close());

describe("the archive", () => {
  it("is searched, and an order of it read, held with a reason, and brought back", async () => {
    const old = await makeInstitution({ today: "2026-04-06" });
    const id = await oldOrder(old, await old.actor("D1"));
    await runArchive(old);
    await setClock(old.id, "2026-04-06 10:00+07");
    await browse(browser, await old.actor("G1"), async (page) => {
      await page.goto("/arsip");
      await page.getByRole("searchbox", { name: "Cari di arsip" }).fill("kurikulum nasional");
      const found = page.getByRole("link", { name: "Mengikuti rapat koordinasi kurikulum nasional" });
      await found.waitFor();
      expect(await inspectPage(page)).toEqual([]);
      await page.getByRole("button", { name: "Pemeliharaan" }).click();
      await page.getByText("Selesai lebih dari tiga tahun lalu").waitFor();
      expect(await inspectPage(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await found.click();
      await page.getByText("Isinya tidak dapat diubah").waitFor();
      await page.getByText("sppd_pelaksana").click();
      expect(await inspectPage(page)).toEqual([]);
      await page.getByRole("button", { name: "Tahan", exact: true }).click();
      await page.getByLabel("Alasan").fill("Perkara nomor 12 di pengadilan");
      await page.getByRole("dialog").getByRole("button", { name: "Tahan", exact: true }).click();
      await page.getByText("Ditahan oleh").first().waitFor();
      // What is held stays where it is until it is let go.
      expect(await page.getByRole("button", { name: "Pulihkan" }).count()).toBe(0);
      await page.getByRole("button", { name: "Lepas", exact: true }).click();
      await page.getByLabel("Alasan").fill("Putusan sudah berkekuatan hukum tetap");
      await page.getByRole("dialog").getByRole("button", { name: "Lepas", exact: true }).click();
      await page.getByRole("button", { name: "Pulihkan", exact: true }).click();
      await page.getByLabel("Alasan").fill("Diminta Inspektorat untuk pemeriksaan");
      await page.getByRole("dialog").getByRole("button", { name: "Pulihkan", exact: true }).click();
      await page.waitForURL(`**/sppd/${id}`);
    });
  });
});
