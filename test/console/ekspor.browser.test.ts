import { readFile } from "node:fs/promises";
import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { press } from "../setup/clicks.ts";
import { browse, inspectPage, openBrowser, phone } from "../setup/console.ts";
import { sheetRows } from "../setup/exports.ts";
import { withFault } from "../setup/faults.ts";
import { makeInstitution, ownerRows, type TestInstitution } from "../setup/institution.ts";
import { people } from "../setup/people.ts";

let browser: Browser;
let institution: TestInstitution;
/** More than are written before it is first said how many there are. */
const many = 7_000;

beforeAll(async () => {
  [browser, institution] = await Promise.all([openBrowser(), makeInstitution()]);
  await ownerRows(
    "insert into pegawai (institution_id, status, nama, jabatan, unit_id) select $1, 'Honorer', 'Orang ' || n, 'Staf', $2 from generate_series(1, $3) n",
    [institution.id, institution.units["TI"], many],
  );
});

afterAll(() => browser.close());

/** The rows of the workbook that a press brings. */
async function rowsOf(page: Page, pressed: () => Promise<void>): Promise<string[]> {
  const [file] = await Promise.all([page.waitForEvent("download"), pressed()]);
  expect(file.suggestedFilename()).toMatch(/\.xlsx$/);
  const { rows } = await sheetRows(new Uint8Array(await readFile(await file.path())));
  return rows.map((row) => String(row["Nama"]));
}

/** Every number of rows that the page says are written, in the order in which it said them. */
async function watchProgress(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const seen: string[] = [];
    (globalThis as unknown as { seen: string[] }).seen = seen;
    new MutationObserver(() => {
      const dialog = document.querySelector("[role=dialog]")?.textContent ?? "";
      const text = /Menunggu giliran|\d[\d.]* dari [\d.]+ baris|Berkas siap/.exec(dialog)?.[0];
      if (text && seen.at(-1) !== text) seen.push(text);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  return () => page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
}

describe("a list of more than a hundred rows as a file", () => {
  it("is written behind, its progress is seen, and it has every row; its notice leads to it, too", async () => {
    await browse(
      browser,
      await institution.actor("ADM"),
      async (page) => {
        const connected = page.waitForEvent("websocket").then((socket) => socket.waitForEvent("framereceived"));
        await page.goto("/pegawai");
        await page.getByText("Orang 1", { exact: true }).first().waitFor();
        await connected;
        const seen = await watchProgress(page);
        const download = page.getByRole("dialog").getByRole("link", { name: "Unduh berkas" });
        const match = institution.id;
        // Slowly enough that the line, which tells no more than once a second, tells of more than the beginning.
        await withFault({ service: "neon", kind: "delay", ms: 400, match }, async () => {
          await withFault({ service: "qstash-delivery", kind: "delay", ms: 1_500, match }, async () => {
            await press(page, "Ekspor");
            await page.getByRole("menuitem", { name: "Buku kerja (XLSX)" }).click();
            await page.getByRole("dialog").getByText("Menunggu giliran").waitFor();
          });
          await download.waitFor();
        });
        const [first, ...rest] = await seen();
        expect(first).toBe("Menunggu giliran");
        expect(rest.at(-1)).toBe("Berkas siap");
        expect(rest).toContainEqual(expect.stringMatching(/^5\.000 dari 7\.\d+ baris$/));
        expect(await inspectPage(page)).toEqual([]);
        const names = await rowsOf(page, () => download.click());
        expect(names).toHaveLength(many + people.length);
        expect(new Set(names.filter((name) => name.startsWith("Orang "))).size).toBe(many);

        await page.goto("/notifikasi");
        await press(page, "Buka");
        await page.waitForURL(/\/ekspor\/[0-9a-f-]{36}$/);
        await page.getByText("Berkas siap").waitFor();
        expect(await inspectPage(page)).toEqual([]);
        const again = await rowsOf(page, () => page.getByRole("link", { name: "Unduh berkas" }).click());
        expect(again).toHaveLength(names.length);
      },
      { viewport: phone },
    );
  });

  it("is at once on its way where it is short: as the list is filtered", async () => {
    await browse(browser, await institution.actor("ADM"), async (page) => {
      await page.goto("/pegawai");
      await page.getByLabel("Nama atau NIP").fill("ratna 1985");
      await page.getByRole("link", { name: /Ratna Wulandari/ }).waitFor();
      await page.getByText("Orang 1", { exact: true }).first().waitFor({ state: "detached" });
      await press(page, "Ekspor");
      const names = await rowsOf(page, () => page.getByRole("menuitem", { name: "Buku kerja (XLSX)" }).click());
      expect(names).toEqual(["Dr. Ratna Wulandari, M.Si."]);
    });
  });
});
