import * as z from "zod";
import { Problem } from "../../../db/core/problem.ts";
import { findRefusedUser } from "../../../db/modules/identity/actions/explain-user.ts";
import { inviteUser } from "../../../db/modules/identity/actions/invite-user.ts";
import { takeOffOtp } from "../../../db/modules/identity/actions/take-off-otp.ts";
import { updateProfile } from "../../../db/modules/identity/actions/update-profile.ts";
import { lockUser } from "../../../db/modules/identity/actions/user-parts.ts";
import { readManagedProfile } from "../../../db/modules/identity/reads/managed-profile.ts";
import { profilBaru } from "../../../db/modules/identity/rules/profil.ts";
import { addressOf } from "../../http/limits.ts";
import { route, type Routes } from "../../http/route.ts";
import { forgetSession } from "../../http/state.ts";
import { profileExample, profileView } from "./profile.ts";

/** Invitations of one person, with those that come with new accounts: each is a mail to wherever they say. Files have a way of their own. */
export const invitingQuota = { name: "undang", limit: 30, seconds: 60 } as const;

const byId = z.object({ id: z.uuid() });

/** What those do for other people's accounts who look after them: nothing of it opens one that is in use. */
export const userCredentialRoutes: Routes = [
  route({
    method: "post",
    path: "/users/:id/invitation",
    operationId: "inviteUser",
    summary: "Mengundang seseorang memilih kata sandi pertamanya; undangan sebelumnya batal",
    access: "identity.users.manage",
    limit: invitingQuota,
    params: byId,
    query: z.strictObject({
      serahkan: z
        .enum(["true", "false"])
        .optional()
        .meta({
          description: "Bila tidak ada surel: tautannya ada di jawaban, untuk diserahkan sendiri.",
          examples: ["true"],
        })
        .transform((text) => text === "true"),
    }),
    answers: {
      201: {
        description: "Dikirim ke surelnya; bila tidak ada dan diminta: tautan untuk diserahkan",
        schema: z.object({ surel: z.boolean(), tautan: z.url().nullable(), berlaku_sampai: z.string() }),
      },
    },
    async handle({ work, principal, scope, params, query, request }) {
      const asked = { id: params.id, serahkan: query.serahkan, alamat: addressOf(request) };
      return { status: 201, body: await inviteUser(work, principal, scope, asked) };
    },
  }),
  route({
    method: "get",
    path: "/users/:id/profile",
    operationId: "getUserProfile",
    summary: "Profil seseorang yang hak aksesnya tidak melebihi hak saya",
    access: "identity.users.manage",
    inPerson: true,
    params: byId,
    answers: { 200: { description: "Profil", schema: profileView } },
    async handle({ work, principal, scope, params }) {
      return { body: await readManagedProfile(work, principal, scope, params.id) };
    },
  }),
  route({
    method: "put",
    path: "/users/:id/profile",
    operationId: "updateUserProfile",
    summary: "Mengubah profil seseorang",
    access: "identity.users.manage",
    inPerson: true,
    params: byId,
    body: profilBaru,
    example: profileExample,
    answers: { 200: { description: "Profil yang baru", schema: profileView } },
    async handle({ work, principal, scope, params, body, request }) {
      const locked = lockUser(params.id, principal, scope);
      const changed = await updateProfile(work, principal, { locked, profil: body, alamat: addressOf(request) });
      if (!changed) {
        await findRefusedUser(work, principal, scope, params.id);
        throw new Problem("TIDAK_DITEMUKAN");
      }
      return { body: await readManagedProfile(work, principal, scope, params.id) };
    },
  }),
  route({
    method: "delete",
    path: "/users/:id/otp",
    operationId: "takeOffOtp",
    summary: "Melepas faktor kedua yang hilang dari akun orang lain, dengan kata sandi sendiri; sesinya berakhir",
    access: "identity.users.manage",
    inPerson: true,
    limit: { name: "lepas-faktor", limit: 30, seconds: 60 },
    params: byId,
    body: z.strictObject({ password: z.string().min(1).max(200) }),
    example: { password: "serambi-demo-2026" },
    answers: { 204: { description: "Faktor kedua dilepas" } },
    async handle({ work, principal, scope, params, body, request }) {
      const asked = { id: params.id, password: body.password, alamat: addressOf(request) };
      for (const id of await takeOffOtp(work, principal, scope, asked)) forgetSession(work.institutionId, id);
      return { status: 204 };
    },
  }),
];
