import { beforeAll, describe, expect, inject, it } from "vitest";
import { readConfig } from "../../db/core/env.ts";
import { linkToken, type TujuanTautan } from "../../db/modules/identity/link-token.ts";
import { enter, logInWith, makeAccount, type Account } from "../setup/accounts.ts";
import { ask, until } from "../setup/http.ts";
import { mailsTo } from "../setup/mails.ts";
import { makeInstitution, ownerRows, testPassword, type Actor, type TestInstitution } from "../setup/institution.ts";

let institution: TestInstitution;
beforeAll(async () => {
  institution = await makeInstitution();
});

const baru = "hujan turun di kampus";

/** The links of somebody that were recorded, the newest first. */
const linksOf = (userId: string, tujuan: TujuanTautan) =>
  ownerRows<{ id: string }>("select id from tautan_akun where user_id = $1 and tujuan = $2 order by id desc", [
    userId,
    tujuan,
  ]);

/** The token that stands in the mail of a link. */
const tokenOf = (linkId: string, tujuan: TujuanTautan, institutionId = institution.id) =>
  linkToken(readConfig(inject("stack").env), { institutionId, linkId }, tujuan);

const forgot = (identifier: string, slug = institution.slug) =>
  ask(
    null,
    "POST",
    "/identity/password/forgot",
    { identifier, institution: slug },
    { "cf-connecting-ip": crypto.randomUUID() },
  );
const reset = (token: string, sandi = baru) => ask(null, "POST", "/identity/password/reset", { token, baru: sandi });
const accept = (token: string, password = baru) =>
  ask(null, "POST", "/identity/invitations/accept", { token, password });

/** An account whose link for a new password was asked for, with what stands in the mail. */
async function forgetful(): Promise<Account & { token: string; linkId: string }> {
  const account = await makeAccount(institution, { email: true });
  expect((await forgot(account.username)).status).toBe(202);
  const [link] = await until(
    () => linksOf(account.userId, "atur_ulang"),
    (links) => links.length > 0,
  );
  return { ...account, linkId: link?.id ?? "", token: await tokenOf(link?.id ?? "", "atur_ulang") };
}

describe("asking for a new password", () => {
  it("is answered alike whoever is asked for, in words and in round trips before the answer", async () => {
    const [known, mute] = [await makeAccount(institution, { email: true }), await makeAccount(institution)];
    const answers = [];
    for (const [identifier, slug] of [
      [known.username, institution.slug],
      [known.email ?? "", institution.slug],
      [mute.username, institution.slug],
      ["tidak.ada", institution.slug],
      [known.username, "tidak-ada"],
    ] as const) {
      const { status, body, headers } = await forgot(identifier, slug);
      const trips = headers
        .get("server-timing")
        ?.split(", ")
        .map((one) => one.split(";")[0]);
      answers.push({ status, body, trips });
    }
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ status: 202, trips: ["redis", "db", "total"] });
    expect(
      await until(
        () => linksOf(known.userId, "atur_ulang"),
        (links) => links.length === 2,
      ),
    ).toHaveLength(2);
    expect(await linksOf(mute.userId, "atur_ulang")).toEqual([]);
  });

  it("is done three times in a quarter of an hour for one name, from wherever", async () => {
    for (const identifier of [
      (await makeAccount(institution, { email: true })).username,
      `tidak.ada-${crypto.randomUUID()}`,
    ]) {
      const told = [];
      for (let tries = 0; tries < 4; tries++) told.push((await forgot(identifier)).status);
      expect(told).toEqual([202, 202, 202, 429]);
    }
  });

  it("keeps nothing in the database that opens anything", async () => {
    const { userId, token } = await forgetful();
    const kept = await ownerRows(
      `select (select jsonb_agg(l) from tautan_akun l where l.user_id = $1) as tautan,
          (select jsonb_agg(s) from surel s where s.user_id = $1) as surel, (select jsonb_agg(j) from jobs j where j.created_by = $1) as jobs`,
      [userId],
    );
    const [ids = "", signature = ""] = token.split(".");
    for (const part of [ids, signature]) expect(JSON.stringify(kept)).not.toContain(part);
  });
});

describe("a link for a new password", () => {
  it("comes by mail, and leads from what stands there to a login", async () => {
    const { email, username } = await makeAccount(institution, { email: true });
    expect((await forgot(email ?? "")).status).toBe(202);
    const [mail] = await until(
      () => mailsTo(email ?? ""),
      (mails) => mails.length > 0,
    );
    const [, sent = ""] = /\/akun\/atur-ulang#([\w.-]+)$/m.exec(mail?.text ?? "") ?? [];
    expect((await reset(sent)).status).toBe(204);
    for (const identifier of [username, email ?? ""])
      expect((await logInWith(institution, { identifier, password: baru })).status).toBe(200);
  });

  it("works once, ends every session, and the old password is gone", async () => {
    const { token, userId, ...account } = await forgetful();
    const session = await enter(institution, { ...account, userId });
    expect((await reset(token)).status).toBe(204);
    await expect.poll(async () => (await ask(session, "GET", "/identity/me")).status).toBe(401);
    expect((await logInWith(institution, { identifier: account.username })).status).toBe(401);
    expect((await logInWith(institution, { identifier: account.username, password: baru })).status).toBe(200);
    expect((await reset(token, "sandi lain yang panjang")).body).toMatchObject({
      status: 410,
      code: "TAUTAN_TIDAK_BERLAKU",
    });
    const log = await ownerRows(
      "select aksi, rincian from aktivitas where user_id = $1 and aksi = 'sandi_diatur_ulang'",
      [userId],
    );
    expect(log).toEqual([{ aksi: "sandi_diatur_ulang", rincian: { tautan: "atur_ulang" } }]);
  });

  it("works for one of two who use it at once", async () => {
    const { token, username } = await forgetful();
    const both = await Promise.all([reset(token, "sandi pertama 2026"), reset(token, "sandi kedua 2026")]);
    expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([204, 410]);
    const won = both[0].status === 204 ? "sandi pertama 2026" : "sandi kedua 2026";
    expect((await logInWith(institution, { identifier: username, password: won })).status).toBe(200);
  });

  it("counts only as the newest, within its hour, and while its person may log in", async () => {
    const [older, late, gone] = [await forgetful(), await forgetful(), await forgetful()];
    await forgot(older.username);
    await until(
      () => linksOf(older.userId, "atur_ulang"),
      (links) => links.length === 2,
    );
    await ownerRows("update tautan_akun set expires_at = now() - interval '1 second' where id = $1", [late.linkId]);
    await ownerRows("update users set aktif = false where id = $1", [gone.userId]);
    for (const { token } of [older, late, gone]) expect((await reset(token)).body["code"]).toBe("TAUTAN_TIDAK_BERLAKU");
    const [newest] = await linksOf(older.userId, "atur_ulang");
    expect((await reset(await tokenOf(newest?.id ?? "", "atur_ulang"))).status).toBe(204);
  });

  it("is none for another purpose, of another institution, of another link, or altered", async () => {
    const [one, other, elsewhere] = [await forgetful(), await forgetful(), await makeInstitution()];
    const [ids = "", signature = ""] = one.token.split(".");
    const forged = [
      await tokenOf(one.linkId, "atur_ulang", elsewhere.id),
      await tokenOf(one.linkId, "undangan"),
      await tokenOf(crypto.randomUUID(), "atur_ulang"),
      `${other.token.split(".")[0]}.${signature}`,
      `${ids}.${signature.replace(/^./, (first) => (first === "A" ? "B" : "A"))}`,
      ids,
      "x",
    ];
    for (const token of forged) expect((await reset(token)).body["code"], token).toBe("TAUTAN_TIDAK_BERLAKU");
    expect((await accept(one.token)).body["code"]).toBe("TAUTAN_TIDAK_BERLAKU");
    expect((await ask(null, "POST", "/identity/email/confirm", { token: one.token })).body["code"]).toBe(
      "TAUTAN_TIDAK_BERLAKU",
    );
    expect((await logInWith(institution, { identifier: one.username })).status).toBe(200);
  });

  it("takes no password that is tried first or is one's own name, and may be used again then", async () => {
    const { token, username } = await forgetful();
    for (const [sandi, code] of [
      ["Password123", "SANDI_TERLALU_UMUM"],
      [`${username}!!`, "SANDI_MEMUAT_NAMA"],
      ["Universitas-Uji 2026", "SANDI_MEMUAT_NAMA"],
      ["pendek", "NILAI_TERLALU_KECIL"],
    ] as const)
      expect((await reset(token, sandi)).body).toMatchObject({
        code: "DATA_TIDAK_SAH",
        errors: [{ pointer: "/baru", code }],
      });
    expect((await reset(token)).status).toBe(204);
  });

  it("leaves a second factor where it is", async () => {
    const { token, userId, username } = await forgetful();
    await ownerRows("update users set totp = 'v1.k1.x.x', totp_sejak = now() where id = $1", [userId]);
    expect((await reset(token)).status).toBe(204);
    expect((await logInWith(institution, { identifier: username, password: baru })).body.code).toBe("OTP_DIPERLUKAN");
  });
});

describe("a new e-mail address", () => {
  const change = (actor: Actor, surel: string, password = testPassword) =>
    ask(actor, "PUT", "/identity/profile/email", { surel, password });
  const confirm = (token: string) => ask(null, "POST", "/identity/email/confirm", { token });
  const email = async (userId: string) =>
    (
      await ownerRows<{ value: string }>("select value from user_identifiers where user_id = $1 and kind = 'email'", [
        userId,
      ])
    ).map(({ value }) => value);

  it("counts once the link that went there was used, and no earlier; older links to the former one are void", async () => {
    const account = await forgetful();
    const actor = await enter(institution, account);
    const wanted = `baru-${crypto.randomUUID().slice(0, 8)}@uji.example`;
    expect((await change(actor, wanted, "salah sekali")).body["code"]).toBe("SANDI_SALAH");
    expect((await change(actor, ` ${wanted.toUpperCase()} `)).status).toBe(204);
    expect(await email(account.userId)).toEqual([account.email]);
    expect((await ask(actor, "GET", "/identity/profile")).body).toMatchObject({
      surel: account.email,
      surel_menunggu: wanted,
    });
    const [link] = await linksOf(account.userId, "surel");
    const token = await tokenOf(link?.id ?? "", "surel");
    expect((await confirm(token)).status).toBe(204);
    expect(await email(account.userId)).toEqual([wanted]);
    expect((await confirm(token)).body["code"]).toBe("TAUTAN_TIDAK_BERLAKU");
    expect((await reset(account.token)).body["code"]).toBe("TAUTAN_TIDAK_BERLAKU");
    expect((await logInWith(institution, { identifier: wanted })).status).toBe(200);
  });

  it("is nobody else's name, when it is asked for and when it is confirmed", async () => {
    const [one, other] = [await makeAccount(institution, { email: true }), await makeAccount(institution)];
    const [first, second] = [await enter(institution, one), await enter(institution, other)];
    expect((await change(second, one.email ?? "")).body).toMatchObject({ status: 409, code: "PENGENAL_DIPAKAI" });
    const wanted = `rebutan-${crypto.randomUUID().slice(0, 8)}@uji.example`;
    const tokens = [];
    for (const [actor, account] of [
      [first, one],
      [second, other],
    ] as const) {
      expect((await change(actor, wanted)).status).toBe(204);
      const [link] = await linksOf(account.userId, "surel");
      tokens.push(await tokenOf(link?.id ?? "", "surel"));
    }
    const both = await Promise.all(tokens.map(confirm));
    expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([204, 409]);
  });
});
