import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browse, desk, inspectPage, openBrowser, phone } from "../setup/console.ts";
import { ask } from "../setup/http.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "../setup/institution.ts";
import { act, draft, tripTo } from "../setup/orders.ts";
import { pdf } from "../setup/trips.ts";

let browser: Browser;
let institution: TestInstitution;
let d1: Actor;
let a1: Actor;
let a2: Actor;

beforeAll(async () => {
  [browser, institution] = await Promise.all([openBrowser(), makeInstitution({ today: "2026-04-01" })]);
  [d1, a1, a2] = await Promise.all([institution.actor("D1"), institution.actor("A1"), institution.actor("A2")]);
});

afterAll(() => browser.close());

/** An order of a day in April that waits for the head of the study programme. */
async function submitted(day: string, maksud: string, invitation?: Uint8Array<ArrayBuffer>): Promise<string> {
  const id = await draft(d1, { ...tripTo(institution, d1, day, day), maksud });
  if (invitation) await ask(d1, "PUT", `/sppd/${id}/undangan?nama=undangan.pdf`, undefined, {}, invitation);
  expect((await act(d1, id, "ajukan")).status).toBe(200);
  return id;
}

const statusOf = async (id: string): Promise<{ status: string; langkah: number } | undefined> =>
  (await ownerRows<{ status: string; langkah: number }>("select status, langkah from sppd where id = $1", [id]))[0];

describe("the approver's inbox", () => {
  it("takes a decision by a thumb, the next by a key, and gives back with a reason", async () => {
    const [kept, approved, returned] = [
      await submitted("2026-05-04", "Menghadiri lokakarya pertama", pdf("undangan")),
      await submitted("2026-05-06", "Menghadiri lokakarya kedua"),
      await submitted("2026-05-08", "Menghadiri lokakarya ketiga"),
    ];
    await browse(
      browser,
      a1,
      async (page) => {
        const card = (maksud: string) => page.getByRole("article").getByRole("heading", { name: maksud });
        await page.goto("/persetujuan");
        await card("Menghadiri lokakarya pertama").waitFor();
        await page.getByText("3 menunggu").waitFor();
        // The invitation is read where one decides.
        await page.getByRole("button", { name: "Undangan: undangan.pdf" }).click();
        await page.getByRole("dialog", { name: "Undangan" }).getByText("undangan.pdf").first().waitFor();
        await page.keyboard.press("Escape");
        await page.getByRole("dialog").waitFor({ state: "detached" });
        expect(await inspectPage(page)).toEqual([]);
        const button = await page.getByRole("button", { name: "Setujui" }).boundingBox();
        expect(button?.height).toBeGreaterThanOrEqual(44);
        await page.getByRole("button", { name: "Berikutnya" }).click();
        await card("Menghadiri lokakarya kedua").waitFor();
        await page.getByRole("button", { name: "Setujui" }).click();
        // Two taps are no decision: it is asked once more, by what and who it is, and elsewhere on the page.
        const asked = page.getByRole("dialog", { name: "Setujui perjalanan ini?" });
        await asked.getByText("Menghadiri lokakarya kedua").waitFor();
        await asked.getByText("Ratna Wulandari").waitFor();
        const [first, second] = [button, await asked.getByRole("button", { name: "Setujui" }).boundingBox()];
        expect((second?.y ?? 0) + (second?.height ?? 0)).toBeLessThan(first?.y ?? 0);
        expect(await statusOf(approved)).toEqual({ status: "diajukan", langkah: 0 });
        expect(await inspectPage(page)).toEqual([]);
        await asked.getByRole("button", { name: "Setujui" }).click();
        await card("Menghadiri lokakarya ketiga").waitFor();
        expect(await statusOf(approved)).toEqual({ status: "diajukan", langkah: 1 });
      },
      { viewport: phone },
    );
    await browse(
      browser,
      a1,
      async (page) => {
        const card = (maksud: string) => page.getByRole("article").getByRole("heading", { name: maksud });
        await page.goto("/persetujuan");
        await card("Menghadiri lokakarya pertama").waitFor();
        await page.keyboard.press("j");
        await card("Menghadiri lokakarya ketiga").waitFor();
        await page.keyboard.press("r");
        await page.getByRole("dialog", { name: "Kembalikan untuk diperbaiki" }).waitFor();
        expect(await inspectPage(page)).toEqual([]);
        // Too short: it is not sent, and one is back at the reason. Letters typed there do nothing else.
        await page.getByLabel("Alasan", { exact: true }).fill("ax");
        await page.keyboard.press("Tab");
        await page.getByRole("dialog").getByRole("button", { name: "Kembalikan", exact: true }).click();
        await page.getByText("Tulis sekurangnya 10 huruf.").waitFor();
        await page.getByRole("button", { name: "Lampirkan undangan dari penyelenggara." }).click();
        await page.getByRole("dialog").getByRole("button", { name: "Kembalikan", exact: true }).click();
        await card("Menghadiri lokakarya pertama").waitFor();
        await page.getByRole("dialog").waitFor({ state: "detached" });
        await page.keyboard.press("a");
        await page.getByRole("dialog").getByRole("button", { name: "Setujui" }).and(page.locator(":focus")).waitFor();
        await page.keyboard.press("Enter");
        await page.getByText("Tidak ada yang menunggu").waitFor();
        // What was said of each decision goes by itself; the page is looked at without it.
        for (const said of ["Dikembalikan kepada pemohon", "Disetujui"])
          await page.getByText(said, { exact: true }).first().waitFor({ state: "detached" });
        expect(await inspectPage(page)).toEqual([]);
      },
      { viewport: desk },
    );
    expect(await statusOf(kept)).toEqual({ status: "diajukan", langkah: 1 });
    expect(await statusOf(returned)).toMatchObject({ status: "draft" });
    await browse(
      browser,
      a2,
      async (page) => {
        await page.goto("/persetujuan");
        await page.getByRole("article").waitFor();
        await page.getByRole("button", { name: "Tolak" }).click();
        await page.getByText("penolakan tidak dapat dibatalkan").waitFor();
        await page.getByRole("button", { name: "Batal", exact: true }).click();
        await page.getByRole("article").waitFor();
        expect(await statusOf(kept)).toMatchObject({ status: "diajukan" });
        expect(await statusOf(approved)).toMatchObject({ status: "diajukan" });
      },
      { viewport: phone },
    );
  });
});

describe("the calendar", () => {
  it("shows a month of one's trips, and makes the link of a calendar app once", async () => {
    await browse(browser, d1, async (page) => {
      await page.goto("/kalender?bulan=2026-05");
      const cell = page.getByRole("cell").filter({ hasText: "6 Mei 2026" });
      await cell.getByRole("link").waitFor();
      expect(await inspectPage(page)).toEqual([]);
      await page.getByRole("button", { name: "Bulan berikutnya" }).click();
      await page.getByRole("heading", { name: "Juni 2026" }).waitFor();
      await page.getByRole("button", { name: "Buat tautan" }).click();
      const link = page.getByLabel("Tautan kalender pribadi").getByRole("textbox");
      const address = await link.inputValue();
      const calendar = await page.request.get(address);
      expect(await calendar.text()).toMatch(/^BEGIN:VCALENDAR/);
      await page.getByRole("button", { name: "Akhiri tautan" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Akhiri tautan" }).click();
      await page.getByRole("button", { name: "Buat tautan" }).waitFor();
      expect((await page.request.get(address)).status()).toBe(404);
    });
  });
});
