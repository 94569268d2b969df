import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browse, inspectPage, openBrowser, phone } from "../setup/console.ts";
import { withFault } from "../setup/faults.ts";
import { makeInstitution, type Actor, type TestInstitution } from "../setup/institution.ts";
import { act, draft, orderE1 } from "../setup/orders.ts";
import { wordFile } from "../setup/word-files.ts";

let browser: Browser;
let institution: TestInstitution;
let d1: Actor;
let a1: Actor;
let a2: Actor;

beforeAll(async () => {
  [browser, institution] = await Promise.all([openBrowser(), makeInstitution({ today: "2026-04-06" })]);
  [d1, a1, a2] = await Promise.all([institution.actor("D1"), institution.actor("A1"), institution.actor("A2")]);
});

afterAll(() => browser.close());

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
/** Presses a button and, in the dialog that asks once more, the same again. */
async function doStep(page: Page, name: string, reason?: string): Promise<void> {
  await press(page, name);
  const dialog = page.getByRole("dialog");
  if (reason !== undefined) await dialog.getByRole("textbox").fill(reason);
  await dialog.getByRole("button", { name, exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
}
const status = (page: Page, says: string) => page.getByLabel("Sekilas").getByText(says, { exact: true }).waitFor();

/** Every word that stands for how many papers are ready, in the order in which the page showed them. */
async function watchPapers(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const seen: string[] = [];
    (globalThis as unknown as { seen: string[] }).seen = seen;
    new MutationObserver(() => {
      const bar = document.querySelector("[data-kemajuan]") ? "bar " : "";
      const text = /\d+ dari \d+ dokumen siap/.exec(document.querySelector("main")?.textContent ?? "")?.[0];
      if (text && seen.at(-1) !== bar + text) seen.push(bar + text);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  return () => page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
}

describe("an order's page", () => {
  it("takes it from the approval to its letters by clicking, and has them read where they are", async () => {
    const id = await draft(d1, orderE1(institution, [d1.pegawaiId]));
    await act(d1, id, "ajukan");
    await act(a1, id, "setujui");
    await browse(
      browser,
      a2,
      async (page) => {
        await page.goto(`/sppd/${id}`);
        await page.getByText("Empat Juta Tiga Ratus Empat Puluh Ribu Rupiah").waitFor();
        expect(await inspectPage(page)).toEqual([]);
        await doStep(page, "Setujui", "Sesuai program kerja.");
        await status(page, "Disetujui");
        expect(await page.getByRole("button", { name: "Setujui", exact: true }).count()).toBe(0);
      },
      { viewport: phone },
    );

    await withFault({ service: "qstash-delivery", kind: "delay", ms: 1_500, match: institution.id }, async () => {
      await browse(browser, await institution.actor("G1"), async (page) => {
        await page.goto(`/sppd/${id}?bagian=dokumen`);
        await page.getByText("Belum ada dokumen").waitFor();
        const papers = await watchPapers(page);
        await doStep(page, "Terbitkan Surat Tugas");
        await status(page, "Surat Tugas terbit");
        await page.getByText("1 dari 1 dokumen siap").waitFor();
        expect(await papers()).toEqual(["bar 0 dari 1 dokumen siap", "1 dari 1 dokumen siap"]);
        // Without the word that it was done, which goes by itself.
        await page.reload();
        await page.getByText("1 dari 1 dokumen siap").waitFor();
        expect(await inspectPage(page)).toEqual([]);
        const [file] = await Promise.all([
          page.waitForEvent("download"),
          page.getByRole("link", { name: /^Unduh PDF/ }).click(),
        ]);
        const stream = await file.createReadStream();
        const [first] = (await stream.take(1).toArray()) as Buffer[];
        expect(first?.subarray(0, 4).toString()).toBe("%PDF");
        const [fetched] = await Promise.all([
          page.waitForResponse((response) => response.url().includes("/berkas/documents/")),
          press(page, "Lihat"),
        ]);
        expect((await fetched.body()).subarray(0, 4).toString()).toBe("%PDF");
        // Where the browser has no viewer of its own, the paper is opened beside.
        await page.getByRole("dialog").locator("iframe[src^='blob:'], a[href^='blob:']").waitFor();
      });
    });

    await browse(browser, await institution.actor("P1"), async (page) => {
      await page.goto(`/sppd/${id}`);
      await doStep(page, "Terbitkan SPD");
      await status(page, "SPD terbit");
      await page.goto(`/sppd/${id}`);
      await page.getByRole("tab", { name: "Riwayat" }).click();
      await page.getByText("SPD terbit").last().waitFor();
      expect(await inspectPage(page)).toEqual([]);
      await page.getByRole("tab", { name: "Berkas" }).click();
      await page.getByText("Belum ada berkas").waitFor();
      expect(await inspectPage(page)).toEqual([]);
    });
  });

  it("shows within two seconds what somebody else decided, and what became of it", async () => {
    const id = await draft(d1, orderE1(institution, [d1.pegawaiId], { etape: laterLegs("2026-05-11", "2026-05-13") }));
    await act(d1, id, "ajukan");
    await browse(browser, d1, async (page) => {
      const connected = page.waitForEvent("websocket").then((socket) => socket.waitForEvent("framereceived"));
      await page.goto(`/sppd/${id}`);
      await page.getByText("Hendra Gunawan").first().waitFor();
      await connected;
      const seen = async (change: () => Promise<unknown>, shown: () => Promise<unknown>) => {
        await change();
        const began = Date.now();
        await shown();
        return Date.now() - began;
      };
      const head = page.getByLabel("Sekilas");
      const approved = await seen(
        () => act(a1, id, "setujui"),
        () => head.getByText("Hendra Gunawan").waitFor({ state: "hidden" }),
      );
      const returned = await seen(
        () => act(a2, id, "kembalikan", { alasan: "Lampirkan undangan resminya." }),
        () => page.getByText("Lampirkan undangan resminya.").waitFor(),
      );
      // Nothing here asks by itself. A machine that does other work as well may be late once.
      expect(Math.min(approved, returned)).toBeLessThan(2_000);
      await status(page, "Draf");
    });
  });

  it("is cancelled with a reason, which has to be one", async () => {
    const id = await draft(d1, orderE1(institution, [d1.pegawaiId], { etape: laterLegs("2026-06-08", "2026-06-10") }));
    await browse(
      browser,
      d1,
      async (page) => {
        await page.goto(`/sppd/${id}`);
        await press(page, "Lainnya");
        await page.getByRole("menuitem", { name: "Batalkan perjalanan" }).click();
        const dialog = page.getByRole("dialog");
        await dialog.getByRole("textbox").fill("batal");
        await dialog.getByRole("button", { name: "Batalkan perjalanan" }).click();
        await dialog.getByText("Tulis sedikitnya 10 huruf").waitFor();
        expect(await inspectPage(page)).toEqual([]);
        await dialog.getByRole("textbox").fill("Kegiatan diundur oleh penyelenggara.");
        await dialog.getByRole("button", { name: "Batalkan perjalanan" }).click();
        await status(page, "Dibatalkan");
        await page.getByText("Kegiatan diundur oleh penyelenggara.").waitFor();
        expect(await page.getByRole("button", { name: "Ajukan", exact: true }).count()).toBe(0);
      },
      { viewport: phone },
    );
  });
});

describe("the letter templates", () => {
  it("say which names of a refused file nobody knows, and are used from then on when there are none", async () => {
    await browse(
      browser,
      await institution.actor("G1"),
      async (page) => {
        await page.goto("/templat");
        await page.getByRole("heading", { name: "Surat Tugas", exact: true }).waitFor();
        const give = (text: string) =>
          page.locator("[data-templat='surat_tugas']").setInputFiles({
            name: "Surat kami.docx",
            mimeType: "application/octet-stream",
            buffer: Buffer.from(wordFile(text)),
          });
        await give("Nomor {{nomor}} {{nomer_surat}}");
        await page.getByText("nomer_surat").waitFor();
        expect(await inspectPage(page)).toEqual([]);
        await give("Nomor {{nomor}}");
        await page.getByRole("link", { name: "Surat kami.docx" }).waitFor();
        await page.getByRole("button", { name: /^Kembali ke tata letak bawaan/ }).click();
        await press(page, "Kembali ke bawaan");
        await page.getByText("Memakai tata letak bawaan.").nth(2).waitFor();
      },
      { expected: /status of 422/ },
    );
  });
});

function laterLegs(berangkat: string, kembali: string): Record<string, unknown>[] {
  const leg = { asal_kode: "33.74", tujuan_kode: "31.71", tempat: "Hotel Borobudur", alat_angkut: "kereta_api" };
  return [{ ...leg, berangkat, kembali }];
}
