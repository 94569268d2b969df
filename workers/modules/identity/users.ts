import * as z from "zod";
import { largestInteger } from "../../../db/core/storable.ts";
import { createUser } from "../../../db/modules/identity/actions/create-user.ts";
import { setRoles } from "../../../db/modules/identity/actions/set-roles.ts";
import { setStanding } from "../../../db/modules/identity/actions/set-standing.ts";
import { updateUser } from "../../../db/modules/identity/actions/update-user.ts";
import { usersTag } from "../../../db/modules/identity/actions/user-parts.ts";
import { usersAsking } from "../../../db/modules/identity/reads/managed-profile.ts";
import { readUser, userView } from "../../../db/modules/identity/reads/user.ts";
import { userList, usersPage } from "../../../db/modules/identity/reads/user-list.ts";
import { readUsers } from "../../../db/modules/identity/reads/users.ts";
import { penggunaBaru, penggunaDiubah, peranDiberi } from "../../../db/modules/identity/rules/pengguna.ts";
import { personTag, institutionTag } from "../../../db/modules/identity/rules/tags.ts";
import { userExport } from "../../../db/modules/identity/exports.ts";
import { exportRoute } from "../../http/export-route.ts";
import { addressOf, limitExactly } from "../../http/limits.ts";
import { route, type Routes } from "../../http/route.ts";
import { invitingQuota } from "./user-credentials.ts";

/** Times that somebody may give their own password, to change their own address. */
const ownPasswordQuota = { name: "ganti-surel-akun", limit: 5, seconds: 600 } as const;

const byId = z.object({ id: z.uuid() });
const changed = z.object({ id: z.uuid(), versi: z.number().int() });
const pengenal = { username: "laras.k", email: "laras@kampus.example", nip: "19900314 201903 2 005", nidn: "-" };
const peran = [{ peran: "dosen", unit_id: "0199a2c4-7d0e-7c31-9f3a-5b1d2e3f4a5b" }];

/** Accounts: who there is, and whether they may log in. */
export const users: Routes = [
  route({
    method: "get",
    path: "/users",
    operationId: "listUsers",
    summary: "Daftar pengguna dalam jangkauan saya",
    access: "identity.users.read",
    query: userList.query,
    // Whom a telephone number finds is not for everybody who sees the list, and changes with what their roles say.
    cache: {
      ttl: 60,
      share: ({ query }) => (query["filter[telepon]"] === undefined ? "scope" : "person"),
      tags: ({ query }) => (query["filter[telepon]"] === undefined ? [usersTag] : [usersTag, institutionTag]),
    },
    answers: { 200: { description: "Satu halaman pengguna", schema: usersPage } },
    async handle({ work, principal, scope, query }) {
      return { json: await readUsers(work, scope, query, await usersAsking(work, principal, query)) };
    },
  }),
  exportRoute(userExport, {
    path: "/users",
    operationId: "exportUsers",
    summary: "Pengguna dalam jangkauan saya sebagai XLSX atau CSV, dengan pengenal dan nomor telepon",
  }),
  route({
    method: "post",
    path: "/users",
    operationId: "createUser",
    summary:
      "Menambah pengguna, tanpa kata sandi (`undang`: diundang memilihnya); tak seorang pun memberi peran melebihi haknya",
    access: "identity.users.manage",
    body: penggunaBaru,
    example: { nama: "Laras Kusumawati", pengenal, peran, undang: false },
    answers: { 201: { description: "Pengguna ditambahkan", schema: changed } },
    async handle({ work, principal, scope, body, request, spent }) {
      const whose = `${work.institutionId}:${principal.user_id}`;
      if (body.undang) await limitExactly(work.redis, [{ quota: invitingQuota, whose }], spent);
      const created = await createUser(work, principal, scope, body, addressOf(request));
      return { status: 201, body: created, headers: { location: `/api/v1/identity/users/${created.id}` } };
    },
  }),
  route({
    method: "get",
    path: "/users/:id",
    operationId: "getUser",
    summary: "Seorang pengguna, dengan pengenal dan perannya",
    access: "identity.users.read",
    params: byId,
    cache: { ttl: 60, share: "scope", tags: ({ params }) => [personTag(params.id)] },
    answers: { 200: { description: "Pengguna", schema: userView } },
    handle: async ({ work, scope, params }) => ({ json: await readUser(work, scope, params.id) }),
  }),
  route({
    method: "put",
    path: "/users/:id",
    operationId: "updateUser",
    summary:
      "Mengubah nama, pengenal dan pegawai; versi yang dibaca disebut, supaya perubahan orang lain tidak tertimpa",
    access: "identity.users.manage",
    params: byId,
    query: z.strictObject({
      versi: z.coerce
        .number()
        .int()
        .min(1)
        .max(largestInteger)
        .meta({ examples: [1] }),
    }),
    body: penggunaDiubah,
    example: { nama: "Laras Kusumawati", pengenal },
    answers: { 200: { description: "Pengguna diubah", schema: changed } },
    async handle({ work, principal, scope, params, query, body, spent }) {
      const whose = `${work.institutionId}:${principal.user_id}`;
      if (body.password !== undefined) await limitExactly(work.redis, [{ quota: ownPasswordQuota, whose }], spent);
      return { body: await updateUser(work, principal, scope, { id: params.id, versi: query.versi }, body) };
    },
  }),
  route({
    method: "put",
    path: "/users/:id/roles",
    operationId: "setUserRoles",
    summary: "Memberi seseorang tepat peran-peran ini; berlaku seketika",
    access: "identity.users.manage",
    params: byId,
    body: z.strictObject({ peran: peranDiberi }),
    example: { peran },
    answers: { 200: { description: "Peran diubah", schema: changed } },
    handle: async ({ work, principal, scope, params, body }) => ({
      body: await setRoles(work, principal, scope, params.id, body.peran),
    }),
  }),
  ...[true, false].map((aktif) =>
    route({
      method: "post",
      path: aktif ? "/users/:id/activate" : "/users/:id/deactivate",
      operationId: aktif ? "activateUser" : "deactivateUser",
      summary: aktif ? "Mengizinkan seseorang masuk lagi" : "Menutup akun seseorang; sesinya berakhir seketika",
      access: "identity.users.manage",
      ...(aktif ? {} : { whenExpired: true }),
      params: byId,
      answers: { 200: { description: aktif ? "Akun dibuka" : "Akun ditutup", schema: changed } },
      handle: async ({ work, principal, scope, params }) => ({
        body: await setStanding(work, principal, scope, params.id, aktif),
      }),
    }),
  ),
];
