import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browse, inspectPage, openBrowser, phone } from "../setup/console.ts";
import { ask } from "../setup/http.ts";
import { makeInstitution, type Actor, type TestInstitution } from "../setup/institution.ts";
import { operatorOf } from "../setup/operators.ts";

let browser: Browser;
let institution: TestInstitution;
let adm: Actor;

beforeAll(async () => {
  [browser, institution] = await Promise.all([openBrowser(), makeInstitution()]);
  adm = await institution.actor("ADM");
});

afterAll(() => browser.close());

/** Opens a page and waits for its heading. */
async function open(page: Page, path: string, heading: string): Promise<void> {
  await page.goto(path);
  await page.getByRole("heading", { name: heading, level: 1, exact: true }).waitFor();
}

describe("the other pages of an administrator", () => {
  it.each([
    ["/institusi", "Institusi", "Kop surat"],
    ["/lisensi", "Lisensi", "Pasang kunci lisensi"],
    ["/tentang", "Tentang Serambi", "Versi"],
    ["/anggaran", "Anggaran", "Belanja perjalanan dinas biasa"],
    ["/hari-libur", "Hari libur", "Desember"],
    ["/tahun", "Tahun anggaran", "Membuka tahun"],
    ["/pegawai", "Pegawai", "Ratna Wulandari"],
    ["/pegawai/baru", "Tambah pegawai", "Simpan pegawai"],
  ])("%s is usable by everybody", async (path, heading, content) => {
    await browse(
      browser,
      adm,
      async (page) => {
        await open(page, path, heading);
        // A list is a table on a wide screen and cards on a narrow one: one of them is hidden.
        await expect.poll(() => page.locator("main").innerText()).toContain(content);
        expect(await inspectPage(page)).toEqual([]);
      },
      { viewport: phone },
    );
  });

  it("shows the account of a person to the treasurer who asks for it, and to nobody before", async () => {
    const treasurer = await institution.actor("B1");
    const { status, body } = await ask<{ id: string }>(adm, "POST", "/pegawai", {
      status: "Honorer",
      nama: "Laras Kusumawati",
      jabatan: "Pengemudi",
      unit_id: institution.units["UNIV"],
      rekening: { bank: "Bank Jateng", nomor: "3012345678", nama: "Laras Kusumawati" },
    });
    expect(status).toBe(201);
    await browse(browser, treasurer, async (page) => {
      const asked: string[] = [];
      page.on("request", (request) => asked.push(request.url()));
      await page.goto(`/pegawai/${body.id}`);
      const show = page.getByRole("button", { name: "Tampilkan rekening" });
      await show.waitFor();
      expect(asked.filter((url) => url.endsWith("/rekening"))).toEqual([]);
      expect(await inspectPage(page)).toEqual([]);
      await show.click();
      await page.getByText("3012345678").waitFor();
    });
  });

  it("shows the institutions of the platform to its operator, and who looked", async () => {
    const operator = await operatorOf(institution);
    await browse(browser, operator, async (page) => {
      await open(page, "/operator", "Semua institusi");
      await page.getByLabel("Cari nama atau kode").fill(institution.slug);
      await page.getByRole("link", { name: "Universitas Uji Semarang" }).first().click();
      await page.getByText("Administrator institusi ini melihat bahwa Anda membukanya.").waitFor();
      expect(await inspectPage(page)).toEqual([]);
      await open(page, "/operator/catatan", "Catatan akses");
      await page.getByText("Satu institusi").first().waitFor();
      await page
        .getByText(/^Institusi: [0-9a-f-]+$/)
        .first()
        .waitFor();
      expect(await inspectPage(page)).toEqual([]);
    });
  });

  it("offers what a key may do by module, finds it by its name, and keeps what was chosen meanwhile", async () => {
    await browse(
      browser,
      adm,
      async (page) => {
        await open(page, "/kunci-api", "Kunci API");
        await page.getByRole("button", { name: "Buat kunci" }).click();
        const dialog = page.getByRole("dialog", { name: "Buat kunci" });
        await dialog.getByLabel("Nama").fill("SIAKAD");
        await dialog.getByRole("group", { name: "Akun dan peran" }).getByLabel("Melihat pengguna").check();
        await dialog.getByLabel("Cari izin").fill("arsip melihat");
        await expect.poll(() => dialog.getByRole("checkbox").count()).toBe(1);
        await dialog.getByLabel("Melihat arsip").check();
        await dialog.getByText(/^\(2 dari \d+ dipilih\)$/).waitFor();
        expect(await inspectPage(page)).toEqual([]);
        await dialog.getByRole("button", { name: "Buat kunci" }).click();
        await dialog.getByText("Salin kunci ini sekarang").waitFor();
        await dialog.getByRole("button", { name: "Selesai" }).click();
        const key = page.getByRole("listitem").filter({ hasText: "SIAKAD" });
        await key.getByText("Melihat arsip").waitFor();
        await key.getByText("Melihat pengguna").waitFor();
      },
      { viewport: phone },
    );
  });
});
