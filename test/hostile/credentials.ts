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
  listMemberships: () => Promise.resolve({ as: "D1" }),
  linkMembership: async (place) => {
    neighbours ??= makeInstitution();
    const there = await neighbours;
    const { username } = await makeAccount(there);
    const body = { institution: there.slug, identifier: username, password: testPassword };
    return { as: "D1", token: (await somebody(place)).token, body };
  },
  unlinkMembership: async (place) => ({ as: "D1", token: (await somebody(place)).token }),
};

/** Another institution, in which somebody may have an account as well. */
let neighbours: Promise<TestInstitution> | undefined;
