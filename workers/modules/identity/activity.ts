import * as z from "zod";
import { activityList, readActivity, readOwnActivity } from "../../../db/modules/identity/reads/activity.ts";
import { activitySums, readActivitySums } from "../../../db/modules/identity/reads/activity-sums.ts";
import { activityExport } from "../../../db/modules/identity/exports.ts";
import { exportRoute } from "../../http/export-route.ts";
import { route, type Routes } from "../../http/route.ts";

/** What was done to accounts: one's own, and those that one looks after. */
export const activity: Routes = [
  route({
    method: "get",
    path: "/activity",
    operationId: "listOwnActivity",
    summary: "Riwayat akun saya, yang terbaru dulu",
    access: "session",
    inPerson: true,
    query: activityList.query,
    answers: { 200: { description: "Satu halaman", schema: activityList.page } },
    handle: async ({ work, principal, query }) => ({ json: await readOwnActivity(work, principal.user_id, query) }),
  }),
  exportRoute(activityExport, {
    path: "/activity",
    operationId: "exportOwnActivity",
    summary: "Riwayat akun saya sebagai XLSX atau CSV",
  }),
  route({
    method: "get",
    path: "/activity/summary",
    operationId: "summariseActivity",
    summary:
      "Aktivitas yang sudah diringkas, menurut bulan dan yang dilakukan: yang lebih lama dari setahun tidak lagi disimpan per orang",
    access: "identity.users.read",
    query: z.strictObject({
      tahun: z.coerce
        .number()
        .int()
        .min(2020)
        .max(2100)
        .meta({ description: "Tahun kejadian.", examples: [2025] }),
    }),
    answers: { 200: { description: "Jumlah menurut bulan", schema: activitySums } },
    handle: async ({ work, query }) => ({ body: await readActivitySums(work, query.tahun) }),
  }),
  route({
    method: "get",
    path: "/users/:id/activity",
    operationId: "listUserActivity",
    summary: "Riwayat akun seseorang, yang terbaru dulu",
    access: "identity.users.read",
    params: z.object({ id: z.uuid() }),
    query: activityList.query,
    answers: { 200: { description: "Satu halaman", schema: activityList.page } },
    handle: async ({ work, scope, params, query }) => ({ json: await readActivity(work, scope, params.id, query) }),
  }),
];
