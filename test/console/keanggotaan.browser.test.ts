import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codeOf, stepAt } from "../../db/modules/identity/totp.ts";
import { enter, logInWith, makeAccount, type Account } from "../setup/accounts.ts";
import { press } from "../setup/clicks.ts";
import { browse, inspectPage, openBrowser, openFor, phone } from "../setup/console.ts";
import { ask } from "../setup/http.ts";
import { makeInstitution, ownerRows, testPassword, type Actor, type TestInstitution } from "../setup/institution.ts";

let browser: Browser;
let [here, there]: TestInstitution[] = [];

beforeAll(async () => {
  [browser, here, there] = await Promise.all([openBrowser(), makeInstitution(), makeInstitution()]);
  await ownerRows("update institutions set nama = 'Institut Teknologi Banyumas' where id = $1", [there.id]);
});

afterAll(() => browser.close());

/** An institution that was made before the tests. */
function of(institution: TestInstitution | undefined): TestInstitution {
  if (!institution) throw new Error("not made yet");
  return institution;
}

/** Gives an account a second factor; answers its secret, whose next code is good. */
async function withFactor(actor: Actor): Promise<string> {
  const { body } = await ask<{ rahasia: string }>(actor, "POST", "/identity/otp", { password: testPassword });
  const kode = await codeOf(body.rahasia, stepAt(Date.now()));
  expect((await ask(actor, "POST", "/identity/otp/confirm", { kode })).status).toBe(200);
  await ownerRows("update users set totp_langkah = 0 where id = $1", [actor.userId]);
  return body.rahasia;
}

const dialog = (page: Page) => page.getByRole("dialog");
const expected = /status of (401|403|422)|WebSocket/;

describe("one's accounts in several institutions", () => {
  it("are linked by proving that the other is one's own, and one goes from one to the other", async () => {
    const [mine, other] = [await makeAccount(of(here)), await makeAccount(of(there))];
    const secret = await withFactor(await enter(of(there), other));
    await browse(
      browser,
      await enter(of(here), mine),
      async (page) => {
        const switcher = page.getByRole("button", { name: /^Institusi: / });
        await page.goto("/profil");
        await press(page, "Tautkan akun");
        await dialog(page).getByLabel("Pengenal").fill(mine.username);
        await dialog(page).getByLabel("Kata sandi di sana").fill(testPassword);
        await dialog(page).getByLabel("Institusi").fill(of(here).slug);
        await dialog(page).getByRole("button", { name: "Tautkan akun" }).click();
        await dialog(page).locator("[data-slot=error]").getByText("Sebut institusi yang lain.").waitFor();
        expect(await inspectPage(page)).toEqual([]);

        // A wrong password of the other account is no end of one's own session.
        await dialog(page).getByLabel("Institusi").fill(of(there).slug);
        await dialog(page).getByLabel("Pengenal").fill(other.username);
        await dialog(page).getByLabel("Kata sandi di sana").fill("bukan-kata-sandinya");
        await dialog(page).getByRole("button", { name: "Tautkan akun" }).click();
        await dialog(page).getByRole("alert").waitFor();
        await dialog(page).getByLabel("Kata sandi di sana").fill(testPassword);
        await dialog(page).getByRole("button", { name: "Tautkan akun" }).click();
        const code = dialog(page).getByLabel("Kode dari aplikasi autentikator");
        await code.fill("000000");
        await dialog(page).getByRole("button", { name: "Tautkan akun" }).click();
        await dialog(page).locator("[data-slot=error]").waitFor();
        expect(await inspectPage(page)).toEqual([]);
        await code.fill(await codeOf(secret, stepAt(Date.now())));
        await dialog(page).getByRole("button", { name: "Tautkan akun" }).click();
        await dialog(page).waitFor({ state: "hidden" });
        await page
          .getByRole("listitem")
          .filter({ hasText: "Institut Teknologi Banyumas" })
          .getByRole("link", { name: "Pindah" })
          .waitFor();

        await switcher.click();
        expect(await page.getByRole("menuitem", { name: "Universitas Uji Semarang" }).isDisabled()).toBe(true);
        await page.getByRole("menuitem", { name: "Institut Teknologi Banyumas" }).click();
        await page.waitForURL("**/masuk?institusi=**");
        expect(await page.getByLabel("Institusi").inputValue()).toBe(of(there).slug);
        await page.getByLabel("Pengenal").fill(other.username);
        await page.getByLabel("Kata sandi", { exact: true }).fill(testPassword);
        await press(page, "Masuk");
        await ownerRows("update users set totp_langkah = 0 where id = $1", [other.userId]);
        await page.getByLabel("Kode dari aplikasi autentikator").fill(await codeOf(secret, stepAt(Date.now())));
        await press(page, "Masuk");
        await page.getByRole("button", { name: "Institusi: Institut Teknologi Banyumas" }).waitFor();

        // Let go again: each is by itself.
        await page.goto("/profil");
        await press(page, "Lepas akun ini");
        await dialog(page).getByRole("button", { name: "Lepas akun ini" }).click();
        await dialog(page).waitFor({ state: "hidden" });
        await switcher.waitFor({ state: "detached" });
      },
      { viewport: phone, expected },
    );
  });
});

describe("an administrator", () => {
  let account: Account;
  let lost: { account: Account; actor: Actor };
  beforeAll(async () => {
    account = await makeAccount(of(here), { peran: "admin" });
    const somebody = await makeAccount(of(here), { nama: "Yuliana Pratiwi" });
    lost = { account: somebody, actor: await enter(of(here), somebody) };
    await withFactor(lost.actor);
  });

  it("takes off a second factor that somebody has lost, and ends their sessions", async () => {
    const theirs = await openFor(browser, lost.actor, { expected });
    await theirs.page.goto("/sesi");
    await theirs.page.getByText("Perangkat ini").waitFor();
    await browse(
      browser,
      await enter(of(here), account),
      async (page) => {
        await page.goto(`/pengguna/${lost.account.userId}`);
        await page.getByText("Sesi terbuka: 1").waitFor();
        await press(page, "Lepas faktor kedua");
        await dialog(page).getByLabel("Kata sandi Anda sendiri").fill("bukan-kata-sandinya");
        await dialog(page).getByRole("button", { name: "Lepas faktor kedua" }).click();
        await dialog(page)
          .locator("[data-slot=error]")
          .getByText("Untuk ini tulis kata sandi Anda yang sekarang berlaku.")
          .waitFor();
        expect(await inspectPage(page)).toEqual([]);
        await dialog(page).getByLabel("Kata sandi Anda sendiri").fill(testPassword);
        await dialog(page).getByRole("button", { name: "Lepas faktor kedua" }).click();
        await dialog(page).waitFor({ state: "hidden" });
        await page.getByText("Sesi terbuka: 0").waitFor();
        expect(await page.getByRole("button", { name: "Lepas faktor kedua" }).count()).toBe(0);
        await theirs.page.reload();
        await theirs.page.getByRole("heading", { name: "Masuk" }).waitFor();

        // Without the factor the password alone is enough again; and that session is ended as well.
        const again = await logInWith(of(here), { identifier: lost.account.username });
        expect(again.status).toBe(200);
        await page.reload();
        await page.getByText("Sesi terbuka: 1").waitFor();
        await press(page, "Akhiri semua sesi");
        await dialog(page).getByText("Yuliana Pratiwi keluar dari semua perangkat dan harus masuk lagi.").waitFor();
        await dialog(page).getByRole("button", { name: "Akhiri semua sesi" }).click();
        await dialog(page).waitFor({ state: "hidden" });
        await page.getByText("Sesi terbuka: 0").waitFor();
        expect(await inspectPage(page)).toEqual([]);
        const ended = { ...lost.actor, token: again.body.token };
        await expect.poll(async () => (await ask(ended, "GET", "/identity/me")).status).toBe(401);
      },
      { expected },
    );
    expect(await theirs.close()).toEqual([]);
  });
});
