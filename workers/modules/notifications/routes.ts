import * as z from "zod";
import { personTag } from "../../../db/modules/identity/rules/tags.ts";
import { broadcast } from "../../../db/modules/notifications/actions/broadcast.ts";
import { markAllRead } from "../../../db/modules/notifications/actions/mark-all-read.ts";
import { markRead } from "../../../db/modules/notifications/actions/mark-read.ts";
import {
  choosePreferences,
  preferences,
  readPreferences,
} from "../../../db/modules/notifications/actions/preferences.ts";
import { notificationList, readNotifications } from "../../../db/modules/notifications/reads/list.ts";
import { readUnread, unreadView } from "../../../db/modules/notifications/reads/unread.ts";
import { siaranBaru } from "../../../db/modules/notifications/rules/notifikasi.ts";
import { broadcastTag, ownTag } from "../../../db/modules/notifications/tags.ts";
import { notificationExport } from "../../../db/modules/notifications/exports.ts";
import { exportRoute } from "../../http/export-route.ts";
import { addressOf } from "../../http/limits.ts";
import { route, type Routes } from "../../http/route.ts";

const byId = z.object({ id: z.uuid() });

/** Until something is said to many or to them, is read, or their roles change, which decide what is said to them. */
const cache = {
  ttl: 900,
  share: "person",
  tags: ({ userId }: { userId: string }) => [broadcastTag, ownTag(userId), personTag(userId)],
} as const;

export const routes: Routes = [
  route({
    method: "get",
    path: "/",
    operationId: "listNotifications",
    summary: "Notifikasi saya: pribadi, untuk peran dan unit saya, untuk semua",
    access: "session",
    inPerson: true,
    query: notificationList.query,
    cache,
    answers: { 200: { description: "Satu halaman notifikasi", schema: notificationList.page } },
    handle: async ({ work, principal, query }) => ({ json: await readNotifications(work, principal.user_id, query) }),
  }),
  exportRoute(notificationExport, {
    path: "/",
    operationId: "exportNotifications",
    summary: "Notifikasi saya sebagai XLSX atau CSV",
  }),
  route({
    method: "post",
    path: "/",
    operationId: "broadcastNotification",
    summary: "Mengirim notifikasi kepada peran, unit dengan bawahannya, atau semua orang",
    access: "notifications.broadcast",
    limit: { name: "siaran", limit: 30, seconds: 60 },
    body: siaranBaru,
    example: {
      kepada: "peran",
      peran: "dosen",
      jenis: "info",
      judul: "Batas pengajuan perjalanan triwulan II",
      isi: "Pengajuan diterima sampai 30 April 2026.",
      tautan: "/sppd",
    },
    answers: { 201: { description: "Terkirim", schema: z.object({ id: z.uuid(), dibuat: z.string() }) } },
    handle: async ({ work, principal, scope, body }) => ({
      status: 201,
      body: await broadcast(work, principal, scope, body),
    }),
  }),
  route({
    method: "get",
    path: "/unread",
    operationId: "countUnread",
    summary: "Banyaknya notifikasi yang belum saya baca",
    access: "session",
    inPerson: true,
    cache,
    answers: { 200: { description: "Banyaknya", schema: unreadView } },
    handle: async ({ work, principal }) => ({ json: await readUnread(work, principal.user_id) }),
  }),
  route({
    method: "post",
    path: "/read-all",
    operationId: "markAllRead",
    summary: "Menandai dibaca semua sampai notifikasi ini; yang datang sesudahnya tidak",
    access: "session",
    inPerson: true,
    body: z.strictObject({ sampai: z.uuid() }),
    example: { sampai: "019a2c4e-7d0e-7c31-9f3a-5b1d2e3f4a5b" },
    answers: { 200: { description: "Ditandai", schema: z.object({ sampai: z.uuid() }) } },
    handle: async ({ work, principal, body }) => ({ body: await markAllRead(work, principal.user_id, body.sampai) }),
  }),
  route({
    method: "get",
    path: "/preferences",
    operationId: "getNotificationPreferences",
    summary: "Seberapa sering saya mendapat ringkasan lewat surel",
    access: "session",
    inPerson: true,
    answers: { 200: { description: "Pilihan", schema: preferences } },
    handle: async ({ work, principal }) => ({ body: await readPreferences(work, principal.user_id) }),
  }),
  route({
    method: "put",
    path: "/preferences",
    operationId: "setNotificationPreferences",
    summary: "Memilih seberapa sering mendapat ringkasan lewat surel",
    access: "session",
    inPerson: true,
    body: preferences,
    example: { ringkasan_surel: "harian" },
    answers: { 200: { description: "Pilihan", schema: preferences } },
    handle: async ({ work, principal, body, request }) => ({
      body: await choosePreferences(work, principal.user_id, body, addressOf(request)),
    }),
  }),
  route({
    method: "post",
    path: "/:id/read",
    operationId: "markRead",
    summary: "Menandai satu notifikasi dibaca",
    access: "session",
    inPerson: true,
    params: byId,
    answers: { 200: { description: "Ditandai", schema: z.object({ id: z.uuid() }) } },
    handle: async ({ work, principal, params }) => ({ body: await markRead(work, principal.user_id, params.id) }),
  }),
];
