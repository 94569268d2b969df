import { chromium, type Browser, type Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { readConfig } from "../db/core/env.ts";
import { linkUrl, type TujuanTautan } from "../db/modules/identity/link-token.ts";
import { logInWith, makeAccount } from "./setup/accounts.ts";
import { makeInstitution, ownerRows, type TestInstitution } from "./setup/institution.ts";

let browser: Browser;
let institution: TestInstitution;

beforeAll(async () => {
  [browser, institution] = await Promise.all([
    chromium.launch({
      executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    }),
    makeInstitution(),
  ]);
});

afterAll(async () => {
  await browser.close();
});

/** The address that stands in a mail to somebody. */
async function mailed(userId: string, tujuan: TujuanTautan): Promise<string> {
  const [link] = await ownerRows<{ id: string }>(
    "insert into tautan_akun (institution_id, user_id, tujuan, expires_at) values ($1, $2, $3, now() + interval '1 hour') returning id",
    [institution.id, userId, tujuan],
  );
  const { env, urls } = inject("stack");
  const config = { ...readConfig(env), PUBLIC_URL: urls.edge };
  return await linkUrl(config, { institutionId: institution.id, linkId: link?.id ?? "" }, tujuan);
}

async function visit(url: string, look: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ locale: "id-ID", viewport: { width: 360, height: 740 } });
  const complaints: string[] = [];
  try {
    const page = await context.newPage();
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      // A refused link is said so by the API, and the browser notes that.
      if (message.type() === "error" && !message.text().includes("status of 4")) complaints.push(message.text());
    });
    await page.goto(url);
    await look(page);
  } finally {
    await context.close();
  }
  expect(complaints).toEqual([]);
}

const styleOf = (element: Element) => getComputedStyle(element).textTransform;

describe("whoever follows the link of an invitation", () => {
  it("chooses a password there, is told what is wrong with a poor one, and can log in; the link is used up then", async () => {
    const account = await makeAccount(institution, { password: false });
    const url = await mailed(account.userId, "undangan");
    await visit(url, async (page) => {
      const [field, status] = [page.getByLabel("Kata sandi", { exact: true }), page.getByRole("status")];
      await expect
        .poll(() => page.locator(".kartu").textContent())
        .toContain(`Untuk ${account.nama} (${account.username}) di Uni`);
      await field.fill("Password123");
      await page.getByLabel("Tampilkan kata sandi").check();
      expect([await field.getAttribute("type"), await field.evaluate(styleOf)]).toEqual(["text", "none"]);
      await page.getByLabel("Tampilkan kata sandi").uncheck();
      expect(await field.getAttribute("type")).toBe("password");
      // The narrowest screen shows all of it.
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
      await page.getByRole("button", { name: "Simpan" }).click();
      await expect.poll(() => status.textContent()).toContain("pertama dicoba orang");
      await field.fill("hujan turun di kampus");
      await page.getByRole("button", { name: "Simpan" }).click();
      await expect.poll(() => status.textContent()).toContain("Silakan masuk");
      expect([await field.isVisible(), new URL(page.url()).hash]).toEqual([false, ""]);
      expect(await page.getByRole("link", { name: "Buka Serambi" }).isVisible()).toBe(true);
    });
    const login = await logInWith(institution, { identifier: account.username, password: "hujan turun di kampus" });
    expect(login.status).toBe(200);
    await visit(url, async (page) => {
      await expect.poll(() => page.getByRole("status").textContent()).toContain("sudah dipakai");
      expect(await page.getByRole("button").isVisible()).toBe(false);
    });
  });

  it("is told so when the address is not complete, and the page itself uses nothing up", async () => {
    const account = await makeAccount(institution, { password: false });
    const url = await mailed(account.userId, "undangan");
    await visit(url.split("#")[0] ?? "", async (page) => {
      await expect.poll(() => page.getByRole("status").textContent()).toContain("tidak lengkap");
    });
    await visit(url, async (page) => await page.getByLabel("Kata sandi", { exact: true }).waitFor());
    const [link] = await ownerRows("select used_at from tautan_akun where user_id = $1", [account.userId]);
    expect(link).toEqual({ used_at: null });
  });
});
