import * as z from "zod";
import { activityList, readActivity, readOwnActivity } from "../../../db/modules/identity/reads/activity.ts";
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
