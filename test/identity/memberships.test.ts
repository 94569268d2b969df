import { beforeAll, describe, expect, it } from "vitest";
import { enter, makeAccount, type Account } from "../setup/accounts.ts";
import { ask } from "../setup/http.ts";
import { makeInstitution, ownerRows, testPassword, type Actor, type TestInstitution } from "../setup/institution.ts";

let [here, there, elsewhere]: TestInstitution[] = [];
beforeAll(async () => {
  [here, there, elsewhere] = await Promise.all([makeInstitution(), makeInstitution(), makeInstitution()]);
});

/** An institution that was made before the tests. */
function of(institution: TestInstitution | undefined): TestInstitution {
  if (!institution) throw new Error("not made yet");
  return institution;
}

async function somebody(institution: TestInstitution | undefined): Promise<{ account: Account; actor: Actor }> {
  const account = await makeAccount(of(institution));
  return { account, actor: await enter(of(institution), account) };
}

const link = (
  actor: Actor,
  institution: TestInstitution | undefined,
  account: Account,
  password = testPassword,
  more = {},
) =>
  ask(
    actor,
    "POST",
    "/identity/memberships",
    { institution: of(institution).slug, identifier: account.username, password, ...more },
    { "cf-connecting-ip": crypto.randomUUID() },
  );

/** The institutions that somebody is told they are of. */
async function listed(actor: Actor): Promise<string[]> {
  const { body } = await ask<{ data: { id: string }[] }>(actor, "GET", "/identity/memberships");
  return body.data.map(({ id }) => id);
}

describe("accounts of one human being in several institutions", () => {
  it("are joined by whoever proves that both are theirs, and then know of each other", async () => {
    const [mine, other, third] = [await somebody(here), await somebody(there), await somebody(elsewhere)];
    expect(await listed(mine.actor)).toEqual([of(here).id]);
    expect((await link(mine.actor, there, other.account)).body).toEqual({
      id: of(there).id,
      nama: "Universitas Uji Semarang",
    });
    expect((await link(mine.actor, elsewhere, third.account)).status).toBe(201);
    const all = [of(here).id, of(there).id, of(elsewhere).id].sort();
    for (const { actor } of [mine, other, third]) expect((await listed(actor)).sort()).toEqual(all);
    expect((await listed(mine.actor))[0]).toBe(of(here).id);
  });

  it("open nothing of each other: another institution's token is refused as before", async () => {
    const [mine, other] = [await somebody(here), await somebody(there)];
    await link(mine.actor, there, other.account);
    const [before] = await ownerRows("select password_hash, totp, versi_sesi from users where id = $1", [
      other.account.userId,
    ]);
    const me = await ask(mine.actor, "GET", "/identity/me");
    expect(me.body["institution_id"]).toBe(of(here).id);
    expect(
      await ownerRows("select password_hash, totp, versi_sesi from users where id = $1", [other.account.userId]),
    ).toEqual([before]);
  });

  it("are not joined by who only knows the name, and trying is limited as a login is", async () => {
    const [mine, other] = [await somebody(here), await somebody(there)];
    expect((await link(mine.actor, there, other.account, "salah sekali")).body["code"]).toBe(
      "IDENTITAS_ATAU_SANDI_SALAH",
    );
    expect(await listed(other.actor)).toEqual([of(there).id]);
    const address = { "cf-connecting-ip": crypto.randomUUID() };
    const body = { institution: of(there).slug, identifier: other.account.username, password: "salah sekali" };
    for (let tries = 0; tries < 10; tries++)
      expect((await ask(mine.actor, "POST", "/identity/memberships", body, address)).status).toBe(401);
    expect((await ask(mine.actor, "POST", "/identity/memberships", body, address)).status).toBe(429);
    // One and the same limit: what was tried here is not tried there anew.
    expect((await ask(null, "POST", "/identity/login", body, address)).status).toBe(429);
  });

  it("are of other institutions, and of one's own words nothing is believed", async () => {
    const [mine, other] = [await somebody(here), await makeAccount(of(here))];
    expect((await link(mine.actor, here, other)).body).toMatchObject({
      code: "DATA_TIDAK_SAH",
      errors: [{ pointer: "/institution", code: "INSTITUSI_SENDIRI" }],
    });
    expect((await link(mine.actor, there, other, testPassword, { orang_id: crypto.randomUUID() })).status).toBe(422);
  });

  it("are parted again by either, and each institution logs what concerns it", async () => {
    const [mine, other] = [await somebody(here), await somebody(there)];
    await link(mine.actor, there, other.account);
    expect((await ask(other.actor, "DELETE", "/identity/memberships")).status).toBe(204);
    for (const [{ actor }, institution] of [
      [mine, here],
      [other, there],
    ] as const)
      expect(await listed(actor)).toEqual([of(institution).id]);
    const log = await ownerRows(
      "select institution_id, aksi from aktivitas where user_id = any($1) and aksi like 'keanggotaan%' order by id",
      [[mine.account.userId, other.account.userId]],
    );
    expect(log).toEqual([
      { institution_id: of(there).id, aksi: "keanggotaan_ditautkan" },
      { institution_id: of(here).id, aksi: "keanggotaan_ditautkan" },
      { institution_id: of(there).id, aksi: "keanggotaan_dilepas" },
    ]);
  });
});
