import * as z from "zod";
import { roles as builtIn } from "../../../db/core/manifest.ts";
import { createRole, deleteRole, updateRole } from "../../../db/modules/identity/actions/own-roles.ts";
import { reachesOf } from "../../../db/modules/identity/authority.ts";
import { readRoles, roleView } from "../../../db/modules/identity/reads/roles.ts";
import { isiPeran, peranBaru } from "../../../db/modules/identity/own-role.ts";
import { kodePeran } from "../../../db/modules/identity/rules/peran.ts";
import { institutionTag } from "../../../db/modules/identity/rules/tags.ts";
import { grantsOf, permissionNames } from "../../../db/modules/registry.ts";
import { route, type Routes } from "../../http/route.ts";

const byCode = z.object({ kode: kodePeran.meta({ examples: ["sekretaris"] }) });
const changed = z.object({ kode: kodePeran });
const reach = z.enum(["own", "unit", "all"]);
const sekretaris = { nama: "Sekretaris program studi", izin: { "sppd.read": "unit", "sppd.create": "own" } };

const catalogue = {
  peran: builtIn,
  data: permissionNames.map((izin) => ({
    izin,
    modul: izin.split(".")[0],
    peran: grantsOf(izin),
    jangkauan: reachesOf(izin),
  })),
};

/** Roles of the institution's own, and the permissions that they are made of. */
export const roles: Routes = [
  route({
    method: "get",
    path: "/roles",
    operationId: "listRoles",
    summary: "Peran yang dibuat institusi sendiri; semuanya, paling banyak 200",
    access: "identity.users.read",
    cache: { ttl: 21_600, share: "institution", tags: () => [institutionTag] },
    answers: { 200: { description: "Peran", schema: z.object({ data: z.array(roleView) }) } },
    handle: async ({ work }) => ({ json: await readRoles(work) }),
  }),
  route({
    method: "post",
    path: "/roles",
    operationId: "createRole",
    summary: "Membuat peran dari izin yang ada",
    access: "identity.roles.manage",
    body: peranBaru,
    example: { kode: "sekretaris", ...sekretaris },
    answers: { 201: { description: "Peran dibuat", schema: changed } },
    handle: async ({ work, principal, body }) => ({ status: 201, body: await createRole(work, principal, body) }),
  }),
  route({
    method: "put",
    path: "/roles/:kode",
    operationId: "updateRole",
    summary: "Mengubah nama dan izin sebuah peran; berlaku seketika bagi semua pemegangnya",
    access: "identity.roles.manage",
    params: byCode,
    body: isiPeran,
    example: sekretaris,
    answers: { 200: { description: "Peran diubah", schema: changed } },
    handle: async ({ work, principal, params, body }) => ({
      body: await updateRole(work, principal, params.kode, body),
    }),
  }),
  route({
    method: "delete",
    path: "/roles/:kode",
    operationId: "deleteRole",
    summary: "Menghapus peran yang tidak dipegang siapa pun",
    access: "identity.roles.manage",
    params: byCode,
    answers: { 204: { description: "Peran dihapus" } },
    async handle({ work, principal, params }) {
      await deleteRole(work, principal, params.kode);
      return { status: 204 };
    },
  }),
  route({
    method: "get",
    path: "/permissions",
    operationId: "listPermissions",
    summary: "Semua izin, dengan jangkauan yang diberikan peran bawaan, dan yang dapat diberikan peran buatan sendiri",
    access: "session",
    answers: {
      200: {
        description: "Izin",
        schema: z.object({
          peran: z.array(z.string()),
          data: z.array(
            z.object({
              izin: z.string(),
              modul: z.string(),
              peran: z.partialRecord(z.enum(builtIn), reach),
              jangkauan: z.array(reach).meta({ description: "Jangkauan yang dapat diberikan peran buatan institusi" }),
            }),
          ),
        }),
      },
    },
    handle: () => Promise.resolve({ body: catalogue }),
  }),
];
