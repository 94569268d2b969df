import * as z from "zod";
import { largestInteger } from "../../../db/core/storable.ts";
import { copyOrder } from "../../../db/modules/sppd/actions/copy.ts";
import { createOrder } from "../../../db/modules/sppd/actions/create.ts";
import { updateOrder } from "../../../db/modules/sppd/actions/update.ts";
import { tagsOfPerson } from "../../../db/modules/identity/rules/tags.ts";
import { readWaiting, waitingSummary } from "../../../db/modules/sppd/reads/antrean.ts";
import { readDocuments } from "../../../db/modules/sppd/reads/documents.ts";
import { orderDetail, readOrder } from "../../../db/modules/sppd/reads/detail.ts";
import { estimateTags } from "../../../db/modules/sppd/reads/estimate.ts";
import { orderList } from "../../../db/modules/sppd/reads/list.ts";
import { readOrders } from "../../../db/modules/sppd/reads/orders.ts";
import { warnings } from "../../../db/modules/sppd/reads/peringatan.ts";
import { readSummary, summary, summaryQuery } from "../../../db/modules/sppd/reads/ringkasan.ts";
import { daftar, id, isian, tanggal } from "../../../db/modules/sppd/rules/isian.ts";
import { permohonanBaru } from "../../../db/modules/sppd/rules/permohonan.ts";
import { nominativeExport, orderExport, rekapExport } from "../../../db/modules/sppd/exports.ts";
import { exportRoute } from "../../http/export-route.ts";
import { route, type Routes } from "../../http/route.ts";
import { costs } from "./biaya.ts";
import { calendar } from "./calendar.ts";
import { changes } from "./changes.ts";
import { documentView, toDocumentView } from "../../http/issued-document.ts";
import { exampleOrder } from "./example-order.ts";
import { files } from "./files.ts";
import { attachInvitation } from "./invitation.ts";
import { fileName, maxFileBytes } from "./receive-file.ts";
import { reports } from "./reports.ts";
import { steps } from "./steps.ts";
import { templateRoutes } from "./templates.ts";
import { trips } from "./trips.ts";

const byId = z.object({ id: z.uuid() });
/** What makes wrong what waits for somebody: orders, their roles and offices, holidays by which reports are overdue, and settings. */
const waitingTags = (userId: string) => ["sppd", "libur", ...tagsOfPerson(userId)];
const drafted = z.object({
  id: z.uuid(),
  status: z.literal("draft"),
  versi: z.number().int(),
  total_estimasi: z.number().int(),
  peringatan: warnings,
});

export const routes: Routes = [
  route({
    method: "get",
    path: "/",
    operationId: "listOrders",
    summary: "Daftar perjalanan dinas dalam jangkauan saya",
    access: "sppd.read",
    query: orderList.query,
    cache: {
      ttl: 300,
      // What waits for me waits for nobody else, however much both of us may see.
      share: ({ query }) => (query["filter[menunggu]"] ? "person" : "scope"),
      tags: ({ query, userId }) => (query["filter[menunggu]"] ? waitingTags(userId) : ["sppd"]),
    },
    answers: { 200: { description: "Satu halaman", schema: orderList.page } },
    handle: async ({ work, principal, scope, query }) => ({ json: await readOrders(work, principal, scope, query) }),
  }),
  exportRoute(orderExport, {
    path: "/",
    operationId: "exportOrders",
    summary: "Perjalanan dinas dalam jangkauan saya sebagai XLSX atau CSV, satu perjalanan satu baris",
  }),
  route({
    method: "post",
    path: "/",
    operationId: "createOrder",
    summary: "Membuat permohonan perjalanan dinas (draft) dengan perkiraan biayanya",
    access: "sppd.create",
    body: permohonanBaru,
    example: exampleOrder,
    reads: estimateTags,
    answers: { 201: { description: "Draft dibuat", schema: drafted } },
    async handle({ work, principal, scope, body, remember }) {
      const created = await createOrder(work, principal, scope, body, remember);
      return { status: 201, body: created, headers: { location: `/api/v1/sppd/${created.id}` } };
    },
  }),
  route({
    method: "get",
    path: "/ringkasan",
    operationId: "summariseOrders",
    summary: "Perjalanan dinas satu tahun dalam angka, dalam jangkauan saya",
    access: "sppd.read",
    query: summaryQuery,
    cache: { ttl: 900, share: "scope", tags: () => ["sppd"] },
    answers: {
      200: { description: "Jumlah dan uang per status, per bulan keberangkatan, dan per unit", schema: summary },
    },
    handle: async ({ work, scope, query }) => ({ json: await readSummary(work, scope, query.tahun) }),
  }),
  exportRoute(nominativeExport, {
    path: "/nominatif",
    operationId: "exportNominative",
    summary:
      "Daftar nominatif berumus: pelaksana sebuah perjalanan, atau yang berangkat dalam satu bulan; rekening hanya bagi yang boleh melihatnya",
  }),
  exportRoute(rekapExport, {
    path: "/rekap",
    operationId: "exportRecapitulation",
    summary: "Rekap satu tahun anggaran per unit, per pelaksana, atau per bulan, dari perjalanan yang suratnya terbit",
  }),
  route({
    method: "get",
    path: "/ringkasan/saya",
    operationId: "summariseWaiting",
    summary:
      "Berapa yang menunggu saya: keputusan, surat, biaya, perjalanan dan laporan saya; dan berapa laporan terlambat",
    access: "sppd.read",
    cache: { ttl: 300, share: "person", tags: ({ userId }) => waitingTags(userId) },
    answers: { 200: { description: "Banyaknya per antrean yang saya kerjakan", schema: waitingSummary } },
    handle: async ({ work, principal, scope }) => ({ json: await readWaiting(work, principal, scope) }),
  }),
  ...templateRoutes,
  ...calendar,
  route({
    method: "get",
    path: "/:id",
    operationId: "getOrder",
    summary: "Sebuah perjalanan dinas lengkap dengan riwayatnya",
    access: "sppd.read",
    params: byId,
    // Whose turn it is is told by the offices that people hold.
    cache: { ttl: 300, share: "scope", tags: ({ params }) => [`sppd:${params.id}`, "pejabat"] },
    answers: { 200: { description: "Perjalanan dinas", schema: orderDetail } },
    handle: async ({ work, scope, params }) => ({ json: await readOrder(work, scope, params.id) }),
  }),
  route({
    method: "put",
    path: "/:id",
    operationId: "updateOrder",
    summary: "Mengubah draft; versi yang dibaca disebut, supaya perubahan orang lain tidak tertimpa",
    access: "sppd.create",
    params: byId,
    query: z.strictObject({
      versi: z.coerce
        .number()
        .int()
        .min(1)
        .max(largestInteger)
        .meta({ examples: [1] }),
    }),
    body: permohonanBaru,
    example: exampleOrder,
    reads: estimateTags,
    answers: { 200: { description: "Draft diubah", schema: drafted } },
    handle: async ({ work, principal, scope, params, query, body, remember }) => ({
      body: await updateOrder(work, principal, scope, { id: params.id, versi: query.versi }, body, remember),
    }),
  }),
  route({
    method: "post",
    path: "/:id/salin",
    operationId: "copyOrder",
    summary: "Menyalin perjalanan menjadi draft baru sejak tanggal lain, dengan tarif tahunnya",
    access: "sppd.create",
    params: byId,
    body: isian({ tanggal_berangkat: tanggal, pelaksana: daftar(id, 1, 50).optional(), anggaran_id: id.optional() }),
    example: {
      tanggal_berangkat: "2026-05-11",
      pelaksana: ["0199a2c4-8b1f-7d42-8e4b-6c2e3f405b6c"],
      anggaran_id: "0199a2c4-9c20-7e53-9d5c-7d3f40516c7d",
    },
    reads: estimateTags,
    answers: { 201: { description: "Draft dibuat", schema: drafted } },
    async handle({ work, principal, scope, params, body, remember }) {
      const created = await copyOrder(work, principal, scope, params.id, body, remember);
      return { status: 201, body: created, headers: { location: `/api/v1/sppd/${created.id}` } };
    },
  }),
  route({
    method: "put",
    path: "/:id/undangan",
    operationId: "attachInvitation",
    summary: "Melampirkan undangan (PDF, JPEG, PNG, WebP; 10 MB) pada draft",
    access: "sppd.create",
    params: byId,
    query: z.strictObject({
      nama: fileName.meta({ examples: ["Undangan rapat koordinasi.pdf"] }),
    }),
    upload: { maxBytes: maxFileBytes },
    limit: { name: "unggah", limit: 30, seconds: 60 },
    answers: {
      200: {
        description: "Terlampir",
        schema: z.object({ id: z.uuid(), ukuran: z.number().int(), jenis: z.string() }),
      },
    },
    handle: async (visit) => ({ body: await attachInvitation(visit) }),
  }),
  ...steps,
  ...trips,
  ...changes,
  ...files,
  ...reports,
  ...costs,
  route({
    method: "get",
    path: "/:id/dokumen",
    operationId: "listDocuments",
    summary: "Dokumen yang terbit, dengan tautan unduh yang berlaku 15 menit",
    access: "sppd.read",
    params: byId,
    answers: { 200: { description: "Dokumen", schema: z.object({ data: z.array(documentView) }) } },
    async handle({ work, scope, params }) {
      const rows = await readDocuments(work, scope, params.id);
      return { body: { data: await Promise.all(rows.map((row) => toDocumentView(work.config, row))) } };
    },
  }),
];
