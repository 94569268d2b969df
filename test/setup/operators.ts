import { expect } from "vitest";
import { tryAsApplication } from "./catalogue.ts";
import { ownerRows, type Actor, type TestInstitution } from "./institution.ts";
import { openSessionOf } from "./log-in.ts";

/** By institution: the account of its operator. */
const made = new Map<string, Promise<string>>();

/** Somebody without a role in an institution, who operates the platform; always the same one, in a session of their own. */
export async function operatorOf({ id, slug }: TestInstitution): Promise<Actor> {
  const known = made.get(id) ?? makeOperator(id);
  made.set(id, known);
  return { userId: await known, token: await openSessionOf(slug, "wayan.suteja"), pegawaiId: "" };
}

/** They have a second factor, which nobody is asked for whose session is begun without logging in. */
async function makeOperator(institutionId: string): Promise<string> {
  const [operator] = await ownerRows<{ user_id: string }>(
    `with orang as (
       insert into users (institution_id, nama, totp, totp_sejak) values ($1, 'Wayan Suteja', 'v1.k1.x.x', now()) returning institution_id, id
     ), nama as (
       insert into user_identifiers (institution_id, value, kind, user_id) select institution_id, 'wayan.suteja', 'username', id from orang
     ) insert into platform_operators (institution_id, user_id) select institution_id, id from orang returning user_id`,
    [institutionId],
  );
  return operator?.user_id ?? "";
}

/**
 * Asks a function of operators (`call`; its session is $1) for what it shows with sessions that are none of theirs: nobody's, an administrator's, an operator's of
 * another institution, and of one's own an operator's that has ended, of a person without a second factor, of one who may not log in,
 * and of one who is an operator no longer. None is shown anything, and none is written down.
 */
export async function tryAsStranger(ours: TestInstitution, theirs: TestInstitution, call: string): Promise<void> {
  const [mine, other, adm] = await Promise.all([operatorOf(ours), operatorOf(theirs), ours.actor("ADM")]);
  const sessionOf = async (userId: string) => {
    const [session] = await ownerRows<{ id: string }>(
      "select id from sessions where user_id = $1 and ended_at is null order by created_at desc limit 1",
      [userId],
    );
    return session?.id ?? "";
  };
  const standing = await sessionOf(mine.userId);
  const looks = async () =>
    (
      await ownerRows("select id from operator_access_log where user_id = any($1)", [
        [mine.userId, other.userId, adm.userId],
      ])
    ).length;
  const before = await looks();
  const attempt = async (institutionId: string | null, session: unknown) =>
    (await tryAsApplication(institutionId, [{ text: `select * from ${call}`, values: [session] }]))[0];
  const refused = { code: "SB403" };
  expect(await attempt(ours.id, standing)).toHaveProperty("rows");
  for (const session of [null, crypto.randomUUID(), await sessionOf(adm.userId), await sessionOf(other.userId)])
    expect(await attempt(ours.id, session)).toMatchObject(refused);
  // As nobody's institution, and as one that it is not of.
  for (const institutionId of [null, theirs.id]) expect(await attempt(institutionId, standing)).toMatchObject(refused);
  for (const [undo, redo] of [
    ["update sessions set ended_at = now() where id = $1", "update sessions set ended_at = null where id = $1"],
    [
      "update sessions set created_at = created_at - interval '8 days' where id = $1",
      "update sessions set created_at = created_at + interval '8 days' where id = $1",
    ],
    [
      "update users set totp_sejak = null from sessions s where users.id = s.user_id and s.id = $1",
      "update users set totp_sejak = now() from sessions s where users.id = s.user_id and s.id = $1",
    ],
    [
      "update users set aktif = false from sessions s where users.id = s.user_id and s.id = $1",
      "update users set aktif = true from sessions s where users.id = s.user_id and s.id = $1",
    ],
    [
      "delete from platform_operators o using sessions s where o.user_id = s.user_id and s.id = $1",
      "insert into platform_operators (institution_id, user_id) select institution_id, user_id from sessions where id = $1",
    ],
  ] as const) {
    await ownerRows(undo, [standing]);
    expect([undo, await attempt(ours.id, standing)]).toEqual([undo, expect.objectContaining(refused)]);
    await ownerRows(redo, [standing]);
  }
  expect(await attempt(ours.id, standing)).toHaveProperty("rows");
  expect(await looks()).toBe(before);
}
