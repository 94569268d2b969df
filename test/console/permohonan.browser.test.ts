import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browse, inspectPage, openBrowser, phone } from "../setup/console.ts";
import { ask } from "../setup/http.ts";
import { makeInstitution, type Actor, type TestInstitution } from "../setup/institution.ts";
import { pdf } from "../setup/trips.ts";

let browser: Browser;
let institution: TestInstitution;

beforeAll(async () => {
  [browser, institution] = await Promise.all([openBrowser(), makeInstitution({ today: "2026-04-06" })]);
});

afterAll(() => browser.close());

/** Goes on by the Tab key until the field or button of that name has the cursor. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let pressed = 0; pressed < 80; pressed++) {
    const here = await page.evaluate(() => {
      const element = document.activeElement;
      const label = (element as HTMLInputElement | null)?.labels?.[0]?.textContent;
      return (label ?? element?.getAttribute("aria-label") ?? element?.textContent ?? "").replace("*", "").trim();
    });
    if (here === name) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the Tab key does not get to ${name}`);
}

/** Writes into the field of that name, without a mouse. */
async function write(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.type(text);
}

/** Chooses from a list by its first words. */
async function choose(page: Page, name: string, words: string): Promise<void> {
  await write(page, name, words);
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("option").first().waitFor({ state: "hidden" });
}

/** The order of scenario E1 up to where it is submitted. */
async function writeE1(page: Page): Promise<void> {
  const { keyboard } = page;
  await expect.poll(() => page.getByLabel("Berangkat dari").inputValue()).toBe("Kota Semarang");
  await write(page, "Maksud perjalanan", "Mengikuti rapat koordinasi kurikulum nasional");
  await write(page, "Nomor surat", "0451/E1/TU/2026");
  await choose(page, "Kota atau kabupaten tujuan", "jakarta pus");
  await write(page, "Tempat kegiatan", "Hotel Borobudur");
  await write(page, "Tanggal berangkat", "04132026");
  await write(page, "Tanggal kembali", "04152026");
  await tabTo(page, "Tambah tiket");
  await keyboard.press("Enter");
  await write(page, "Uraian", "Kereta Semarang-Jakarta pulang pergi");
  await write(page, "Jumlah", "820000");
  await tabTo(page, "Penginapan");
  await keyboard.press("Enter");
  await page.getByRole("option", { name: "Sebesar jumlah tertentu" }).waitFor();
  await keyboard.type("Sebesar");
  await keyboard.press("Enter");
  await write(page, "Penginapan per malam", "700000");
  await tabTo(page, "Tambah taksi");
  await keyboard.press("Enter");
  await tabTo(page, "Tambah taksi");
  await keyboard.press("Enter");
  await write(page, "Tarif sekali jalan", "160000");
}

async function orders(actor: Actor): Promise<readonly Record<string, unknown>[]> {
  const { body } = await ask(actor, "GET", "/sppd?tahun=2026");
  return body["data"] as Record<string, unknown>[];
}

describe("whoever asks for a trip", () => {
  it("writes and submits it by the keyboard alone, with its cost told as it is typed", async () => {
    const d1 = await institution.actor("D1");
    await browse(
      browser,
      d1,
      async (page) => {
        await page.goto("/sppd/baru");
        await page.getByLabel("Maksud perjalanan").waitFor();
        expect(await inspectPage(page)).toEqual([]);
        await writeE1(page);
        await page.keyboard.press("Shift+Tab");
        await expect.poll(() => page.getByText("Rp4.340.000").first().isVisible()).toBe(true);
        // The second date of the letter is missing: its place is shown, and nothing else is lost.
        await tabTo(page, "Ajukan");
        await page.keyboard.press("Enter");
        await page.getByRole("alert").waitFor();
        await expect
          .poll(() =>
            page.evaluate(() => (document.activeElement as HTMLInputElement).labels?.[0]?.textContent?.trim()),
          )
          .toBe("Tanggal surat");
        expect(await inspectPage(page)).toEqual([]);
        await page.keyboard.type("03302026");
        await tabTo(page, "Ajukan");
        await page.keyboard.press("Enter");
        await page.waitForURL(/\/sppd\/[0-9a-f-]{36}$/);
      },
      { expected: /status of 422/ },
    );
    const [order] = await orders(d1);
    expect(order).toMatchObject({ status: "diajukan", total_estimasi: 4_340_000 });
  });

  it("finds again what was typed after a reload, and has it and its invitation sent once when the network is back", async () => {
    const d2 = await institution.actor("D2");
    await browse(
      browser,
      d2,
      async (page, context) => {
        const sent: string[] = [];
        context.on("request", (request) => {
          const { pathname } = new URL(request.url());
          if (request.method() === "POST" && pathname === "/api/v1/sppd") sent.push("draft");
          if (request.method() === "PUT" && pathname.endsWith("/undangan")) sent.push("invitation");
        });
        await page.goto("/sppd/baru");
        await page.getByLabel("Maksud perjalanan").waitFor();
        await writeE1(page);
        await page.getByLabel("Nomor surat").fill("");
        await page.waitForTimeout(1_000);
        await page.reload();
        await page.getByText("Isian Anda tadi masih ada").waitFor();
        expect(await page.getByLabel("Tempat kegiatan").inputValue()).toBe("Hotel Borobudur");
        const destination = page.getByRole("combobox", { name: /^Kota atau kabupaten tujuan/ });
        await expect.poll(() => destination.inputValue()).toBe("Kota Administrasi Jakarta Pusat");
        await page.getByRole("button", { name: "Lanjutkan draf" }).click();
        await page.getByText("524111").first().waitFor();
        const [chooser] = await Promise.all([
          page.waitForEvent("filechooser"),
          page.getByRole("button", { name: "Lampirkan undangan" }).click(),
        ]);
        const buffer = Buffer.from(pdf("undangan"));
        await chooser.setFiles([{ name: "undangan.pdf", mimeType: "application/pdf", buffer }]);
        await page.getByText("undangan.pdf").waitFor();
        await context.setOffline(true);
        await page.getByRole("button", { name: "Simpan draf" }).click();
        await page.getByRole("button", { name: "2 menunggu jaringan" }).waitFor();
        expect(sent).toEqual([]);
        expect(await orders(d2)).toEqual([]);
        // Another page of hers sends it: it outlives the one on which it was written.
        await page.close();
        await context.setOffline(false);
        const next = await context.newPage();
        await next.goto("/");
        await expect.poll(() => orders(d2)).toMatchObject([{ status: "draft", total_estimasi: 4_340_000 }]);
        const [order] = await orders(d2);
        await expect
          .poll(async () => (await ask(d2, "GET", `/sppd/${String(order?.["id"])}/berkas`)).body["undangan"])
          .toMatchObject({ nama: "undangan.pdf" });
        expect(sent).toEqual(["draft", "invitation"]);
        // Nothing of it is left in the browser: a new order begins empty.
        await next.goto("/sppd/baru");
        await expect.poll(() => next.getByLabel("Berangkat dari").inputValue()).toBe("Kota Semarang");
        expect(await next.getByLabel("Maksud perjalanan").inputValue()).toBe("");
        expect(await next.getByText("Isian Anda tadi masih ada").count()).toBe(0);
      },
      { expected: /ERR_INTERNET_DISCONNECTED|WebSocket/ },
    );
    expect(await orders(d2)).toHaveLength(1);
  });

  it("goes through it step by step on a phone, and is told what is missing where it is missing", async () => {
    const op = await institution.actor("OP");
    await browse(
      browser,
      op,
      async (page) => {
        await page.goto("/sppd/baru");
        await page.getByLabel("Maksud perjalanan").fill("Menghadiri sosialisasi kurikulum");
        await page.getByRole("button", { name: "Lanjut" }).press("Enter");
        await page.getByLabel("Tambah pelaksana").click();
        await page.keyboard.type("ratna");
        await page.getByRole("option", { name: /Ratna Wulandari/ }).click();
        await page.getByRole("button", { name: "Hapus Dr. Ratna Wulandari, M.Si. dari pelaksana" }).waitFor();
        expect(await inspectPage(page)).toEqual([]);
        await page.getByRole("button", { name: "Lanjut" }).press("Enter");
        expect(await inspectPage(page)).toEqual([]);
        await page.getByRole("button", { name: "Lanjut" }).press("Enter");
        expect(await inspectPage(page)).toEqual([]);
        await page.getByRole("button", { name: "Lanjut" }).press("Enter");
        await page.getByRole("button", { name: "Ajukan" }).click();
        await page.getByRole("alert").waitFor();
        await page.getByText("Langkah 3 dari 5: Tujuan dan tanggal").waitFor();
        await expect
          .poll(() =>
            page.evaluate(() => document.activeElement?.closest("[data-pointer]")?.getAttribute("data-pointer")),
          )
          .toBe("/etape/0/tujuan_kode");
      },
      { viewport: phone, expected: /status of 422/ },
    );
  });
});
