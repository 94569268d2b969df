import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { doStep, liveAt, choose, press, status } from "../setup/clicks.ts";
import { browse, inspectPage, openBrowser, phone } from "../setup/console.ts";
import { ask } from "../setup/http.ts";
import { makeInstitution, type Actor, type TestInstitution } from "../setup/institution.ts";
import { passNight } from "../setup/nights.ts";
import { act, draft, tripTo } from "../setup/orders.ts";
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

const expected = /status of (409|422)/;
const dialog = (page: Page) => page.getByRole("dialog");

/** Sends the change of a trip; it stays open where it was refused. */
async function amend(page: Page): Promise<void> {
  await dialog(page).getByRole("button", { name: "Ubah perjalanan", exact: true }).click();
}

describe("a trip that is changed on its way", () => {
  it("is given another leg and another day by addendum, and comes back early by a second one", async () => {
    const id = await issuedTrip(institution, [d1], ["2026-04-13", "2026-04-14"]);
    const next = await draft(d1, {
      ...tripTo(institution, d1, "2026-04-18", "2026-04-19"),
      maksud: "Menguji proposal hibah",
    });
    expect((await act(d1, next, "ajukan")).status).toBe(200);
    await passNight(institution, "2026-04-13");
    await browse(
      browser,
      p1,
      async (page, context) => {
        await liveAt(context, "2026-04-13");
        await page.goto(`/sppd/${id}`);
        await status(page, "Dalam perjalanan");
        await choose(page, "Ubah perjalanan");
        expect(await dialog(page).getByLabel("Berangkat").isDisabled()).toBe(true);
        await dialog(page).getByLabel("Alasan").fill("singkat");
        await amend(page);
        await dialog(page).getByText("Tulis sedikitnya 10 huruf, supaya yang membaca mengerti.").waitFor();
        await dialog(page).getByLabel("Alasan").fill("Kegiatan diperpanjang oleh penyelenggara");

        // A second leg without a place: refused at its field, which comes into sight.
        await press(page, "Tambah etape");
        const second = dialog(page).getByRole("group", { name: "Etape 2" });
        await second.getByLabel("Kabupaten atau kota tujuan").click();
        await page.getByPlaceholder("Cari kabupaten atau kota").fill("cimahi");
        await page.getByRole("option", { name: /Cimahi/ }).click();
        await second.getByLabel("Kembali").fill("2026-04-15");
        await amend(page);
        await second.getByText("Wajib diisi.").waitFor();
        expect(await second.getByLabel("Tempat").evaluate((field) => field === document.activeElement)).toBe(true);
        expect(await inspectPage(page)).toEqual([]);
        await second.getByLabel("Tempat").fill("Kampus Cimahi");

        // Days that another trip takes: it is named, and can be opened.
        await second.getByLabel("Kembali").fill("2026-04-18");
        await amend(page);
        const other = dialog(page)
          .getByRole("alert")
          .getByRole("link", { name: /^Menguji proposal hibah, 18.19 Apr/ });
        await other.waitFor();
        expect(await other.getAttribute("href")).toBe(`/sppd/${next}`);
        expect(await inspectPage(page)).toEqual([]);
        await second.getByLabel("Kembali").fill("2026-04-15");
        await amend(page);
        await dialog(page).waitFor({ state: "hidden" });
        await page.getByText(/^Adendum I, 13\sApr/).waitFor();
        await page.getByText(/^Kembali 14\sApr\w*\s2026 menjadi 15\sApr\w*\s2026; perkiraan biaya Rp/).waitFor();
        await page.getByText("Kampus Cimahi").first().waitFor();

        await passNight(institution, "2026-04-14");
        await choose(page, "Ubah perjalanan");
        await press(page, "Hapus etape 2");
        await dialog(page).getByLabel("Alasan").fill("Kegiatan kedua dibatalkan penyelenggara");
        await amend(page);
        await dialog(page).waitFor({ state: "hidden" });
        await page.getByText(/^Adendum II, 14\sApr/).waitFor();
        await page.getByText(/^Kembali 15\sApr\w*\s2026 menjadi 14\sApr\w*\s2026/).waitFor();
        await page.getByRole("tab", { name: "Dokumen" }).click();
        await page.getByText("Adendum Surat Tugas").nth(1).waitFor();
        expect(await inspectPage(page)).toEqual([]);
      },
      { viewport: phone, expected },
    );
    const { body } = await ask<{ tanggal_kembali: string }>(d1, "GET", `/sppd/${id}`);
    expect(body.tanggal_kembali).toBe("2026-04-14");
    expect((await act(d1, next, "tarik")).status).toBe(200);
  });
});

describe("a trip's visum and its end", () => {
  it("are written down by whoever was away, each refused where it is wrong", async () => {
    const id = await issuedTrip(institution, [d1], ["2026-05-18", "2026-05-20"]);
    await passNight(institution, "2026-05-19");
    await browse(
      browser,
      d1,
      async (page, context) => {
        await liveAt(context, "2026-05-19");
        await page.goto(`/sppd/${id}?bagian=berkas`);
        await press(page, "Isi visum Dr. Ratna Wulandari, M.Si.");
        const first = dialog(page).getByRole("group", { name: "Kotak I", exact: true });
        const second = dialog(page).getByRole("group", { name: "Kotak II", exact: true });
        expect(await first.getByLabel("Tanggal berangkat").inputValue()).toBe("2026-05-18");
        await second.getByLabel("Tanggal tiba").fill("2026-05-17");
        await second.getByLabel("Pejabat yang mengesahkan", { exact: true }).fill("Asep Hidayat, S.H.");
        await press(page, "Simpan visum");
        await second.getByText("Hari ini mendahului hari sebelumnya pada visum.").waitFor();
        expect(await inspectPage(page)).toEqual([]);
        await second.getByLabel("Tanggal tiba").fill("2026-05-18");
        await press(page, "Simpan visum");
        await dialog(page).waitFor({ state: "hidden" });
        await page
          .getByText(/^Tiba di Kota Bandung, Jawa Barat, 18\sMei\s2026, disahkan Asep Hidayat, S\.H\./)
          .waitFor();
        await page.getByText(/^Berangkat dari Kota Semarang.* ke Kota Bandung, Jawa Barat, 18\sMei\s2026/).waitFor();

        // Tomorrow has not come: by the letter it may be, by the calendar not yet.
        await press(page, "Catat kepulangan");
        expect(await dialog(page).getByLabel("Tanggal kembali").inputValue()).toBe("2026-05-19");
        await dialog(page).getByLabel("Tanggal kembali").fill("2026-05-20");
        await dialog(page).getByRole("button", { name: "Catat kepulangan" }).click();
        const field = dialog(page).locator("[data-slot=error]");
        await field.getByText(/^Kembali paling awal pada hari berangkat/).waitFor();
        expect(await inspectPage(page)).toEqual([]);
        await dialog(page).getByLabel("Tanggal kembali").fill("2026-05-19");
        await dialog(page).getByRole("button", { name: "Catat kepulangan" }).click();
        await dialog(page).waitFor({ state: "hidden" });
        await status(page, "Menunggu laporan");
        await page.getByRole("tab", { name: "Ringkasan" }).click();
        await page
          .getByText(/^(Kembali )?19\sMei\s2026$/)
          .first()
          .waitFor();
      },
      { viewport: phone, expected },
    );
  });
});

describe("an order that is given back", () => {
  it("tells its applicant why, is put right, and goes its way anew", async () => {
    const a1 = await institution.actor("A1");
    const id = await draft(d1, tripTo(institution, d1, "2026-08-03", "2026-08-04"));
    expect((await act(d1, id, "ajukan")).status).toBe(200);
    await browse(browser, a1, async (page) => {
      await page.goto(`/sppd/${id}`);
      await choose(page, "Kembalikan");
      await dialog(page).getByLabel("Alasan").fill("kurang");
      await dialog(page).getByRole("button", { name: "Kembalikan", exact: true }).click();
      await dialog(page).getByText("Tulis sedikitnya 10 huruf, supaya yang membaca mengerti.").waitFor();
      await dialog(page).getByLabel("Alasan").fill("Lampirkan jadwal kegiatan dari penyelenggara");
      await dialog(page).getByRole("button", { name: "Kembalikan", exact: true }).click();
      await dialog(page).waitFor({ state: "hidden" });
      await status(page, "Draf");
    });
    await browse(browser, d1, async (page) => {
      await page.goto(`/sppd/${id}`);
      await page.getByText("Dikembalikan oleh Hendra Gunawan").waitFor();
      await page.getByText("Lampirkan jadwal kegiatan dari penyelenggara").first().waitFor();
      await choose(page, "Ubah draf");
      const up = page.getByRole("navigation", { name: "breadcrumb" }).locator("a[href]");
      await page.getByLabel("Maksud perjalanan").waitFor();
      expect(await up.evaluateAll((links) => links.map((one) => one.getAttribute("href")))).toEqual([
        "/sppd",
        `/sppd/${id}`,
      ]);
      await page.getByLabel("Maksud perjalanan").fill("Mengikuti rapat kurikulum, jadwal terlampir");
      await press(page, "Ajukan");
      await page.waitForURL(new RegExp(`/sppd/${id}$`));
      await status(page, "Menunggu persetujuan");
      await page.getByRole("heading", { level: 1, name: "Mengikuti rapat kurikulum, jadwal terlampir" }).waitFor();
    });
    await browse(browser, a1, async (page) => {
      await page.goto(`/sppd/${id}`);
      await doStep(page, "Setujui", "Sudah lengkap.");
      await page.getByRole("button", { name: "Setujui", exact: true }).waitFor({ state: "detached" });
    });
  });
});
