import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browse, inspectPage, openBrowser } from "../setup/console.ts";
import { withFault } from "../setup/faults.ts";
import { ask, until } from "../setup/http.ts";
import { fileOf } from "../setup/imports.ts";
import { makeInstitution, type Actor, type TestInstitution } from "../setup/institution.ts";
import { mailsTo } from "../setup/mails.ts";
import { declareModule, userModuleOf } from "../setup/modules.ts";
import { forgetRegistrations, newInstitution } from "../setup/onboarding.ts";

let browser: Browser;
let institution: TestInstitution;
let adm: Actor;

beforeAll(async () => {
  [browser, institution] = await Promise.all([openBrowser(), makeInstitution(), forgetRegistrations()]);
  adm = await institution.actor("ADM");
});

afterAll(() => browser.close());

/** Opens a page and waits for its heading. */
async function open(page: Page, path: string, heading: string): Promise<void> {
  await page.goto(path);
  await page.getByRole("heading", { name: heading, level: 1, exact: true }).waitFor();
}

const dialog = (page: Page) => page.getByRole("dialog");

describe("an institution that registers itself", () => {
  it("is used by its administrator within three minutes, from nothing to a login", async () => {
    const { nama, kota, pemilik } = newInstitution();
    const sandi = "kopi tubruk di beranda";
    await browse(
      browser,
      null,
      async (page) => {
        await open(page, "/daftar", "Daftarkan institusi");
        expect(await inspectPage(page)).toEqual([]);
        const begun = Date.now();
        await page.getByText("Pabrik roti", { exact: true }).click();
        await page.getByText("Belum ada modul khusus").waitFor();
        await page.getByText("Perguruan tinggi", { exact: true }).click();
        const trips = page.getByRole("checkbox", { name: "Perjalanan dinas" });
        await expect.poll(() => trips.isChecked()).toBe(true);
        await trips.click();
        expect(await trips.isChecked()).toBe(false);
        await trips.click();
        expect(await inspectPage(page)).toEqual([]);
        await page.getByLabel("Nama institusi").fill(`${nama} ${pemilik.surel.split("@")[0]}`);
        await page.getByLabel("Kota").fill(kota);
        await page.getByLabel("Nama lengkap").fill(pemilik.nama);
        await page.getByLabel("Surel").fill(pemilik.surel);
        await page.getByRole("button", { name: "Daftarkan" }).click();
        await page.getByRole("heading", { name: "Institusi terdaftar" }).waitFor();
        await page.getByText("Sudah aktif: Perjalanan dinas.").waitFor();
        const told = Date.now() - begun;
        expect(await inspectPage(page)).toEqual([]);
        const again = Date.now();
        const [mail] = await until(
          () => mailsTo(pemilik.surel),
          (mails) => mails.length > 0,
        );
        const [, link = ""] = /(\/akun\/undangan#\S+)/.exec(mail?.text ?? "") ?? [];
        await page.goto(link);
        await page.getByLabel("Kata sandi", { exact: true }).fill(sandi);
        await page.getByRole("button", { name: "Simpan" }).click();
        await page.getByText("Kata sandi disimpan.").waitFor();
        await page.goto("/masuk");
        // Which institution it is, the page knows since it was registered.
        await expect.poll(() => page.getByLabel("Institusi").inputValue()).toMatch(/^roti-melati-/);
        await page.getByLabel("Pengenal").fill("admin");
        await page.getByLabel("Kata sandi", { exact: true }).fill(sandi);
        await page.getByRole("button", { name: "Masuk", exact: true }).click();
        await page.getByRole("button", { name: `Akun saya: ${pemilik.nama}` }).waitFor();
        expect(told + Date.now() - again).toBeLessThan(180_000);
      },
      // An administrator sets up a second factor first.
      { expected: /status of 403|response code: 403/ },
    );
  });
});

describe("the modules of an institution", () => {
  it("are switched with what they need and what needs them, named beforehand", async () => {
    const own = crypto.randomUUID().slice(0, 6);
    const base = await declareModule(`dasar-${own}`);
    await declareModule(`atas-${own}`, { needs: [base] });
    await browse(browser, adm, async (page) => {
      await open(page, "/modul", "Modul");
      expect(await inspectPage(page)).toEqual([]);
      await page.getByRole("button", { name: `Aktifkan modul Modul atas-${own}` }).click();
      await dialog(page).getByText(`Modul dasar-${own}`, { exact: true }).waitFor();
      expect(await inspectPage(page)).toEqual([]);
      await dialog(page).getByRole("button", { name: "Aktifkan 2 modul" }).click();
      await page.getByRole("button", { name: `Nonaktifkan modul Modul dasar-${own}` }).click();
      await dialog(page).getByText(`Modul atas-${own}`, { exact: true }).waitFor();
      await dialog(page).getByRole("button", { name: "Nonaktifkan 2 modul" }).click();
      await page.getByRole("button", { name: `Aktifkan modul Modul atas-${own}` }).waitFor();
      expect((await userModuleOf(adm, base.slug))?.is_active).toBe(false);
    });
  });

  it("are set on a form made from their schema, where what is wrong stands at its field", async () => {
    await browse(
      browser,
      adm,
      async (page) => {
        await open(page, "/modul", "Modul");
        await page.getByRole("link", { name: "Atur modul Perjalanan dinas" }).click();
        const visum = page.getByLabel("Blok visum di balik SPD", { exact: true });
        await visum.fill("9");
        expect(await inspectPage(page)).toEqual([]);
        await page.getByRole("button", { name: "Simpan pengaturan" }).click();
        await expect.poll(() => visum.getAttribute("aria-invalid")).toBe("true");
        await visum.fill("6");
        await page.getByRole("button", { name: "Tambah", exact: true }).click();
        await page.getByLabel("Ke-3", { exact: true }).fill("Arsip");
        await page.getByRole("button", { name: "Simpan pengaturan" }).click();
        await page.getByText("Pengaturan tersimpan", { exact: true }).first().waitFor();
        expect((await userModuleOf(adm, "sppd"))?.configuration).toMatchObject({
          blok_visum: 6,
          tembusan: ["Pejabat Pembuat Komitmen", "Bendahara Pengeluaran", "Arsip"],
        });
      },
      { expected: /status of 422/ },
    );
  });
});

describe("what an administrator keeps", () => {
  it("is a tariff: corrected with its basis, for this institution", async () => {
    const year = new Date().getFullYear();
    await browse(browser, adm, async (page) => {
      await open(page, "/tarif", "Standar biaya");
      await page.getByLabel("Provinsi").click();
      await page.getByRole("option", { name: "Jawa Tengah" }).click();
      await page.getByRole("button", { name: "Koreksi Uang harian luar kota, Jawa Tengah" }).first().waitFor();
      expect(await inspectPage(page)).toEqual([]);
      await page.getByRole("button", { name: "Koreksi Uang harian luar kota, Jawa Tengah" }).first().click();
      await dialog(page).getByLabel("Tarif").fill("355000");
      await dialog(page).getByLabel("Dasar").fill("SK Rektor Nomor 12 Tahun 2026");
      expect(await inspectPage(page)).toEqual([]);
      await dialog(page).getByRole("button", { name: "Simpan" }).click();
      await page.getByText("Rp355.000").first().waitFor();
      const asked = `/referensi/tarif?tahun=${year}&provinsi=33&komponen=uang_harian_luar_kota`;
      const { body } = await ask<{ tarif: number; dikoreksi: boolean; sumber: string }[]>(adm, "GET", asked);
      expect(body).toMatchObject([{ tarif: 355_000, dikoreksi: true, sumber: "SK Rektor Nomor 12 Tahun 2026" }]);
    });
  });

  it("is an official who is away: somebody stands in, and gives the office back", async () => {
    await browse(browser, adm, async (page) => {
      await open(page, "/pejabat", "Pejabat dan pelimpahan");
      await page
        .getByRole("button", { name: /^Limpahkan jabatan .*Agus Santoso/ })
        .first()
        .click();
      await dialog(page).getByLabel("Unit pegawai").click();
      await page.getByRole("option", { name: "Semua unit" }).click();
      await dialog(page)
        .getByLabel(/^Kepada/)
        .click();
      await page.getByRole("option", { name: /Wahyu Nugroho/ }).click();
      await dialog(page)
        .getByLabel("Sampai")
        .fill(new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10));
      await dialog(page).getByLabel("Alasan").fill("Menunaikan ibadah umrah");
      expect(await inspectPage(page)).toEqual([]);
      await dialog(page).getByRole("button", { name: "Limpahkan" }).click();
      const ends = page.getByRole("button", { name: /^Akhiri pelimpahan kepada .*Wahyu Nugroho/ }).first();
      await ends.waitFor();
      await page.reload();
      await ends.waitFor();
      expect(await inspectPage(page)).toEqual([]);
      await ends.click();
      await dialog(page).getByRole("button", { name: "Akhiri" }).click();
      await page.getByText("Pelimpahan diakhiri", { exact: true }).first().waitFor();
    });
  });
});

describe("work behind the answers", () => {
  it("is seen while it waits, is stopped, begun again, and its end comes without being asked for", async () => {
    const file = fileOf([
      ["Tahun", "Provinsi", "Komponen", "Kelompok", "Tarif", "Satuan", "Sumber"],
      [2027, "DKI Jakarta", "uang_harian_luar_kota", "", 540_000, "orang/hari", "SK Rektor 1/2027"],
    ]);
    await browse(browser, adm, async (page) => {
      await withFault({ service: "qstash", kind: "error", match: institution.id }, async () => {
        const { status } = await ask(adm, "POST", "/referensi/tarif/impor?nama=SBM.xlsx", undefined, {}, file);
        expect(status).toBe(202);
        await open(page, "/pekerjaan", "Pekerjaan");
        await page.getByText("Menunggu").first().waitFor();
        expect(await inspectPage(page)).toEqual([]);
        await page.getByLabel("Pekerjaan milik").click();
        const [mine] = await Promise.all([
          page.waitForResponse(/\/jobs\?.*milik/),
          page.getByRole("option", { name: "Saya sendiri" }).click(),
        ]);
        expect(mine.status()).toBe(200);
        await page.getByText("Yang dikerjakan di balik layar untuk Anda.").waitFor();
        await page.getByRole("button", { name: "Hentikan: Memeriksa impor tarif" }).first().click();
        await dialog(page).getByRole("button", { name: "Hentikan pekerjaan" }).click();
        await page.getByText("Dibatalkan").first().waitFor();
      });
      await page.getByRole("button", { name: "Ulangi: Memeriksa impor tarif" }).first().click();
      await page.getByRole("link", { name: "Lihat hasil: Memeriksa impor tarif" }).first().click();
      await page.waitForURL("**/tarif/impor**");
      await page.reload();
      await page.getByRole("heading", { name: "SBM.xlsx" }).waitFor();
      expect(await inspectPage(page)).toEqual([]);
      await page.getByRole("button", { name: "Simpan 1 tarif" }).click();
      await page.waitForURL("**/tarif");
    });
  });
});
