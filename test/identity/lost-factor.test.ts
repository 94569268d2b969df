import { beforeAll, describe, expect, it } from "vitest";
import { enter, logInWith, makeAccount } from "../setup/accounts.ts";
import { ask, codeOf } from "../setup/http.ts";
import { makeInstitution, ownerRows, testPassword, type Actor, type TestInstitution } from "../setup/institution.ts";

let institution: TestInstitution;
let adm: Actor;
let op: Actor;
let stranger: Actor;
beforeAll(async () => {
  institution = await makeInstitution();
  [adm, op] = await Promise.all([institution.actor("ADM"), institution.actor("OP")]);
  stranger = await (await makeInstitution()).actor("ADM");
});

const idOf = (key: string) => institution.people[key]?.user_id ?? "";
/** The lines of somebody's log with this deed: by whom. */
const logOf = async (userId: string, aksi: string) =>
  (
    await ownerRows<{ oleh: string }>("select oleh from aktivitas where user_id = $1 and aksi = $2", [userId, aksi])
  ).map(({ oleh }) => oleh);

describe("a second factor that was lost", () => {
  const take = (as: Actor, userId: string, password = testPassword) =>
    ask(as, "DELETE", `/identity/users/${userId}/otp`, { password });
  const withFactor = async (wish: Parameters<typeof makeAccount>[1] = {}) => {
    const account = await makeAccount(institution, wish);
    const session = await enter(institution, account);
    await ownerRows("update users set totp = 'v1.k1.x.x', totp_sejak = now() where id = $1", [account.userId]);
    await ownerRows("insert into kode_pemulihan (institution_id, user_id, hash) values ($1, $2, 'x')", [
      institution.id,
      account.userId,
    ]);
    return { ...account, session };
  };

  it("is taken off by whoever may change the account, ends its sessions, and is told by mail", async () => {
    const account = await withFactor({ email: true });
    expect(codeOf(await logInWith(institution, { identifier: account.username }))).toBe("401 OTP_DIPERLUKAN");
    expect((await take(adm, account.userId)).status).toBe(204);
    await expect.poll(async () => (await ask(account.session, "GET", "/identity/me")).status).toBe(401);
    expect(codeOf(await take(adm, account.userId))).toBe("409 OTP_TIDAK_AKTIF");
    const kept = await ownerRows(
      `select u.totp, (select count(*)::int from kode_pemulihan k where k.user_id = u.id) as kode,
          (select jsonb_agg(s.kepada || ' ' || s.templat) from surel s where s.user_id = u.id) as surel from users u where u.id = $1`,
      [account.userId],
    );
    expect(kept).toEqual([{ totp: null, kode: 0, surel: [`${account.email} otp_dilepas`] }]);
    expect(await logOf(account.userId, "otp_dilepas")).toEqual([adm.userId]);
    expect((await logInWith(institution, { identifier: account.username })).body.person.wajib_otp).toBe(false);
  });

  it("stays where whoever would take it off does not prove that they know their own password", async () => {
    const account = await withFactor();
    const own = await enter(institution, await makeAccount(institution, { peran: "admin" }));
    expect(codeOf(await take(own, account.userId, "salah sekali"))).toBe("403 SANDI_SALAH");
    const bare = await ask(own, "DELETE", `/identity/users/${account.userId}/otp`, {});
    expect([bare.status, codeOf(await logInWith(institution, { identifier: account.username }))]).toEqual([
      422,
      "401 OTP_DIPERLUKAN",
    ]);
    const told = [];
    for (let tries = 0; tries < 29; tries++) told.push((await take(own, account.userId, "salah sekali")).status);
    expect([told.at(0), told.at(-1)]).toEqual([403, 429]);
  });

  it("must be set up anew where a role demands one", async () => {
    const account = await withFactor({ peran: "bendahara" });
    await ownerRows(`update institutions set pengaturan = pengaturan || '{"wajib_otp": ["bendahara"]}' where id = $1`, [
      institution.id,
    ]);
    expect((await take(adm, account.userId)).status).toBe(204);
    const session = await enter(institution, account);
    expect(codeOf(await ask(session, "GET", "/sppd"))).toBe("403 WAJIB_OTP");
  });

  it("is nobody's to take off themselves, nor off an account that is not theirs to change", async () => {
    const account = await withFactor();
    expect(codeOf(await take(adm, adm.userId))).toBe("403 AKUN_SENDIRI");
    expect(codeOf(await take(await institution.actor("D1"), account.userId))).toBe("403 TIDAK_BERWENANG");
    expect(codeOf(await take(op, account.userId))).toBe("404 TIDAK_DITEMUKAN");
    expect(codeOf(await take(op, idOf("A2")))).toBe("403 DI_LUAR_KEWENANGAN");
    expect(codeOf(await take(stranger, account.userId))).toBe("404 TIDAK_DITEMUKAN");
    expect((await ask(account.session, "GET", "/identity/me")).status).toBe(200);
    const izin = ["identity.users.manage"];
    const { body } = await ask<{ kunci: string }>(adm, "POST", "/identity/keys", { nama: "Uji", izin });
    expect(codeOf(await take({ ...adm, token: body.kunci }, account.userId))).toBe("403 BUKAN_UNTUK_KUNCI");
  });
});
