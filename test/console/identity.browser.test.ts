import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codeOf, stepAt } from "../../db/modules/identity/totp.ts";
import { enter, logInWith, makeAccount } from "../setup/accounts.ts";
import { browse, inspectPage, openBrowser, phone } from "../setup/console.ts";
import { fileOf } from "../setup/imports.ts";
import { makeInstitution, ownerRows, testPassword, type TestInstitution } from "../setup/institution.ts";

let browser: Browser;
let institution: TestInstitution;

beforeAll(async () => {
  [browser, institution] = await Promise.all([openBrowser(), makeInstitution({ perangkat: null })]);
});

afterAll(() => browser.close());

async function logIn(page: Page, username: string): Promise<void> {
  await page.getByLabel("Institusi").fill(institution.slug);
  await page.getByLabel("Pengenal").fill(username);
  await page.getByLabel("Kata sandi", { exact: true }).fill(testPassword);
  await page.getByRole("button", { name: "Masuk", exact: true }).click();
}

/** What was said of something that went well is gone again: only then is the page as it stays. */
async function quiet(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await expect.poll(() => page.locator("[data-slot=viewport] li").count(), { timeout: 15_000 }).toBe(0);
}

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name }).waitFor();

describe("a second factor", () => {
  it("is set up on the profile, its recovery codes are shown once, and the next login asks for it", async () => {
    const account = await makeAccount(institution);
    const actor = await enter(institution, account);
    let secret = "";
    await browse(
      browser,
      actor,
      async (page) => {
        await page.goto("/profil");
        await page.getByRole("button", { name: "Pasang faktor kedua" }).click();
        const setup = page.locator("form").filter({ hasText: "aplikasi autentikator" });
        await setup.getByLabel("Kata sandi", { exact: true }).fill(testPassword);
        await setup.getByRole("button", { name: "Lanjut" }).click();
        await page.getByRole("img", { name: "Kode QR untuk aplikasi autentikator" }).waitFor();
        expect(await inspectPage(page)).toEqual([]);
        await page.getByText("Tidak dapat memindai?").click();
        secret = (await page.locator("details p").innerText()).replaceAll(" ", "");
        await page.getByLabel("Enam angka dari aplikasi").fill(await codeOf(secret, stepAt(Date.now())));
        await page.getByRole("button", { name: "Berlakukan" }).click();
        await page.getByRole("heading", { name: "Kode cadangan" }).waitFor();
        expect(await page.locator("ul.font-mono li").count()).toBe(10);
        expect(await inspectPage(page)).toEqual([]);
        await page.getByLabel("Kode cadangan sudah saya simpan").check();
        await page.getByRole("button", { name: "Selesai" }).click();
        await page.getByText("Kode cadangan tersisa: 10.").waitFor();
      },
      { viewport: phone },
    );
    await ownerRows("update users set totp_langkah = 0 where id = $1", [account.userId]);
    await browse(
      browser,
      null,
      async (page) => {
        await page.goto("/sesi");
        await logIn(page, account.username);
        const code = page.getByLabel("Kode dari aplikasi autentikator");
        await code.waitFor();
        expect(await inspectPage(page)).toEqual([]);
        await code.fill(await codeOf(secret, stepAt(Date.now())));
        await page.getByRole("button", { name: "Masuk", exact: true }).click();
        await heading(page, "Sesi");
        await page.getByText("Perangkat ini").waitFor();
        expect(await inspectPage(page)).toEqual([]);
      },
      { viewport: phone, expected: /status of 401/ },
    );
  });

  it("comes before everything else for whoever holds a role that demands it", async () => {
    const strict = await makeInstitution({ pengaturan: { wajib_otp: ["admin"] } });
    await browse(
      browser,
      await strict.actor("ADM"),
      async (page) => {
        await page.goto("/pengguna");
        await page.getByText("Pasang faktor kedua dahulu").waitFor();
        expect(new URL(page.url()).pathname).toBe("/profil");
      },
      { expected: /status of 403|WebSocket/ },
    );
  });
});

describe("a session that another device took over", () => {
  it("ends on the page where one logs in, with why", async () => {
    const account = await makeAccount(institution);
    const actor = await enter(institution, account);
    await browse(
      browser,
      actor,
      async (page) => {
        await page.goto("/sesi");
        await page.getByText("Perangkat ini").waitFor();
        expect((await logInWith(institution, { identifier: account.username })).status).toBe(200);
        await page.reload();
        await page.getByText("Akun ini dipakai di perangkat lain").waitFor();
        expect(await inspectPage(page)).toEqual([]);
        await logIn(page, account.username);
        await heading(page, "Sesi");
      },
      { viewport: phone, expected: /status of 401|WebSocket/ },
    );
  });
});

describe("an administrator", () => {
  it("imports a thousand users, sees them looked at and what is wrong with one, and saves the others", async () => {
    const account = await makeAccount(institution, { peran: "admin" });
    const people = Array.from({ length: 1_000 }, (_, at) => [
      `Mahasiswa ke-${at + 1}`,
      `2026${String(at).padStart(6, "0")}`,
      "dosen",
      at === 500 ? "TIDAK-ADA" : "TI",
    ]);
    const file = Buffer.from(fileOf([["Nama", "NIM", "Peran", "Unit"], ...people]));
    await browse(browser, await enter(institution, account), async (page) => {
      await page.goto("/pengguna");
      await heading(page, "Pengguna");
      await page.getByRole("button", { name: "Lainnya" }).click();
      await page.getByRole("menuitem", { name: "Impor pengguna" }).click();
      await heading(page, "Impor pengguna");
      expect(await inspectPage(page)).toEqual([]);
      const mimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
      await page
        .getByLabel("Seret berkas ke sini")
        .setInputFiles({ name: "Mahasiswa 2026.xlsx", mimeType, buffer: file });
      await page.getByRole("progressbar", { name: "Kemajuan" }).waitFor();
      const wrong = page.getByRole("cell", { name: "Unit: kode unit tidak ada" });
      await wrong.waitFor({ timeout: 60_000 });
      expect(await page.getByRole("row").count()).toBe(2);
      expect(await inspectPage(page)).toEqual([]);
      await page.getByRole("button", { name: "Simpan 999 pengguna" }).click();
      await page.getByRole("button", { name: "Simpan sekarang" }).click();
      await page.getByText(/dari 999 baris/).waitFor();
      await page.getByText("999 pengguna disimpan").waitFor({ timeout: 120_000 });
      await page.getByRole("link", { name: "Lihat pengguna" }).click();
      await page.getByText("Mahasiswa ke-").first().waitFor();
      await page.getByLabel("Cari").fill("ke-777");
      await page.getByText("1 pengguna", { exact: true }).waitFor();
      expect(new URL(page.url()).searchParams.get("cari")).toBe("ke-777");
      await page.getByRole("link", { name: "Mahasiswa ke-777" }).click();
      await heading(page, "Mahasiswa ke-777");
      await page.getByText("Akun diimpor").waitFor();
      expect(await inspectPage(page)).toEqual([]);
    });
  }, 240_000);

  it("makes a role of permissions, finds it in the matrix, and reads the platform's own", async () => {
    const account = await makeAccount(institution, { peran: "admin" });
    await browse(browser, await enter(institution, account), async (page) => {
      await page.goto("/peran/baru");
      await page.getByLabel("Nama peran").fill("Sekretaris prodi");
      await page.getByRole("combobox", { name: "Jangkauan: Melihat perjalanan dinas" }).click();
      await page.getByRole("option", { name: "Unitnya dengan bawahannya" }).click();
      expect(await inspectPage(page)).toEqual([]);
      await page.getByRole("button", { name: "Simpan" }).click();
      await page.waitForURL("**/peran/sekretaris_prodi");
      await page.getByRole("link", { name: "Peran dan izin" }).first().click();
      const matrix = page.getByRole("region", { name: "Matriks izin" });
      await matrix.getByRole("link", { name: "Sekretaris prodi" }).waitFor();
      await quiet(page);
      const held = matrix.getByRole("row").filter({ hasText: "Melihat perjalanan dinas" }).getByRole("cell").last();
      expect(await held.innerText()).toBe("Unitnya dengan bawahannya");
      expect(await inspectPage(page)).toEqual([]);
      await page.getByRole("link", { name: "Auditor" }).first().click();
      await page.getByText("Peran bawaan tidak dapat diubah.").waitFor();
      expect(await inspectPage(page)).toEqual([]);
    });
  });

  it("sets the policy, and tells everybody", async () => {
    const account = await makeAccount(institution, { peran: "admin" });
    await browse(browser, await enter(institution, account), async (page) => {
      await page.goto("/keamanan");
      await page.getByLabel("Auditor").check();
      expect(await inspectPage(page)).toEqual([]);
      await page.getByRole("button", { name: "Simpan" }).click();
      await page.getByText("Kebijakan disimpan").first().waitFor();
      await page.goto("/notifikasi/siaran");
      await page.getByLabel("Judul").fill("Batas pengajuan");
      await page.getByLabel("Isi").fill("Ajukan perjalanan sampai 30 April.");
      expect(await inspectPage(page)).toEqual([]);
      await page.getByRole("button", { name: "Kirim siaran" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Kirim siaran" }).click();
      await heading(page, "Notifikasi");
      await page.getByText("Ajukan perjalanan sampai 30 April.").first().waitFor();
      await quiet(page);
      expect(await inspectPage(page)).toEqual([]);
      await page.getByRole("button", { name: "Tandai dibaca" }).click();
      await page.getByText("0 belum dibaca").waitFor();
    });
  });

  it.each([
    ["/lupa-sandi", "Lupa kata sandi"],
    ["/kunci-api", "Kunci API"],
    ["/aktivitas", "Aktivitas"],
    ["/aktivitas/ringkasan", "Ringkasan aktivitas"],
  ])("opens %s, where nothing stands in anybody's way", async (path, title) => {
    const account = await makeAccount(institution, { peran: "admin" });
    await browse(browser, await enter(institution, account), async (page) => {
      await page.goto(path);
      await heading(page, title);
      await page.waitForLoadState("networkidle");
      expect(await inspectPage(page)).toEqual([]);
    });
  });
});
