import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browse, inspectPage, openBrowser, phone } from "../setup/console.ts";
import { ask, codeOf } from "../setup/http.ts";
import { ownerRows, setClock } from "../setup/institution.ts";
import { photograph } from "../setup/photos.ts";
import { acceptAll, backFromE1, costsE1, money, receipt, report, saveCosts } from "../setup/settlements.ts";
import { reportsOf } from "../setup/trips.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser.close());

const alert = (page: Page) => page.getByRole("alert");

describe("whoever is back from a trip", () => {
  it("writes their report on a phone: saved as they write, with a photo, and never over another's words", async () => {
    const { d1, id } = await backFromE1();
    await browse(
      browser,
      d1,
      async (page, context) => {
        await page.goto(`/sppd/${id}/laporan`);
        await page.getByRole("button", { name: "Isi dari Surat Tugas" }).click();
        await page.getByLabel("Uraian kegiatan ke-1").fill("Rapat pleno.");
        await page.getByLabel("Hasil").fill("Rancangan disepakati.");
        await page.getByText(/^Tersimpan \d\d[.:]\d\d$/).waitFor();
        const [saved] = await reportsOf(d1, id);
        expect(saved?.isi).toMatchObject({
          pelaksanaan: [{ tanggal: "2026-04-13", uraian: "Rapat pleno." }],
          hasil: "Rancangan disepakati.",
        });
        const [chooser] = await Promise.all([
          page.waitForEvent("filechooser"),
          page.getByRole("button", { name: "Tambah foto" }).click(),
        ]);
        const photo = { name: "rapat.jpeg", mimeType: "image/jpeg", buffer: await photograph(page, 4_000) };
        await chooser.setFiles([photo]);
        await page.getByRole("button", { name: "Hapus rapat.jpg", exact: true }).waitFor();
        const { body } = await ask<{ data: { tipe: string; ukuran: number }[] }>(d1, "GET", `/sppd/${id}/berkas`);
        expect(body.data[0]?.tipe).toBe("image/jpeg");
        expect(body.data[0]?.ukuran).toBeLessThan(photo.buffer.length / 2);
        await expect.poll(async () => (await reportsOf(d1, id))[0]?.isi["foto"]).toHaveLength(1);

        // Without a network the words stay on the device, and go by themselves when it is back.
        await context.setOffline(true);
        await page.getByLabel("Kesimpulan").fill("Dapat diterapkan.");
        await page.getByText("Menunggu jaringan").first().waitFor();
        await context.setOffline(false);
        await expect.poll(async () => (await reportsOf(d1, id))[0]?.isi["kesimpulan"]).toBe("Dapat diterapkan.");

        // Another tab was quicker: both are there to choose from.
        const { versi = 0, isi } = (await reportsOf(d1, id))[0] ?? {};
        const elsewhere = { ...isi, saran: "Dari tab lain." };
        expect(codeOf(await ask(d1, "PUT", `/sppd/${id}/laporan?versi=${versi}`, elsewhere))).toBe("200");
        await page.getByLabel("Saran dan tindak lanjut").fill("Dari halaman ini.");
        await page.getByText("Laporan ini juga diubah di tempat lain").waitFor();
        expect(await inspectPage(page)).toEqual([]);
        await page.getByRole("button", { name: "Pakai tulisan saya" }).click();
        await expect.poll(async () => (await reportsOf(d1, id))[0]?.isi["saran"]).toBe("Dari halaman ini.");

        await page.getByRole("button", { name: "Kirim laporan" }).click();
        await page.getByRole("link", { name: "Biaya belum diisi" }).waitFor();
      },
      { viewport: phone, expected: /status of 409|ERR_INTERNET_DISCONNECTED|WebSocket/ },
    );
  });

  it("is led from what is missing of the report to where it is written, from its own page and from another", async () => {
    const { d1, id } = await backFromE1();
    await browse(browser, d1, async (page) => {
      const writes = (part: string) => () =>
        page.getByLabel(part).evaluate((field) => field === document.activeElement);
      await page.goto(`/sppd/${id}/laporan`);
      await page.getByLabel("Uraian kegiatan ke-1").fill("Rapat pleno.");
      await page.getByRole("button", { name: "Kirim laporan" }).click();
      await page.getByRole("link", { name: "Hasil masih kosong" }).click();
      await expect.poll(writes("Hasil")).toBe(true);
      await page.keyboard.type("Rancangan disepakati.");
      expect(await page.getByLabel("Hasil").inputValue()).toBe("Rancangan disepakati.");
      expect(await page.getByLabel("Uraian kegiatan ke-1").inputValue()).toBe("Rapat pleno.");
      await page.goto(`/sppd/${id}/laporan#laporan-kesimpulan`);
      await expect.poll(writes("Kesimpulan")).toBe(true);
    });
  });

  it("fills in what it cost, each cost with its receipt, and sends both", async () => {
    const { d1, id } = await backFromE1();
    const isi = {
      pendahuluan: "Berdasarkan Surat Tugas.",
      pelaksanaan: [{ tanggal: "2026-04-13", uraian: "Rapat pleno." }],
      hasil: "Rancangan disepakati.",
      kesimpulan: "Dapat diterapkan.",
    };
    expect(codeOf(await ask(d1, "PUT", `/sppd/${id}/laporan?versi=1`, isi))).toBe("200");
    await browse(browser, d1, async (page) => {
      await page.goto(`/sppd/${id}/pertanggungjawaban`);
      const transport = page.getByRole("listitem").filter({ hasText: "Untuk apa" }).first();
      const [chooser] = await Promise.all([
        page.waitForEvent("filechooser"),
        transport.getByRole("button", { name: "Lampirkan bukti" }).click(),
      ]);
      await chooser.setFiles([
        { name: "tiket.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\ntiket") },
      ]);
      await transport.getByText("tiket.pdf").waitFor();
      const amounts = page.getByRole("textbox", { name: /^Jumlah dibayar untuk/ });
      expect(await amounts.count()).toBe(5);
      for (const [at, amount] of ["820000", "210000", "320000", "700000", "750000"].entries())
        await amounts.nth(at).fill(amount);
      expect(await amounts.first().inputValue()).toBe("820.000");
      await page.getByRole("checkbox", { name: "Taksi Jawa Tengah: tanpa bukti (pengeluaran riil)" }).click();
      for (let row = 0; row < 3; row++) {
        await page.getByRole("button", { name: "Bukti yang sudah ada" }).first().click();
        await page.getByRole("menuitem", { name: "tiket.pdf" }).click();
      }
      await page.getByRole("button", { name: "Simpan biaya" }).click();
      await page.getByText("Biaya tersimpan").first().waitFor();
      await page.getByText("Tidak diakui Rp20.000").waitFor();
      await page.getByRole("button", { name: "Kirim laporan" }).click();
      await page.getByRole("link", { name: "Pernyataan pengeluaran riil belum dicentang" }).waitFor();
      await page.getByRole("button", { name: "Batal" }).click();
      await page.getByRole("checkbox", { name: "Pernyataan pelaksana" }).click();
      expect(await inspectPage(page)).toEqual([]);
      await page.getByRole("button", { name: "Kirim laporan" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Kirim laporan" }).click();
      await page.getByText("Laporan terkirim ke bendahara").first().waitFor();
      await expect.poll(async () => (await ask(d1, "GET", `/sppd/${id}`)).body["status"]).toBe("pertanggungjawaban");
    });
  });
});

describe("treasurer and PPK", () => {
  it("decide on every line by keyboard, validate, and pay E1 to the rupiah", async () => {
    const { institution, d1, b1, p1, id } = await backFromE1();
    expect(codeOf(await saveCosts(d1, id, costsE1(await receipt(d1, id))))).toBe("200");
    expect((await report(d1, id)).body).toMatchObject({ status: "pertanggungjawaban" });
    await browse(browser, b1, async (page) => {
      await page.goto("/verifikasi");
      await page
        .getByRole("link", { name: /Mengikuti rapat koordinasi/ })
        .first()
        .click();
      await page.locator('[data-line][aria-current="true"]').waitFor();
      // Refused, and then taken after all: a verdict may be changed until the account is validated.
      await page.keyboard.press("t");
      await page.getByLabel("Alasan").fill("Bukti tidak terbaca sama sekali");
      await page.getByLabel("Alasan").press("Control+Enter");
      await page.getByText("1 dari 6 baris diperiksa").waitFor();
      await page.getByRole("dialog").waitFor({ state: "hidden" });
      // Another page may hear of a verdict before this one has its answer: the next key waits until the next line is in hand.
      const inHand = (at: number) =>
        page.locator("[data-line]").nth(at).and(page.locator('[aria-current="true"]:focus')).waitFor();
      await inHand(1);
      await page.keyboard.press("ArrowUp");
      for (const at of [0, 1, 2, 3, 4, 5]) {
        await inHand(at);
        await page.keyboard.press("Enter");
      }
      await page.getByText("6 dari 6 baris diperiksa").waitFor();
      expect(await inspectPage(page)).toEqual([]);
      // Having been looked at in other sizes, the page is another: the keys are those of a line that has the cursor.
      await page.locator("[data-line]").last().press("?");
      await page.getByRole("dialog", { name: "Pintasan papan ketik" }).waitFor();
    });
    await browse(browser, p1, async (page) => {
      await page.goto(`/verifikasi/${id}`);
      await page.getByRole("button", { name: "Sahkan rampung" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Sahkan rampung" }).click();
      await page.getByText("Perhitungan disahkan").first().waitFor();
      await expect.poll(() => page.getByTestId("selisih").textContent()).toBe("Rp1.340.000");
      await page.getByText("Satu Juta Tiga Ratus Empat Puluh Ribu Rupiah").waitFor();
    });
    await setClock(institution.id, "2026-04-17 10:00+07");
    await browse(
      browser,
      b1,
      async (page) => {
        await page.goto(`/verifikasi/${id}`);
        await page.getByRole("button", { name: "Bayar kekurangan" }).click();
        const dialog = page.getByRole("dialog");
        await dialog.getByLabel("Nomor bukti").fill("KK-0001");
        await dialog.getByLabel("Tanggal").fill("2026-04-17");
        await dialog.getByRole("button", { name: "Bayar" }).click();
        // The number of the advance: each has its own.
        await alert(page).first().waitFor();
        await dialog.getByLabel("Nomor bukti").fill("KK-0002");
        await dialog.getByRole("button", { name: "Bayar" }).click();
        await page.getByText("Kekurangan dibayar").first().waitFor();
        await page.getByText("Selesai", { exact: true }).waitFor();
        expect(await inspectPage(page)).toEqual([]);
      },
      { viewport: phone, expected: /status of (409|422)/ },
    );
    const [line] = await ownerRows("select komitmen::int, realisasi::int from anggaran where id = $1", [
      institution.budgets[1],
    ]);
    expect(line).toEqual({ komitmen: 0, realisasi: 4_340_000 });
  });

  it("see what another decided meanwhile, and lose nothing that they wrote", async () => {
    const { d1, b1, p1, id } = await backFromE1();
    expect(codeOf(await saveCosts(d1, id, costsE1(await receipt(d1, id))))).toBe("200");
    await report(d1, id);
    await browse(
      browser,
      b1,
      async (page) => {
        await page.goto(`/verifikasi/${id}`);
        await page.locator('[data-line][aria-current="true"]').waitFor();
        await page.keyboard.press("k");
        await page.getByLabel("Alasan").fill("Jumlah pada bukti berbeda");
        await acceptAll(b1, id);
        expect(codeOf(await money(p1, id, "rampung", d1.pegawaiId))).toBe("200");
        await page.getByLabel("Alasan").press("Control+Enter");
        await page.getByRole("dialog").getByRole("alert").waitFor();
        expect(await page.getByLabel("Alasan").inputValue()).toBe("Jumlah pada bukti berbeda");
        await page.getByRole("button", { name: "Batal" }).click();
        await page.getByText("Perhitungan disahkan").waitFor();
        await page.getByRole("button", { name: "Bayar kekurangan" }).waitFor();
      },
      { expected: /status of 409/ },
    );
  });
});
