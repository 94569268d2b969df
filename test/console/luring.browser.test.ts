import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browse, inspectPage, openBrowser, phone } from "../setup/console.ts";
import { ask, codeOf } from "../setup/http.ts";
import { photograph } from "../setup/photos.ts";
import { backFromE1, costsE1, receipt, saveCosts } from "../setup/settlements.ts";
import { fullReport, reportsOf } from "../setup/trips.ts";
import { answersIn, choose, filesOf, offline, openTwice } from "../setup/without-network.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe("a report that is written without a network", () => {
  it("waits on the device with its photo and the press that sends it, across a reload, and each goes once and in its order", async () => {
    const { d1, id } = await backFromE1();
    expect(codeOf(await saveCosts(d1, id, costsE1(await receipt(d1, id))))).toBe("200");
    await browse(
      browser,
      d1,
      async (page, context) => {
        const answers = answersIn(context);
        await openTwice(page, `/sppd/${id}/laporan`, "Foto kegiatan");
        const photo = { name: "rapat.jpg", buffer: await photograph(page) };
        await context.setOffline(true);
        await page.getByRole("button", { name: "Isi dari Surat Tugas" }).click();
        await page.getByLabel("Uraian kegiatan ke-1").fill("Rapat pleno.");
        await page.getByLabel("Hasil").fill("Rancangan disepakati.");
        await choose(page, page.getByRole("button", { name: "Tambah foto" }), photo);
        await page.getByRole("listitem").filter({ hasText: "rapat.jpg" }).getByText("Menunggu jaringan").waitFor();
        await page.getByLabel("Kesimpulan").fill("Dapat diterapkan.");
        await page.getByText("Menunggu jaringan; tulisan aman di perangkat ini").waitFor();
        await page.getByRole("button", { name: "Kirim laporan" }).click();
        await page.getByText(/Sedang tidak ada jaringan/).waitFor();
        await page.getByRole("dialog").getByRole("button", { name: "Kirim laporan" }).click();
        await page.getByText("Laporan terkirim begitu ada jaringan").waitFor();

        await page.reload();
        await page.getByText("Laporan terkirim begitu ada jaringan").waitFor();
        expect(await page.getByLabel("Kesimpulan").inputValue()).toBe("Dapat diterapkan.");
        await page.getByRole("listitem").filter({ hasText: "rapat.jpg" }).getByText("Menunggu jaringan").waitFor();
        await page.getByRole("button", { name: "3 menunggu jaringan" }).click();
        const list = page.getByRole("dialog").getByRole("listitem");
        await expect.poll(() => list.count()).toBe(3);
        expect(await inspectPage(page)).toEqual([]);
        await page.getByRole("dialog").getByRole("button", { name: "Tutup", exact: true }).last().click();
        expect(answers).toEqual([]);

        await context.setOffline(false);
        await page.getByText(/menunggu pemeriksaan bendahara/).waitFor();
        expect(answers).toEqual(["POST /berkas 201", "PUT /laporan 200", "POST /laporan/kirim 200"]);
      },
      offline,
    );
    const [report] = await reportsOf(d1, id);
    const { data } = await filesOf(d1, id);
    const photos = data.filter(({ jenis }) => jenis === "foto");
    expect(photos).toHaveLength(1);
    expect(report).toMatchObject({
      status: "dikirim",
      isi: { hasil: "Rancangan disepakati.", kesimpulan: "Dapat diterapkan.", foto: photos.map((one) => one.id) },
    });
  });

  it("is not written over another's words, nor lost: both are shown when it arrives, also another day", async () => {
    const { d1, id } = await backFromE1();
    await browse(
      browser,
      d1,
      async (page, context) => {
        const answers = answersIn(context);
        await openTwice(page, `/sppd/${id}/laporan`, "Foto kegiatan");
        await context.setOffline(true);
        await page.getByLabel("Hasil").fill("Ditulis di kereta.");
        await page.getByText("Menunggu jaringan; tulisan aman di perangkat ini").waitFor();
        await page.close();
        expect(codeOf(await ask(d1, "PUT", `/sppd/${id}/laporan?versi=1`, fullReport))).toBe("200");

        await context.setOffline(false);
        const next = await context.newPage();
        await next.goto("/");
        await next.getByRole("button", { name: "1 belum terkirim, 1 ditolak" }).click();
        const waits = next.getByRole("dialog").getByRole("listitem");
        await waits.getByText(/Muat ulang/).waitFor();
        expect(await waits.getByRole("button", { name: /^Kirim lagi/ }).count()).toBe(0);
        expect(await inspectPage(next)).toEqual([]);
        await waits.getByRole("link", { name: /^Buka/ }).click();
        await next.getByText("Laporan ini juga diubah di tempat lain").waitFor();
        expect(await next.getByLabel("Hasil").inputValue()).toBe("Ditulis di kereta.");
        expect((await reportsOf(d1, id))[0]?.isi["hasil"]).toBe(fullReport.hasil);
        await next.getByRole("button", { name: "Pakai tulisan saya" }).click();
        await expect.poll(async () => (await reportsOf(d1, id))[0]?.isi["hasil"]).toBe("Ditulis di kereta.");
        expect(answers).toEqual(["PUT /laporan 409", "PUT /laporan 200"]);
      },
      offline,
    );
  });

  it("is shown whole when its report takes no words any more", async () => {
    const { d1, id } = await backFromE1();
    expect(codeOf(await saveCosts(d1, id, costsE1(await receipt(d1, id))))).toBe("200");
    await browse(
      browser,
      d1,
      async (page, context) => {
        await openTwice(page, `/sppd/${id}/laporan`, "Foto kegiatan");
        await context.setOffline(true);
        await page.getByLabel("Hasil").fill("Ditulis di kereta.");
        await page.getByText("Menunggu jaringan; tulisan aman di perangkat ini").waitFor();
        expect(codeOf(await ask(d1, "PUT", `/sppd/${id}/laporan?versi=1`, fullReport))).toBe("200");
        expect(codeOf(await ask(d1, "POST", `/sppd/${id}/laporan/kirim`))).toBe("200");
        await context.setOffline(false);
        await page.reload();
        await page.getByRole("heading", { name: "Tulisan ini tidak tersimpan" }).waitFor();
        expect(await page.getByLabel("Tulisan yang tidak tersimpan").inputValue()).toContain("Ditulis di kereta.");
        expect(await inspectPage(page)).toEqual([]);
        await page.getByRole("button", { name: "Hapus tulisan ini" }).click();
        await page.getByRole("heading", { name: "Tulisan ini tidak tersimpan" }).waitFor({ state: "detached" });
      },
      offline,
    );
  });

  it("is saved once though the answer was lost on its way", async () => {
    const { d1, id } = await backFromE1();
    await browse(
      browser,
      d1,
      async (page, context) => {
        await page.goto(`/sppd/${id}/laporan`);
        let lost = 0;
        await context.route(/\/laporan\?/, async (route) => {
          if (route.request().method() !== "PUT" || lost > 0) return await route.continue();
          lost += 1;
          expect((await route.fetch()).status()).toBe(200);
          await route.abort("connectionreset");
        });
        await page.getByLabel("Hasil").fill("Rancangan disepakati.");
        await page.getByText("Menunggu jaringan; tulisan aman di perangkat ini").waitFor();
        await page.getByText(/^Tersimpan \d\d[.:]\d\d$/).waitFor();
        expect(lost).toBe(1);
      },
      { viewport: phone, expected: /ERR_CONNECTION_RESET/ },
    );
    expect((await reportsOf(d1, id))[0]).toMatchObject({ versi: 2, isi: { hasil: "Rancangan disepakati." } });
  });
});
