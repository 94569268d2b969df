import { beforeAll, describe, expect, inject, it } from "vitest";
import { readConfig } from "../../db/core/env.ts";
import { linkToken, type TujuanTautan } from "../../db/modules/identity/link-token.ts";
import { enter, logInWith, makeAccount } from "../setup/accounts.ts";
import { ask, codeOf } from "../setup/http.ts";
import { makeInstitution, ownerRows, testPassword, type TestInstitution } from "../setup/institution.ts";

let institution: TestInstitution;
beforeAll(async () => {
  institution = await makeInstitution();
});

const baru = "hujan turun di kampus";
const gone = "410 TAUTAN_TIDAK_BERLAKU";

/** The token of a link that was recorded for somebody; one for an address leads to a new one. */
async function makeLink(userId: string, tujuan: TujuanTautan): Promise<string> {
  const [row] = await ownerRows<{ id: string }>(
    `insert into tautan_akun (institution_id, user_id, tujuan, surel, expires_at)
     values ($1, $2, $3, case when $3 = 'surel' then $4 end, now() + interval '1 hour') returning id`,
    [institution.id, userId, tujuan, `baru-${crypto.randomUUID()}@uji.example`],
  );
  const claims = { institutionId: institution.id, linkId: row?.id ?? "" };
  return await linkToken(readConfig(inject("stack").env), claims, tujuan);
}

const reset = async (token: string) => codeOf(await ask(null, "POST", "/identity/password/reset", { token, baru }));
const accept = async (token: string, password = baru) =>
  codeOf(await ask(null, "POST", "/identity/invitations/accept", { token, password }));
const confirm = async (token: string) => codeOf(await ask(null, "POST", "/identity/email/confirm", { token }));

/** Has an administrator enter these names, and no others, for somebody. */
async function rename(userId: string, nama: string, pengenal: object): Promise<void> {
  const [user] = await ownerRows<{ versi: number }>("select versi from users where id = $1", [userId]);
  const put = `/identity/users/${userId}?versi=${user?.versi}`;
  expect(codeOf(await ask(await institution.actor("ADM"), "PUT", put, { nama, pengenal }))).toBe("200");
}

describe("a link that is left over", () => {
  it("of an invitation leads nowhere once there is a password, however that came", async () => {
    const [chosen, given] = [await makeAccount(institution, { password: false }), await makeAccount(institution)];
    const invitation = await makeLink(chosen.userId, "undangan");
    expect(await reset(await makeLink(chosen.userId, "atur_ulang"))).toBe("204");
    expect(await accept(invitation, "sandi lain yang panjang")).toBe(gone);
    expect((await logInWith(institution, { identifier: chosen.username, password: baru })).status).toBe(200);
    expect(await accept(await makeLink(given.userId, "undangan"))).toBe(gone);
    expect((await logInWith(institution, { identifier: given.username })).status).toBe(200);
  });

  it("of two kinds sets one password, though both be used at once", async () => {
    const { userId } = await makeAccount(institution, { password: false });
    const [invitation, forgotten] = [await makeLink(userId, "undangan"), await makeLink(userId, "atur_ulang")];
    const both = await Promise.all([accept(invitation), reset(forgotten)]);
    expect(both.toSorted()).toEqual(["204", gone]);
  });

  it("is void after one changed one's own password, whatever it was for", async () => {
    const account = await makeAccount(institution, { email: true });
    const [forgotten, address] = [
      await makeLink(account.userId, "atur_ulang"),
      await makeLink(account.userId, "surel"),
    ];
    const actor = await enter(institution, account);
    expect(codeOf(await ask(actor, "PUT", "/identity/password", { lama: testPassword, baru }))).toBe("204");
    expect([await reset(forgotten), await confirm(address)]).toEqual([gone, gone]);
  });

  it("is void once another e-mail address was entered, and only then", async () => {
    const mistyped = await makeAccount(institution, { password: false, email: true });
    const names = { username: mistyped.username, email: mistyped.email };
    const mailed = await makeLink(mistyped.userId, "undangan");
    await rename(mistyped.userId, "Nama Lain", names);
    const unused = await ownerRows("select used_at from tautan_akun where user_id = $1", [mistyped.userId]);
    expect(unused).toEqual([{ used_at: null }]);
    await rename(mistyped.userId, "Nama Lain", { ...names, email: `benar-${mistyped.email}` });
    expect(await accept(mailed)).toBe(gone);
    expect(await accept(await makeLink(mistyped.userId, "undangan"))).toBe("204");
  });

  it("is void once an address was entered where there was none, or taken away", async () => {
    const bare = await makeAccount(institution, { password: false });
    const handed = await makeLink(bare.userId, "undangan");
    await rename(bare.userId, bare.nama, { username: bare.username, email: `${bare.username}@uji.example` });
    expect(await accept(handed)).toBe(gone);
    const known = await makeAccount(institution, { email: true });
    const forgotten = await makeLink(known.userId, "atur_ulang");
    await rename(known.userId, known.nama, { username: known.username });
    expect(await reset(forgotten)).toBe(gone);
  });
});

describe("an address that is somebody's no longer", () => {
  /** The addresses that were told so. */
  const toldOf = async (userId: string) =>
    (
      await ownerRows<{ kepada: string }>(
        "select kepada from surel where user_id = $1 and templat = 'surel_diganti' order by id",
        [userId],
      )
    ).map(({ kepada }) => kepada);

  it("is told, whoever changed it or took it away, and nobody is told of what is as it was", async () => {
    const { userId, username, email } = await makeAccount(institution, { email: true });
    const second = `kedua-${email}`;
    await rename(userId, "Nama Lain", { username, email });
    expect(await toldOf(userId)).toEqual([]);
    await rename(userId, "Nama Lain", { username, email: second });
    expect(await toldOf(userId)).toEqual([email]);
    expect(await confirm(await makeLink(userId, "surel"))).toBe("204");
    expect(await toldOf(userId)).toEqual([email, second]);
    const [third] = await ownerRows<{ value: string }>(
      "select value from user_identifiers where user_id = $1 and kind = 'email'",
      [userId],
    );
    await rename(userId, "Nama Lain", { username });
    expect(await toldOf(userId)).toEqual([email, second, third?.value]);
    await rename(userId, "Nama Lain", { username, email });
    expect(await toldOf(userId)).toHaveLength(3);
    const [jobs] = await ownerRows<{ n: number }>(
      `select count(*)::int as n from jobs j join surel s on j.payload -> 'surel_ids' ? s.id::text where s.user_id = $1`,
      [userId],
    );
    expect(jobs?.n).toBe(3);
  });
});
