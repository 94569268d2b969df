import { beforeAll, describe, expect, inject, it } from "vitest";
import { readConfig } from "../../db/core/env.ts";
import { recordFailure } from "../../db/modules/identity/actions/record-failure.ts";
import { logInWith, makeAccount } from "../setup/accounts.ts";
import { ask, codeOf, until } from "../setup/http.ts";
import { makeInstitution, ownerRows, testPassword, type TestInstitution } from "../setup/institution.ts";

let institution: TestInstitution;
beforeAll(async () => {
  institution = await makeInstitution();
});

const fail = (identifier: string, address?: string) =>
  logInWith(institution, { identifier, password: "bukan kata sandinya" }, address);
/** What an account's log tells of failed logins. */
const failuresOf = (userId: string) =>
  ownerRows<{ rincian: object; alamat: string; oleh: string | null }>(
    "select rincian, alamat, oleh from aktivitas where user_id = $1 and aksi = 'gagal_masuk' order by id",
    [userId],
  );
/** The same once there are so many: they follow the answer. */
const told = (userId: string, count: number) =>
  until(
    () => failuresOf(userId),
    ({ length }) => length >= count,
  );
/** Failures that were logged so long ago. */
const earlier = (userId: string, ago: string, count: number) =>
  ownerRows(
    `insert into aktivitas (institution_id, id, created_at, user_id, aksi)
     select $1, id, uuid_extract_timestamp(id), $2, 'gagal_masuk' from (select uuidv7(-$3::interval) as id from generate_series(1, $4::int)) x`,
    [institution.id, userId, ago, count],
  );

describe("a login that failed", () => {
  it("stands in the log of the account that it was tried at, with its address, and is nobody's doing", async () => {
    const { userId, username } = await makeAccount(institution);
    expect(codeOf(await fail(` ${username.toUpperCase()}`, "203.0.113.9"))).toBe("401 IDENTITAS_ATAU_SANDI_SALAH");
    expect(await told(userId, 1)).toEqual([{ rincian: { sebab: "sandi" }, alamat: "203.0.113.9", oleh: null }]);
    const { body } = await logInWith(institution, { identifier: username });
    const actor = { token: body.token, userId, pegawaiId: "" };
    const seen = await ask<{ data: object[] }>(actor, "GET", "/identity/activity?filter[aksi]=gagal_masuk");
    expect(seen.body.data).toMatchObject([{ aksi: "gagal_masuk", oleh: null, alamat: "203.0.113.9" }]);
  });

  it("over the second factor says so: whoever tried knows the password", async () => {
    const { userId, username } = await makeAccount(institution);
    const elsewhere = await makeInstitution();
    const prober = await elsewhere.actor("D1");
    const { body } = await logInWith(institution, { identifier: username });
    const actor = { token: body.token, userId, pegawaiId: "" };
    await ask(actor, "POST", "/identity/otp", { password: testPassword });
    await ownerRows("update users set totp_sejak = now() where id = $1", [userId]);
    expect(codeOf(await logInWith(institution, { identifier: username }))).toBe("401 OTP_DIPERLUKAN");
    expect(codeOf(await logInWith(institution, { identifier: username, otp: "abcdef" }))).toBe("401 OTP_SALAH");
    expect(await told(userId, 1)).toMatchObject([{ rincian: { sebab: "otp" } }]);
    // So does proving the account from another institution, which counts against the same quota.
    const proof = { institution: institution.slug, identifier: username, password: testPassword, otp: "abcdef" };
    expect(codeOf(await ask(prober, "POST", "/identity/memberships", proof))).toBe("401 OTP_SALAH");
    expect(await told(userId, 2)).toHaveLength(2);
  });

  it("is told ten times an hour of one account at the most, whoever floods it", async () => {
    const [flooded, other] = [await makeAccount(institution), await makeAccount(institution)];
    await earlier(flooded.userId, "5 minutes", 9);
    await earlier(other.userId, "61 minutes", 30);
    for (let tries = 0; tries < 3; tries++) {
      await fail(flooded.username);
      // What follows an answer is over before the next is asked for.
      await told(flooded.userId, 10);
    }
    await fail(other.username);
    expect(await told(other.userId, 31)).toHaveLength(31);
    expect(await failuresOf(flooded.userId)).toHaveLength(10);
  });

  it("is told no more often when many fail at once, by whichever name", async () => {
    const { userId, username, email } = await makeAccount(institution, { email: true });
    const config = readConfig(inject("stack").env);
    const recorded: Promise<unknown>[] = [];
    const work = { config, later: (promise: Promise<unknown>) => void recorded.push(promise) };
    for (let nth = 0; nth < 20; nth++) {
      const identifier = nth % 2 === 0 ? username : (email ?? "");
      const where = { host: "tiada.uji", slug: institution.slug };
      recordFailure(work, { identifier, ...where, alamat: "203.0.113.10", sebab: "sandi" });
    }
    await Promise.all(recorded);
    expect(await failuresOf(userId)).toHaveLength(10);
  });

  it("leaves nothing of a name that nobody has, of an account that is shut, or where no log is kept", async () => {
    const silent = await makeInstitution();
    await ownerRows(`update institutions set pengaturan = '{"catat_aktivitas": false}' where id = $1`, [silent.id]);
    const [shut, mute, seen] = [
      await makeAccount(institution),
      await makeAccount(silent),
      await makeAccount(institution),
    ];
    await ownerRows("update users set aktif = false where id = $1", [shut.userId]);
    await fail("tidak.ada.siapa");
    await fail(shut.username);
    await logInWith(silent, { identifier: mute.username, password: "bukan kata sandinya" });
    await fail(seen.username);
    await told(seen.userId, 1);
    expect([...(await failuresOf(shut.userId)), ...(await failuresOf(mute.userId))]).toEqual([]);
  });
});
