import * as z from "zod";
import { pageOf } from "../../../db/core/keyset.ts";
import { cancelOrder } from "../../../db/modules/sppd/actions/cancel.ts";
import { createOrder } from "../../../db/modules/sppd/actions/create.ts";
import { decideOrder } from "../../../db/modules/sppd/actions/decide.ts";
import { issueSpd } from "../../../db/modules/sppd/actions/issue-spd.ts";
import { issueSt } from "../../../db/modules/sppd/actions/issue-st.ts";
import { submitOrder } from "../../../db/modules/sppd/actions/submit.ts";
import { updateOrder } from "../../../db/modules/sppd/actions/update.ts";
import { withdrawOrder } from "../../../db/modules/sppd/actions/withdraw.ts";
import { readDocuments } from "../../../db/modules/sppd/reads/documents.ts";
import { orderDetail, readOrder } from "../../../db/modules/sppd/reads/detail.ts";
import { estimateTags } from "../../../db/modules/sppd/reads/estimate.ts";
import { listedOrder, listQuery, readOrders } from "../../../db/modules/sppd/reads/list.ts";
import { permohonanBaru } from "../../../db/modules/sppd/rules/permohonan.ts";
import { STATUS_SPPD } from "../../../db/modules/sppd/rules/status.ts";
import { route, type Routes } from "../../http/route.ts";
import { documentView, toDocumentView } from "./documents.ts";
import { attachInvitation, maxInvitationBytes } from "./invitation.ts";

const byId = z.object({ id: z.uuid() });
const note = z.string().trim().max(1000);
const reason = z.string().trim().min(10).max(1000);

const moved = z.object({
  id: z.uuid(),
  status: z.enum(STATUS_SPPD),
  versi: z.number().int(),
  level_menunggu: z.number().int().nullable(),
});

const issued = z.object({
  id: z.uuid(),
  status: z.enum(STATUS_SPPD),
  nomor: z.array(z.string()),
  dokumen_ids: z.array(z.uuid()),
  job_id: z.uuid(),
});

const drafted = z.object({
  id: z.uuid(),
  status: z.literal("draft"),
  versi: z.number().int(),
  total_estimasi: z.number().int(),
});

export const routes: Routes = [
  route({
    method: "get",
    path: "/",
    operationId: "listOrders",
    summary: "Daftar perjalanan dinas dalam jangkauan saya",
    access: "sppd.read",
    query: listQuery,
    cache: {
      ttl: 300,
      // What waits for me waits for nobody else, however much both of us may see.
      share: ({ query }) => (query["filter[menunggu]"] ? "person" : "scope"),
      tags: () => ["sppd"],
    },
    answers: { 200: { description: "Satu halaman, terbaru dulu", schema: pageOf(listedOrder) } },
    handle: async ({ work, principal, scope, query }) => ({ json: await readOrders(work, principal, scope, query) }),
  }),
  route({
    method: "post",
    path: "/",
    operationId: "createOrder",
    summary: "Membuat permohonan perjalanan dinas (draft) dengan perkiraan biayanya",
    access: "sppd.create",
    body: permohonanBaru,
    reads: estimateTags,
    answers: { 201: { description: "Draft dibuat", schema: drafted } },
    async handle({ work, principal, scope, body, remember }) {
      const created = await createOrder(work, principal, scope, body, remember);
      return { status: 201, body: created, headers: { location: `/api/v1/sppd/${created.id}` } };
    },
  }),
  route({
    method: "get",
    path: "/:id",
    operationId: "getOrder",
    summary: "Sebuah perjalanan dinas lengkap dengan riwayatnya",
    access: "sppd.read",
    params: byId,
    cache: { ttl: 300, share: "scope", tags: ({ params }) => [`sppd:${params.id}`] },
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
    query: z.strictObject({ versi: z.coerce.number().int().min(1) }),
    body: permohonanBaru,
    reads: estimateTags,
    answers: { 200: { description: "Draft diubah", schema: drafted } },
    handle: async ({ work, principal, scope, params, query, body, remember }) => ({
      body: await updateOrder(work, principal, scope, { id: params.id, versi: query.versi }, body, remember),
    }),
  }),
  route({
    method: "put",
    path: "/:id/undangan",
    operationId: "attachInvitation",
    summary: "Melampirkan undangan (PDF, JPEG, PNG, WebP; 10 MB) pada draft",
    access: "sppd.create",
    params: byId,
    query: z.strictObject({ nama: z.string().trim().min(1).max(150) }),
    upload: { maxBytes: maxInvitationBytes },
    answers: {
      200: {
        description: "Terlampir",
        schema: z.object({ id: z.uuid(), ukuran: z.number().int(), jenis: z.string() }),
      },
    },
    handle: async (visit) => ({ body: await attachInvitation(visit) }),
  }),
  route({
    method: "post",
    path: "/:id/ajukan",
    operationId: "submitOrder",
    summary: "Mengajukan draft: tanggal dan pagu diklaim",
    access: "sppd.create",
    params: byId,
    answers: { 200: { description: "Diajukan", schema: moved } },
    handle: async ({ work, principal, scope, params }) => ({
      body: await submitOrder(work, principal, scope, params.id),
    }),
  }),
  route({
    method: "post",
    path: "/:id/tarik",
    operationId: "withdrawOrder",
    summary: "Menarik kembali selama belum ada keputusan",
    access: "sppd.create",
    params: byId,
    answers: { 200: { description: "Kembali menjadi draft", schema: moved } },
    handle: async ({ work, principal, scope, params }) => ({
      body: await withdrawOrder(work, principal, scope, params.id),
    }),
  }),
  route({
    method: "post",
    path: "/:id/setujui",
    operationId: "approveOrder",
    summary: "Menyetujui pada jenjang yang mendapat giliran",
    access: "sppd.approve",
    params: byId,
    body: z.strictObject({ catatan: note.optional() }),
    example: {},
    answers: { 200: { description: "Disetujui pada jenjang ini", schema: moved } },
    handle: async ({ work, principal, scope, params, body }) => ({
      body: await decideOrder(work, principal, scope, params.id, { aksi: "setujui", catatan: body.catatan ?? null }),
    }),
  }),
  route({
    method: "post",
    path: "/:id/kembalikan",
    operationId: "returnOrder",
    summary: "Mengembalikan untuk diperbaiki, dengan alasan",
    access: "sppd.approve",
    params: byId,
    body: z.strictObject({ alasan: reason }),
    example: { alasan: "Lampirkan undangan dari penyelenggara." },
    answers: { 200: { description: "Kembali menjadi draft", schema: moved } },
    handle: async ({ work, principal, scope, params, body }) => ({
      body: await decideOrder(work, principal, scope, params.id, { aksi: "kembalikan", catatan: body.alasan }),
    }),
  }),
  route({
    method: "post",
    path: "/:id/tolak",
    operationId: "rejectOrder",
    summary: "Menolak untuk selamanya, dengan alasan",
    access: "sppd.approve",
    params: byId,
    body: z.strictObject({ alasan: reason }),
    example: { alasan: "Kegiatan dapat diikuti secara daring." },
    answers: { 200: { description: "Ditolak", schema: moved } },
    handle: async ({ work, principal, scope, params, body }) => ({
      body: await decideOrder(work, principal, scope, params.id, { aksi: "tolak", catatan: body.alasan }),
    }),
  }),
  route({
    method: "post",
    path: "/:id/terbitkan-st",
    operationId: "issueSt",
    summary: "Menerbitkan Surat Tugas: nomor diambil, isi dibekukan, dokumen dibuat di belakang",
    access: "sppd.issue_st",
    params: byId,
    body: z.strictObject({ alasan_mundur: reason.optional() }),
    example: {},
    answers: { 202: { description: "Terbit; dokumen sedang dibuat", schema: issued } },
    handle: async ({ work, principal, scope, params, body }) => ({
      status: 202,
      body: await issueSt(work, principal, scope, params.id, body.alasan_mundur ?? null),
    }),
  }),
  route({
    method: "post",
    path: "/:id/terbitkan-spd",
    operationId: "issueSpd",
    summary: "Menerbitkan SPD, satu nomor dan satu dokumen per pelaksana",
    access: "sppd.issue_spd",
    params: byId,
    answers: { 202: { description: "Terbit; dokumen sedang dibuat", schema: issued } },
    handle: async ({ work, principal, scope, params }) => ({
      status: 202,
      body: await issueSpd(work, principal, scope, params.id),
    }),
  }),
  route({
    method: "post",
    path: "/:id/batalkan",
    operationId: "cancelOrder",
    summary: "Membatalkan: tanggal dan pagu dilepas; surat yang sudah terbit ditandai DIBATALKAN",
    access: "sppd.cancel",
    params: byId,
    body: z.strictObject({ alasan: reason }),
    example: { alasan: "Kegiatan diundur oleh penyelenggara." },
    answers: { 200: { description: "Dibatalkan", schema: moved } },
    handle: async ({ work, principal, scope, params, body }) => ({
      body: await cancelOrder(work, principal, scope, params.id, body.alasan),
    }),
  }),
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
