import { inject } from "vitest";
import { readConfig } from "../../db/core/env.ts";
import { linkToken, type TujuanTautan } from "../../db/modules/identity/link-token.ts";
import { codeOf, stepAt } from "../../db/modules/identity/totp.ts";
import { enter, makeAccount } from "../setup/accounts.ts";
import { ask } from "../setup/http.ts";
import { makeInstitution, ownerRows, testPassword, type Actor, type TestInstitution } from "../setup/institution.ts";
import type { Arranged } from "./requests.ts";

/** Where arrangements take place. */
interface Place {
  readonly institution: TestInstitution;
}

/** Somebody of an account of their own: what is done to its credentials disturbs no other request. */
async function somebody({ institution }: Place): Promise<Actor> {
  return await enter(institution, await makeAccount(institution));
}

/** Somebody who has begun to set up a second factor, with a code of it. */
async function beginner(place: Place): Promise<{ actor: Actor; kode: string }> {
  const actor = await somebody(place);
  const { body } = await ask<{ rahasia: string }>(actor, "POST", "/identity/otp", { password: testPassword });
  return { actor, kode: await codeOf(body.rahasia, stepAt(Date.now())) };
}

/** A view of theirs, as their request names it. */
async function ownView(actor: Actor): Promise<Arranged> {
  const { body } = await ask<{ id: string }>(actor, "POST", "/identity/views", {
    daftar: "sppd",
    nama: "Uji",
    isi: {},
  });
  return { as: "D1", token: actor.token, params: { id: body.id } };
}

/** How the examples of what concerns credentials come to work. */
export const credentialArrangements: Readonly<Record<string, (place: Place) => Promise<Arranged>>> = {
  beginOtp: async (place) => ({ as: "D1", token: (await somebody(place)).token, body: { password: testPassword } }),
  confirmOtp: async (place) => {
    const { actor, kode } = await beginner(place);
    return { as: "D1", token: actor.token, body: { kode } };
  },
  removeOtp: async (place) => {
    const { actor, kode } = await beginner(place);
    await ask(actor, "POST", "/identity/otp/confirm", { kode });
    await ownerRows("update users set totp_langkah = 0 where id = $1", [actor.userId]);
    return { as: "D1", token: actor.token, body: { password: testPassword, kode } };
  },
  listKeys: () => Promise.resolve({ as: "D1" }),
  createKey: async (place) => ({ as: "D1", token: (await somebody(place)).token }),
  revokeKey: async (place) => {
    const actor = await somebody(place);
    const wanted = { nama: "Uji", izin: ["sppd.read"] };
    const { body } = await ask<{ id: string }>(actor, "POST", "/identity/keys", wanted);
    return { as: "D1", token: actor.token, params: { id: body.id } };
  },
  listViews: () => Promise.resolve({ as: "D1" }),
  keepView: async (place) => ({ as: "D1", token: (await somebody(place)).token }),
  changeView: async (place) => ownView(await somebody(place)),
  dropView: async (place) => ownView(await somebody(place)),
  shareView: async ({ institution }) => {
    const op = await institution.actor("OP");
    const { body } = await ask<{ id: string }>(op, "POST", "/identity/views", {
      daftar: "sppd",
      nama: crypto.randomUUID(),
      isi: {},
    });
    return { as: "OP", params: { id: body.id }, body: { unit_id: institution.units["FT"] } };
  },
  unshareView: async (place) => ownView(await somebody(place)),
  listMemberships: () => Promise.resolve({ as: "D1" }),
  linkMembership: async (place) => {
    neighbours ??= makeInstitution();
    const there = await neighbours;
    const { username } = await makeAccount(there);
    const body = { institution: there.slug, identifier: username, password: testPassword };
    return { as: "D1", token: (await somebody(place)).token, body };
  },
  requestReset: async ({ institution }) => ({
    as: null,
    body: { identifier: (await makeAccount(institution, { email: true })).username, institution: institution.slug },
  }),
  describeLink: async (place) => ({ as: null, body: { token: await link(place, "atur_ulang") } }),
  resetPassword: async (place) => ({ as: null, body: { token: await link(place, "atur_ulang") } }),
  acceptInvitation: async (place) => ({ as: null, body: { token: await link(place, "undangan") } }),
  confirmEmail: async (place) => ({ as: null, body: { token: await link(place, "surel") } }),
  getProfile: () => Promise.resolve({ as: "D1" }),
  updateProfile: async (place) => ({ as: "D1", token: (await somebody(place)).token }),
  changeEmail: async (place) => {
    const surel = `baru-${crypto.randomUUID().slice(0, 8)}@uji.example`;
    return { as: "D1", token: (await somebody(place)).token, body: { surel, password: testPassword } };
  },
  inviteUser: async ({ institution }) =>
    about((await makeAccount(institution, { password: false, email: true })).userId),
  getUserProfile: async ({ institution }) => about((await makeAccount(institution)).userId),
  updateUserProfile: async ({ institution }) => about((await makeAccount(institution)).userId),
  takeOffOtp: async ({ institution }) => {
    const { userId } = await makeAccount(institution);
    await ownerRows("update users set totp = 'v1.k1.x.x', totp_sejak = now() where id = $1", [userId]);
    return { ...about(userId), body: { password: testPassword } };
  },
  unlinkMembership: async (place) => ({ as: "D1", token: (await somebody(place)).token }),
};

/** The token of a link of somebody's, as it stands in their mail. */
async function link({ institution }: Place, tujuan: TujuanTautan): Promise<string> {
  const { userId } = await makeAccount(institution, { password: tujuan !== "undangan" });
  const [row] = await ownerRows<{ id: string }>(
    `insert into tautan_akun (institution_id, user_id, tujuan, surel, expires_at)
     values ($1, $2, $3, case when $3 = 'surel' then 'uji-' || gen_random_uuid() || '@uji.example' end, now() + interval '1 hour') returning id`,
    [institution.id, userId, tujuan],
  );
  return await linkToken(
    readConfig(inject("stack").env),
    { institutionId: institution.id, linkId: row?.id ?? "" },
    tujuan,
  );
}

/** What an administrator does about somebody. */
function about(id: string): Arranged {
  return { as: "ADM", params: { id } };
}

/** Another institution, in which somebody may have an account as well. */
let neighbours: Promise<TestInstitution> | undefined;
