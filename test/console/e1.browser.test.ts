import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { desk, openBrowser, openFor, phone } from "../setup/console.ts";
import { ask } from "../setup/http.ts";
import { makeInstitution, ownerRows, setClock, type TestInstitution } from "../setup/institution.ts";

let browser: Browser;
let institution: TestInstitution;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser.close());

const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true }).click();

/** Presses a button and, in the dialog that asks once more, the same again. */
async function doStep(page: Page, name: string): Promise<void> {
  await press(page, name);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name, exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
}

const status = (page: Page, says: string) => page.getByLabel("Sekilas").getByText(says, { exact: true }).waitFor();

async function writeOrder(page: Page): Promise<string> {
  await page.goto("/sppd");
  await page.getByRole("link", { name: "Perjalanan baru" }).click();
  await page.getByLabel("Maksud perjalanan").fill("Mengikuti rapat koordinasi kurikulum nasional");
  await page.getByLabel("Nomor surat").fill("0451/E1/TU/2026");
  await page.getByLabel("Tanggal surat").fill("2026-03-30");
  await page.getByLabel("Kota atau kabupaten tujuan").pressSequentially("jakarta pus");
  await page.getByRole("option", { name: /Jakarta Pusat/ }).click();
  await page.getByLabel("Tempat kegiatan").fill("Hotel Borobudur");
  await page.getByLabel("Tanggal berangkat").fill("2026-04-13");
  await page.getByLabel("Tanggal kembali").fill("2026-04-15");
  await press(page, "Tambah tiket");
  await page.getByLabel("Uraian").fill("Kereta Semarang-Jakarta pulang pergi");
  await page.getByLabel("Jumlah", { exact: true }).fill("820000");
  await page.getByRole("combobox", { name: "Penginapan", exact: true }).click();
  await page.getByRole("option", { name: "Sebesar jumlah tertentu" }).click();
  await page.getByLabel("Penginapan per malam").fill("700000");
  await press(page, "Tambah taksi");
  await press(page, "Tambah taksi");
  await page.getByLabel("Tarif sekali jalan").last().fill("160000");
  await page.getByLabel("Tarif sekali jalan").last().blur();
  await page.getByText("Rp4.340.000").first().waitFor();
  await press(page, "Ajukan");
  await page.waitForURL(/\/sppd\/[0-9a-f-]{36}$/);
  return page.url().split("/").at(-1) ?? "";
}

const focusedLine = (page: Page) =>
  page.evaluate(() => [...document.querySelectorAll("[data-line]")].indexOf(document.activeElement ?? document.body));

async function approve(page: Page): Promise<void> {
  await page.goto("/persetujuan");
  await page.getByText("Rp4.340.000").first().waitFor();
  await press(page, "Setujui");
  await page.getByRole("dialog").getByRole("button", { name: "Setujui" }).click();
  await page.getByText("Tidak ada yang menunggu").waitFor();
}

async function payAdvance(page: Page, id: string): Promise<void> {
  await page.goto(`/verifikasi/${id}`);
  await press(page, "Bayar uang muka");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: /^Jumlah/ }).fill("3000000");
  await dialog.getByLabel("Nomor bukti").fill("KK-0001");
  await dialog.getByLabel("Tanggal").fill("2026-04-13");
  await dialog.getByRole("button", { name: "Bayar" }).click();
  await dialog.waitFor({ state: "hidden" });
}

async function writeReport(page: Page, id: string): Promise<void> {
  await page.goto(`/sppd/${id}`);
  await doStep(page, "Catat kepulangan");
  await page.goto(`/sppd/${id}/laporan`);
  await press(page, "Isi dari Surat Tugas");
  await page.getByLabel("Uraian kegiatan ke-1").fill("Rapat pleno kurikulum.");
  await page.getByLabel("Hasil").fill("Rancangan kurikulum disepakati.");
  await page.getByLabel("Kesimpulan").fill("Dapat diterapkan.");
  await page.getByText(/^Tersimpan \d\d[.:]\d\d$/).waitFor();
}

async function writeCosts(page: Page, id: string): Promise<void> {
  await page.goto(`/sppd/${id}/pertanggungjawaban`);
  const transport = page.getByRole("listitem").filter({ hasText: "Untuk apa" }).first();
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    transport.getByRole("button", { name: "Lampirkan bukti" }).click(),
  ]);
  await chooser.setFiles([{ name: "tiket.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\ntiket") }]);
  await transport.getByText("tiket.pdf").waitFor();
  const amounts = page.getByRole("textbox", { name: /^Jumlah dibayar untuk/ });
  for (const [at, amount] of ["820000", "210000", "320000", "700000", "700000"].entries())
    await amounts.nth(at).fill(amount);
  for (let row = 0; row < 4; row++) {
    await page.getByRole("button", { name: "Bukti yang sudah ada" }).first().click();
    await page.getByRole("menuitem", { name: "tiket.pdf" }).click();
  }
  await press(page, "Kirim laporan");
  await page.getByRole("dialog").getByRole("button", { name: "Kirim laporan" }).click();
  await page.getByText("Laporan terkirim ke bendahara").first().waitFor();
}

/** Every paper of the order as the page gives it: its name, and that it is a PDF. */
async function readPapers(page: Page, id: string): Promise<string[]> {
  await page.goto(`/sppd/${id}?bagian=dokumen`);
  const links = page.getByRole("link", { name: /^Unduh PDF/ });
  await expect.poll(() => links.count()).toBeGreaterThanOrEqual(6);
  const names: string[] = [];
  for (const link of await links.all()) {
    const [file] = await Promise.all([page.waitForEvent("download"), link.click()]);
    const [first] = (await (await file.createReadStream()).take(1).toArray()) as Buffer[];
    expect(first?.subarray(0, 4).toString()).toBe("%PDF");
    names.push(file.suggestedFilename());
  }
  return names;
}

describe("scenario E1, by its people in their own browsers", () => {
  it("goes from the draft to its end by clicking, and comes to the rupiah to what was really spent", async () => {
    institution = await makeInstitution({ today: "2026-04-06" });
    const open = async (key: string, viewport = desk) =>
      await openFor(browser, await institution.actor(key), { viewport });
    const [ratna, head, dean, agendaris, ppk, treasurer] = await Promise.all([
      open("D1"),
      open("A1", phone),
      open("A2", phone),
      open("G1"),
      open("P1"),
      open("B1"),
    ]);
    const id = await writeOrder(ratna.page);
    await approve(head.page);
    await approve(dean.page);
    await agendaris.page.goto(`/sppd/${id}`);
    await doStep(agendaris.page, "Terbitkan Surat Tugas");
    await status(agendaris.page, "Surat Tugas terbit");
    await setClock(institution.id, "2026-04-13 10:00+07");
    await ppk.page.goto(`/sppd/${id}`);
    await doStep(ppk.page, "Terbitkan SPD");
    await status(ppk.page, "Dalam perjalanan");
    await payAdvance(treasurer.page, id);
    await setClock(institution.id, "2026-04-15 10:00+07");
    await writeReport(ratna.page, id);
    await writeCosts(ratna.page, id);

    await treasurer.page.goto(`/verifikasi/${id}`);
    await treasurer.page.locator('[data-line][aria-current="true"]').waitFor();
    const lines = await treasurer.page.locator("[data-line]").count();
    for (let done = 1; done <= lines; done++) {
      // The cursor goes to the next line once the one before has been taken.
      await expect.poll(() => focusedLine(treasurer.page)).toBe(done - 1);
      await treasurer.page.keyboard.press("Enter");
      await treasurer.page.getByText(`${done} dari ${lines} baris diperiksa`).waitFor();
    }
    await ppk.page.goto(`/verifikasi/${id}`);
    await doStep(ppk.page, "Sahkan rampung");
    await expect.poll(() => ppk.page.getByTestId("selisih").textContent()).toBe("Rp1.340.000");
    await ppk.page.getByText("Satu Juta Tiga Ratus Empat Puluh Ribu Rupiah").waitFor();
    await setClock(institution.id, "2026-04-17 10:00+07");
    await treasurer.page.reload();
    await press(treasurer.page, "Bayar kekurangan");
    const dialog = treasurer.page.getByRole("dialog");
    await dialog.getByLabel("Nomor bukti").fill("KK-0002");
    await dialog.getByLabel("Tanggal").fill("2026-04-17");
    await dialog.getByRole("button", { name: "Bayar" }).click();
    await treasurer.page.getByText("Selesai", { exact: true }).waitFor();

    expect((await readPapers(ratna.page, id)).length).toBeGreaterThanOrEqual(6);
    const { body } = await ask<{ status: string }>(await institution.actor("D1"), "GET", `/sppd/${id}`);
    expect(body.status).toBe("selesai");
    const [line] = await ownerRows("select komitmen::int, realisasi::int from anggaran where id = $1", [
      institution.budgets[1],
    ]);
    expect(line).toEqual({ komitmen: 0, realisasi: 4_340_000 });
    for (const visit of [ratna, head, dean, agendaris, ppk, treasurer]) expect(await visit.close()).toEqual([]);
  });
});
