import * as z from "zod";
import { createKey } from "../../../db/modules/identity/actions/create-key.ts";
import { revokeKey } from "../../../db/modules/identity/actions/revoke-key.ts";
import { keyView, readKeys } from "../../../db/modules/identity/reads/keys.ts";
import { permissionNames } from "../../../db/modules/registry.ts";
import { dapatDicetak } from "../../../db/modules/pegawai/rules/teks.ts";
import { addressOf } from "../../http/limits.ts";
import { route, type Routes } from "../../http/route.ts";
import { forgetSession } from "../../http/state.ts";

/** One's own API keys. */
export const keyRoutes: Routes = [
  route({
    method: "get",
    path: "/keys",
    operationId: "listKeys",
    summary: "Kunci API saya yang berlaku; kuncinya sendiri tidak pernah ditunjukkan lagi",
    access: "session",
    inPerson: true,
    answers: { 200: { description: "Kunci", schema: z.object({ data: z.array(keyView) }) } },
    handle: async ({ work, principal }) => ({ json: await readKeys(work, principal) }),
  }),
  route({
    method: "post",
    path: "/keys",
    operationId: "createKey",
    summary: "Membuat kunci API yang bertindak atas nama saya, dengan sebagian izin saya",
    access: "session",
    inPerson: true,
    limit: { name: "kunci-baru", limit: 10, seconds: 60 },
    body: z.strictObject({
      nama: z.string().trim().min(1).max(100).refine(dapatDicetak, "KARAKTER_TERLARANG"),
      izin: z.array(z.enum(permissionNames)).min(1).max(100),
      berlaku_sampai: z.iso.datetime({ offset: true }).nullable().optional(),
    }),
    example: { nama: "Sinkronisasi SIAKAD", izin: ["sppd.read"], berlaku_sampai: "2027-01-01T00:00:00Z" },
    answers: {
      201: {
        description: "Kunci, yang ditunjukkan sekali ini saja",
        schema: z.object({ id: z.uuid(), awalan: z.string(), kunci: z.string() }),
      },
    },
    async handle({ work, principal, body, request }) {
      const asked = { ...body, berlaku_sampai: body.berlaku_sampai ?? null };
      return { status: 201, body: await createKey(work, principal, asked, addressOf(request)) };
    },
  }),
  route({
    method: "delete",
    path: "/keys/:id",
    operationId: "revokeKey",
    summary: "Mencabut kunci API saya; berhenti berlaku dalam lima detik",
    access: "session",
    inPerson: true,
    params: z.object({ id: z.uuid() }),
    answers: { 204: { description: "Kunci dicabut" } },
    async handle({ work, principal, params, request }) {
      forgetSession(work.institutionId, await revokeKey(work, principal, params.id, addressOf(request)));
      return { status: 204 };
    },
  }),
];
