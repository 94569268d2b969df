import { readFile } from "node:fs/promises";
import type { Browser, Locator, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bacaPdf, gabungTeks } from "../setup/baca-dokumen.ts";
import { doStep, liveAt, choose, press, status } from "../setup/clicks.ts";
import { browse, inspectPage, openBrowser, phone } from "../setup/console.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "../setup/institution.ts";
import { issuedTrip } from "../setup/trips.ts";

let browser: Browser;
let institution: TestInstitution;
let d1: Actor;
let p1: Actor;

beforeAll(async () => {
  [browser, institution] = await Promise.all([openBrowser(), makeInstitution({ today: "2026-04-06" })]);
  [d1, p1] = await Promise.all([institution.actor("D1"), institution.actor("P1")]);
});

afterAll(() => browser.close());

const expected = /status of (403|409|422)/;
const dialog = (page: Page) => page.getByRole("dialog");
const reason = "Kegiatan ditunda oleh penyelenggara";

/** Chooses a file of that name behind a button. */
async function attach(page: Page, button: Locator, name: string): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), button.click()]);
  await chooser.setFiles([{ name, mimeType: "application/pdf", buffer: Buffer.from(`%PDF-1.7\n${name}`) }]);
}

/** Sends the request; it stays open where it was refused. */
const send = (page: Page) => dialog(page).getByRole("button", { name: "Minta pembatalan", exact: true }).click();

describe("a cancellation after the issue", () => {
  it("is asked for with a signed statement and what nobody gives back, confirmed, and its papers are stamped", async () => {
    const id = await issuedTrip(institution, [d1], ["2026-06-08", "2026-06-09"]);
    const [before] = await ownerRows<{ komitmen: number }>("select komitmen::int from anggaran where id = $1", [
      institution.budgets[1],
    ]);
    expect(before?.komitmen).toBeGreaterThan(205_000);
    await browse(
      browser,
      d1,
      async (page, context) => {
        await liveAt(context, "2026-04-06");
        await page.goto(`/sppd/${id}`);
        await choose(page, "Minta pembatalan");
        await dialog(page).getByText("Ditandatangani atasan; wajib dilampirkan.").waitFor();
        await dialog(page).getByLabel("Alasan").fill(reason);
        await send(page);
        await dialog(page).getByText("Lampirkan surat pernyataan yang ditandatangani atasan.").waitFor();
        await attach(page, dialog(page).getByRole("button", { name: "Unggah surat pernyataan" }), "pernyataan.pdf");
        await dialog(page)
          .getByRole("combobox", { name: /^Surat Pernyataan/ })
          .getByText("pernyataan.pdf")
          .waitFor();

        await press(page, "Tambah biaya");
        const cost = dialog(page).getByRole("group", { name: "Biaya 1" });
        await cost.getByLabel("Uraian").fill("Tiket kereta hangus");
        await cost.getByLabel("Jumlah").fill("99000000");
        await cost.getByText("Belum ada bukti dari pelaksana ini. Unggah dulu buktinya.").waitFor();
        await attach(page, cost.getByRole("button", { name: "Unggah bukti" }), "tiket-hangus.pdf");
        await cost.getByRole("combobox", { name: /^Bukti/ }).click();
        await page.getByRole("option", { name: "tiket-hangus.pdf" }).click();
        await send(page);
        // More than the whole trip would have cost: said at the sum, which comes into sight.
        await cost.getByText(/melebihi perkiraan perjalanan Rp/).waitFor();
        expect(await cost.getByLabel("Jumlah").evaluate((field) => field === document.activeElement)).toBe(true);
        expect(await inspectPage(page)).toEqual([]);
        await cost.getByLabel("Jumlah").fill("205000");
        await send(page);
        await dialog(page).waitFor({ state: "hidden" });
        await page
          .getByText("Dr. Ratna Wulandari, M.Si. meminta pembatalan")
          .or(page.getByText("Ratna Wulandari meminta pembatalan"))
          .first()
          .waitFor();
        await page.getByText("Tiket kereta hangus").waitFor();
        expect(await inspectPage(page)).toEqual([]);
      },
      { viewport: phone, expected },
    );

    await browse(
      browser,
      p1,
      async (page, context) => {
        await liveAt(context, "2026-04-06");
        await page.goto(`/sppd/${id}`);
        await page.getByText(reason).first().waitFor();
        await doStep(page, "Sahkan pembatalan");
        await status(page, "Dibatalkan setelah terbit");
        await page.getByText("Biaya yang tidak dapat dikembalikan").waitFor();
        await page.getByText("Rp205.000").first().waitFor();
        await page.getByRole("tab", { name: "Dokumen" }).click();
        const letters = page.getByRole("article").filter({ hasText: /^(?!.*Pernyataan)/ });
        await expect.poll(() => letters.filter({ hasText: "Dibatalkan" }).count()).toBeGreaterThanOrEqual(2);
        expect(await inspectPage(page)).toEqual([]);
        const spd = page.getByRole("article").filter({ has: page.getByRole("heading", { name: /^SPD/ }) });
        await expect
          .poll(async () => {
            await page.reload();
            const [file] = await Promise.all([
              page.waitForEvent("download"),
              spd.getByRole("link", { name: /^Unduh PDF/ }).click(),
            ]);
            const pages = await bacaPdf(new Uint8Array(await readFile(await file.path())));
            return pages.map(gabungTeks).join(" ").includes("DIBATALKAN");
          })
          .toBe(true);
        await spd.getByRole("button", { name: "Lihat" }).click();
        await dialog(page).locator("iframe[src^='blob:'], a[href^='blob:']").waitFor();
      },
      { expected },
    );
    const [after] = await ownerRows<{ komitmen: number }>("select komitmen::int from anggaran where id = $1", [
      institution.budgets[1],
    ]);
    expect(after?.komitmen).toBe(205_000);
  });

  it("is asked for by a dean without another's word, and is seen by its traveller", async () => {
    const id = await issuedTrip(institution, [d1], ["2026-07-06", "2026-07-07"]);
    await browse(browser, await institution.actor("A2"), async (page, context) => {
      await liveAt(context, "2026-04-06");
      await page.goto(`/sppd/${id}`);
      await choose(page, "Minta pembatalan");
      await dialog(page).getByText("Sebagai atasan, permintaan Anda sudah menjadi pernyataannya.").waitFor();
      await dialog(page).getByLabel("Alasan").fill(reason);
      await send(page);
      await dialog(page).waitFor({ state: "hidden" });
      await page.getByText("Agus Santoso meminta pembatalan").waitFor();
    });
    await browse(browser, d1, async (page, context) => {
      await liveAt(context, "2026-04-06");
      await page.goto(`/sppd/${id}`);
      await page.getByText("Agus Santoso meminta pembatalan").waitFor();
      expect(await page.getByRole("button", { name: "Sahkan pembatalan" }).count()).toBe(0);
    });
  });
});
