import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browse, inspectPage, openBrowser, phone } from "../setup/console.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "../setup/institution.ts";
import { act, draft, orderE1, tripTo } from "../setup/orders.ts";

let browser: Browser;
let institution: TestInstitution;
let d1: Actor;
let a1: Actor;

beforeAll(async () => {
  [browser, institution] = await Promise.all([openBrowser(), makeInstitution({ today: "2026-04-01" })]);
  [d1, a1] = await Promise.all([institution.actor("D1"), institution.actor("A1")]);
});

afterAll(() => browser.close());

/** An order of a day in April that waits for the head of the study programme. */
async function submitted(day: string, maksud: string): Promise<string> {
  const id = await draft(d1, { ...tripTo(institution, d1, day, day), maksud });
  expect((await act(d1, id, "ajukan")).status).toBe(200);
  return id;
}

const statusOf = async (id: string): Promise<{ status: string; langkah: number } | undefined> =>
  (await ownerRows<{ status: string; langkah: number }>("select status, langkah from sppd where id = $1", [id]))[0];

const searchOf = (page: Page): URLSearchParams => new URL(page.url()).searchParams;

describe("the list of travel orders", () => {
  it("is narrowed by what stands in its address, kept as a view, and many are approved at once", async () => {
    const [first, second, third] = [
      await submitted("2026-04-06", "Menghadiri bimbingan teknis kurikulum"),
      await submitted("2026-04-08", "Menjadi penguji tamu"),
      await submitted("2026-04-10", "Menghadiri rapat kurikulum lanjutan"),
    ];
    const left = await draft(d1, { ...orderE1(institution, [d1.pegawaiId]), maksud: "Masih dirancang" });
    await browse(
      browser,
      a1,
      async (page) => {
        // Nothing is told to this page: what it shows grows old.
        await page.routeWebSocket(/\/live/, () => undefined);
        const row = (maksud: string) => page.getByRole("row", { name: maksud });
        await page.goto("/sppd");
        await row("Masih dirancang").waitFor();
        expect(await inspectPage(page)).toEqual([]);

        await page.getByRole("searchbox", { name: "Cari perjalanan" }).fill("kurikulum");
        await row("Menjadi penguji tamu").waitFor({ state: "detached" });
        expect(searchOf(page).get("filter[cari]")).toBe("kurikulum");
        await page.getByRole("button", { name: /^Saring/ }).click();
        await page.getByLabel("Berangkat dari").fill("2026-04-07");
        await page.getByLabel("Status", { exact: true }).click();
        await page.getByRole("option", { name: "Menunggu persetujuan" }).click();
        await page.keyboard.press("Escape");
        expect(await inspectPage(page)).toEqual([]);
        await page.getByRole("button", { name: "Tampilkan", exact: true }).click();
        await row("Menghadiri bimbingan teknis kurikulum").waitFor({ state: "detached" });
        await row("Menghadiri rapat kurikulum lanjutan").waitFor();
        expect(searchOf(page).get("filter[status]")).toBe("diajukan");

        // Whoever is sent the address sees the same.
        await page.reload();
        await row("Menghadiri rapat kurikulum lanjutan").waitFor();
        expect(await page.locator("tbody tr").count()).toBe(1);
        await page.getByRole("button", { name: "Tampilan Tampilan" }).click();
        await page.getByRole("menuitem", { name: "Simpan tampilan ini" }).click();
        await page.getByLabel("Nama tampilan").fill("Kurikulum yang menunggu");
        await page.getByRole("button", { name: "Simpan", exact: true }).click();
        await page.getByRole("button", { name: "Tampilan Kurikulum yang menunggu" }).waitFor();
        await page.getByRole("button", { name: /^Hapus saringan Status/ }).click();
        await expect.poll(() => searchOf(page).has("filter[status]")).toBe(false);
        await page.getByRole("button", { name: "Hapus semua" }).click();
        await row("Menjadi penguji tamu").waitFor();

        await page.getByRole("checkbox", { name: "Pilih semua yang menunggu saya" }).click();
        await page.getByText("3 dipilih").waitFor();
        // One is taken back while the other page is still looked at: it is refused, and keeps none of the others back.
        expect((await act(d1, second, "tarik")).status).toBe(200);
        await page.getByRole("button", { name: "Setujui", exact: true }).click();
        await page.getByRole("button", { name: "Setujui 3 perjalanan" }).click();
        await page.getByText("2 disetujui, 1 tidak").waitFor();
        expect(await page.getByRole("dialog").getByText("Belum", { exact: true }).count()).toBe(1);
        expect(await inspectPage(page)).toEqual([]);
      },
      { expected: /status of 409/ },
    );
    expect(await statusOf(first)).toEqual({ status: "diajukan", langkah: 1 });
    expect(await statusOf(second)).toMatchObject({ status: "draft" });
    expect(await statusOf(third)).toEqual({ status: "diajukan", langkah: 1 });
    expect(await statusOf(left)).toMatchObject({ status: "draft" });
  });

  it("opens a trip from anywhere on its row, but from what does something else there", async () => {
    const id = await submitted("2026-05-12", "Menghadiri pembukaan pekan ilmiah");
    await browse(browser, a1, async (page) => {
      const row = page.locator("tbody tr").filter({ hasText: "Menghadiri pembukaan pekan ilmiah" });
      await page.goto("/sppd?filter[cari]=pekan");
      // One alone is a link: of two this would not know which.
      await row.getByRole("link").waitFor();
      await row.getByRole("checkbox").click();
      await page.getByText("1 dipilih").waitFor();
      // Just beside the checkbox nothing is opened.
      await row
        .getByRole("cell")
        .first()
        .click({ position: { x: 2, y: 2 } });
      expect(new URL(page.url()).pathname).toBe("/sppd");
      await row.getByText("12 Mei 2026").click();
      await page.waitForURL(`**/sppd/${id}`);
      await page.setViewportSize(phone);
      await page.goBack();
      await page.locator("li[data-baris]").getByText("12 Mei 2026").click();
      await page.waitForURL(`**/sppd/${id}`);
    });
  });

  it("is had as a file, with what it is narrowed to", async () => {
    await draft(d1, { ...tripTo(institution, d1, "2026-04-27", "2026-04-27"), maksud: "Rancangan untuk berkas" });
    await submitted("2026-04-28", "Sudah diajukan untuk berkas");
    await browse(browser, a1, async (page) => {
      await page.goto("/sppd?filter[status]=draft");
      await page.getByRole("row", { name: "Rancangan untuk berkas" }).waitFor();
      await page.getByRole("button", { name: "Ekspor" }).click();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("menuitem", { name: "Teks (CSV)" }).click(),
      ]);
      expect(download.suggestedFilename()).toBe("Perjalanan dinas.csv");
      const chunks: Buffer[] = [];
      for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
      const text = Buffer.concat(chunks).toString("utf8");
      expect(text).toContain("Rancangan untuk berkas");
      expect(text).not.toContain("Sudah diajukan untuk berkas");
    });
  });

  it("of 100,000 rows keeps a few pages at hand, and has those before them again where they were", async () => {
    const size = 50;
    const rowOf = (at: number): object => ({
      id: `0199a2c4-7d0e-7c31-9f3a-${String(at).padStart(12, "0")}`,
      status: "selesai",
      maksud: `Baris ${at} ${"panjang ".repeat(at % 13)}`,
      tujuan: "Kota Bandung",
      tanggal_berangkat: "2026-04-13",
      tanggal_kembali: "2026-04-15",
      total_estimasi: 1_000 * at,
      nomor_st: null,
      unit: "Fakultas Teknik",
      pemohon: "Dosen",
      level_menunggu: null,
      pelaksana: [],
      giliran: null,
      persetujuan: [],
    });
    await browse(browser, d1, async (page) => {
      // What the page keeps on the device would ask by itself, past this.
      await page.addInitScript("delete Navigator.prototype.serviceWorker");
      await page.route(/\/api\/v1\/sppd\?/, async (route) => {
        const from = Number(new URL(route.request().url()).searchParams.get("setelah") ?? 0);
        const data = Array.from({ length: size }, (_, at) => rowOf(from + at));
        await route.fulfill({ json: { data, berikutnya: from + size < 100_000 ? String(from + size) : null } });
      });
      await page.goto("/sppd?sort=-total_estimasi");
      await page.locator("[data-baris]").first().waitFor();
      /** Which rows are on the page, which are seen, and how many elements there are. */
      const look = async () =>
        await page.evaluate(() => {
          const frame = document.querySelector("#isi")?.getBoundingClientRect();
          const rows = [...document.querySelectorAll<HTMLElement>("[data-baris]")];
          const seen = rows.filter((row) => {
            const { top, bottom } = row.getBoundingClientRect();
            return bottom > (frame?.top ?? 0) && top < (frame?.bottom ?? 0);
          });
          const numberOf = (row: HTMLElement | undefined) => Number(row?.dataset["baris"]?.slice(-12) ?? Number.NaN);
          return {
            rows: rows.length,
            elements: document.querySelectorAll("*").length,
            first: numberOf(rows[0]),
            seen: numberOf(seen[0]),
            last: numberOf(seen.at(-1)),
          };
        });
      const scrollBy = async (pixels: number) =>
        await page.evaluate((by) => document.querySelector("#isi")?.scrollBy(0, by), pixels);

      const few = await look();
      let most = 0;
      for (let reached = 0; reached < 1_500;) {
        const before = reached;
        await scrollBy(1_500);
        // Nothing is skipped: what is seen next follows on what was seen.
        await expect.poll(async () => (await look()).last).toBeGreaterThan(before);
        const now = await look();
        expect(now.seen).toBeLessThanOrEqual(before + 40);
        reached = now.last;
        most = Math.max(most, now.elements);
        expect(now.rows).toBeLessThanOrEqual(5 * size);
      }
      expect(most).toBeLessThan(few.elements * 8);
      expect((await look()).first).toBeGreaterThan(1_000);

      for (let at = (await look()).seen; at > 1_000; at = (await look()).seen) {
        const before = at;
        await scrollBy(-1_500);
        await expect.poll(async () => (await look()).seen).toBeLessThan(before);
        expect((await look()).last).toBeGreaterThanOrEqual(before - 40);
      }
      // The scroll bar drawn to the top: its rows, not all between.
      await page.evaluate(() => document.querySelector("#isi")?.scrollTo(0, 0));
      await expect.poll(async () => (await look()).seen).toBe(0);
    });
  });
});
