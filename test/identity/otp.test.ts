import { beforeAll, describe, expect, it } from "vitest";
import { codeOf, stepAt } from "../../db/modules/identity/totp.ts";
import { enter, logInWith, makeAccount, type Account } from "../setup/accounts.ts";
import { ask } from "../setup/http.ts";
import { makeInstitution, ownerRows, testPassword, type Actor, type TestInstitution } from "../setup/institution.ts";

let institution: TestInstitution;
beforeAll(async () => {
  institution = await makeInstitution();
});

/** The code that an app shows now, or so many steps later. */
const appCode = (secret: string, later = 0) => codeOf(secret, stepAt(Date.now()) + later);

/** Lets codes of this moment count again: a test cannot wait half a minute for the next. */
const forgetStep = (userId: string) => ownerRows("update users set totp_langkah = 0 where id = $1", [userId]);

const begin = (actor: Actor, password = testPassword) =>
  ask<{ rahasia: string; otpauth: string; qr: string; code: string }>(actor, "POST", "/identity/otp", { password });
const confirm = (actor: Actor, kode: string) =>
  ask<{ kode_pemulihan: string[]; code: string }>(actor, "POST", "/identity/otp/confirm", { kode });

/** An account with a second factor, logged in before it had one. */
async function protectedAccount(
  of = institution,
  peran = "dosen",
): Promise<Account & { actor: Actor; secret: string; recovery: string[] }> {
  const account = await makeAccount(of, { peran });
  const actor = await enter(of, account);
  const { body } = await begin(actor);
  const confirmed = await confirm(actor, await appCode(body.rahasia));
  expect(confirmed.status).toBe(200);
  await forgetStep(account.userId);
  return { ...account, actor, secret: body.rahasia, recovery: confirmed.body.kode_pemulihan };
}

describe("setting up a second factor", () => {
  it("needs the password, shows a secret and its QR code, and counts only once a code of it was given", async () => {
    const account = await makeAccount(institution);
    const actor = await enter(institution, account);
    expect((await begin(actor, "salah sekali")).body.code).toBe("SANDI_SALAH");
    const { status, body } = await begin(actor);
    expect([status, body.qr.startsWith("<svg")]).toEqual([200, true]);
    expect(body.otpauth).toContain(`secret=${body.rahasia}`);
    // Begun and not confirmed: the login asks for nothing.
    expect((await logInWith(institution, { identifier: account.username })).status).toBe(200);
    expect((await confirm(actor, "000000")).body.code).toBe("OTP_SALAH");
    const confirmed = await confirm(actor, await appCode(body.rahasia));
    expect(confirmed.body.kode_pemulihan).toHaveLength(10);
    expect((await begin(actor)).body.code).toBe("OTP_SUDAH_AKTIF");
    const [kept] = await ownerRows<{ totp: string; codes: string[] }>(
      "select totp, array(select hash from kode_pemulihan where user_id = $1) as codes from users where id = $1",
      [account.userId],
    );
    expect(kept?.totp).not.toContain(body.rahasia);
    expect(kept?.codes).toHaveLength(10);
    const text = JSON.stringify(kept);
    for (const code of confirmed.body.kode_pemulihan) expect(text).not.toContain(code.replace("-", ""));
  });

  it("cannot be confirmed before it was begun", async () => {
    const actor = await enter(institution, await makeAccount(institution));
    expect((await confirm(actor, "123456")).body.code).toBe("OTP_TIDAK_AKTIF");
  });

  it("leaves a trace in the log and none of the secrets in what is kept of a repeated request", async () => {
    const account = await makeAccount(institution);
    const actor = await enter(institution, account);
    const key = { "idempotency-key": crypto.randomUUID() };
    const once = await ask<{ rahasia: string }>(actor, "POST", "/identity/otp", { password: testPassword }, key);
    const twice = await ask(actor, "POST", "/identity/otp", { password: testPassword }, key);
    expect(twice.body).toEqual(once.body);
    await confirm(actor, await appCode(once.body.rahasia));
    const kept = await ownerRows(`select answer::text, request_hash from idempotency_keys where user_id = $1`, [
      account.userId,
    ]);
    expect(JSON.stringify(kept)).not.toContain(once.body.rahasia);
    const log = await ownerRows<{ aksi: string }>(
      "select aksi from aktivitas where user_id = $1 and aksi like 'otp%'",
      [account.userId],
    );
    expect(log).toEqual([{ aksi: "otp_dipasang" }]);
  });
});

describe("logging in with a second factor", () => {
  it("wants the code after the password, and tells nothing of it to whoever lacks that", async () => {
    const { username, secret } = await protectedAccount();
    const otp = await appCode(secret);
    const codes = [
      await logInWith(institution, { identifier: username, password: "salah sekali" }),
      await logInWith(institution, { identifier: username, password: "salah sekali", otp }),
      await logInWith(institution, { identifier: username }),
      await logInWith(institution, { identifier: username, otp: "000000" }),
    ].map(({ status, body }) => [status, body.code]);
    expect(codes).toEqual([
      [401, "IDENTITAS_ATAU_SANDI_SALAH"],
      [401, "IDENTITAS_ATAU_SANDI_SALAH"],
      [401, "OTP_DIPERLUKAN"],
      [401, "OTP_SALAH"],
    ]);
    expect((await logInWith(institution, { identifier: username, otp })).status).toBe(200);
  });

  it("takes a code once, though it were sent twice at once, and none from before it", async () => {
    const { username, secret } = await protectedAccount();
    const [before, now] = [await appCode(secret, -1), await appCode(secret)];
    const both = await Promise.all([1, 2].map(() => logInWith(institution, { identifier: username, otp: now })));
    expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 401]);
    for (const otp of [now, before])
      expect((await logInWith(institution, { identifier: username, otp })).body.code).toBe("OTP_SALAH");
  });

  it("takes a recovery code in its place, each once, and only its owner's", async () => {
    const [one, other] = [await protectedAccount(), await protectedAccount()];
    const [code = "", second = ""] = one.recovery;
    expect((await logInWith(institution, { identifier: other.username, otp: code })).body.code).toBe("OTP_SALAH");
    expect((await logInWith(institution, { identifier: one.username, otp: code.toUpperCase() })).status).toBe(200);
    expect((await logInWith(institution, { identifier: one.username, otp: code })).body.code).toBe("OTP_SALAH");
    expect((await logInWith(institution, { identifier: one.username, otp: second })).status).toBe(200);
  });

  it("counts wrong codes like wrong passwords, and those of an account from wherever they come", async () => {
    const { username, secret } = await protectedAccount();
    const address = crypto.randomUUID();
    const attempt = (otp: string, from: string) => logInWith(institution, { identifier: username, otp }, from);
    for (let tries = 0; tries < 10; tries++) expect((await attempt("000000", address)).status).toBe(401);
    expect((await attempt(await appCode(secret), address)).status).toBe(429);
    for (let tries = 0; tries < 10; tries++) expect((await attempt("000000", crypto.randomUUID())).status).toBe(401);
    expect((await attempt(await appCode(secret), crypto.randomUUID())).status).toBe(429);
  });
});

describe("removing a second factor", () => {
  it("needs password and code, and frees the login of it; its recovery codes go as well", async () => {
    const { actor, username, secret, userId } = await protectedAccount();
    const remove = (password: string, kode: string) => ask(actor, "DELETE", "/identity/otp", { password, kode });
    expect((await remove("salah sekali", await appCode(secret))).body["code"]).toBe("SANDI_SALAH");
    expect((await remove(testPassword, "000000")).body["code"]).toBe("OTP_SALAH");
    expect((await remove(testPassword, await appCode(secret))).status).toBe(204);
    expect((await remove(testPassword, await appCode(secret, 1))).body["code"]).toBe("OTP_TIDAK_AKTIF");
    expect((await logInWith(institution, { identifier: username })).status).toBe(200);
    expect(await ownerRows("select hash from kode_pemulihan where user_id = $1", [userId])).toEqual([]);
  });
});

describe("a role that demands a second factor", () => {
  it("lets its holder set one up and nothing else before that; then everything, at once", async () => {
    const strict = await makeInstitution({ pengaturan: { wajib_otp: ["admin"] } });
    const [adm, d1] = [await strict.actor("ADM"), await strict.actor("D1")];
    expect((await ask(d1, "GET", "/pegawai")).status).not.toBe(401);
    expect((await ask(d1, "GET", "/sppd")).status).toBe(200);
    expect((await ask(adm, "GET", "/pegawai")).body).toMatchObject({ status: 403, code: "WAJIB_OTP" });
    const me = await ask(adm, "GET", "/identity/me");
    expect([me.status, me.body["wajib_otp"]]).toEqual([200, true]);
    const { body } = await begin(adm);
    expect((await confirm(adm, await appCode(body.rahasia))).status).toBe(200);
    await expect.poll(async () => (await ask(adm, "GET", "/pegawai")).status).toBe(200);
  });

  it("is administrator where the institution has not chosen", async () => {
    const usual = await makeInstitution({ pengaturan: { wajib_otp: undefined } });
    const { body } = await logInWith(usual, { identifier: "adm" });
    expect(body.person.wajib_otp).toBe(true);
  });
});
