import * as z from "zod";
import { cancelOrder } from "../../../db/modules/sppd/actions/cancel.ts";
import { decideOrder } from "../../../db/modules/sppd/actions/decide.ts";
import { issueSpd } from "../../../db/modules/sppd/actions/issue-spd.ts";
import { issueSt } from "../../../db/modules/sppd/actions/issue-st.ts";
import { submitOrder } from "../../../db/modules/sppd/actions/submit.ts";
import { withdrawOrder } from "../../../db/modules/sppd/actions/withdraw.ts";
import { nomorSurat, tanggal } from "../../../db/modules/sppd/rules/isian.ts";
import { STATUS_SPPD } from "../../../db/modules/sppd/rules/status.ts";
import { route, type Routes } from "../../http/route.ts";

const byId = z.object({ id: z.uuid() });
const note = z.string().trim().max(1000);
/** Why something is done, in words that say something. */
export const reason = z.string().trim().min(10).max(1000);

/** What a change of state answers with. */
export const moved = z.object({
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

/** The steps of an order's life, from submission to issue or cancellation: each is one action. */
export const steps: Routes = [
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
    example: { catatan: "Sesuai dengan program kerja fakultas." },
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
    body: z.strictObject({
      alasan_mundur: reason.optional().meta({
        description:
          "Mengapa surat menyusul keberangkatan atau bertanggal mundur; dari agendaris saja, dan hanya dicatat bila memang begitu.",
      }),
      tanggal: tanggal.optional().meta({
        description:
          "Tanggal surat, bila bukan hari ini: agendaris, dengan alasan, menyisipkannya di belakang surat terakhir sampai tanggal itu (017.a).",
      }),
      nomor: nomorSurat.optional().meta({
        description: "Nomor yang diketik agendaris, bila institusi menomori Surat Tugas sendiri.",
      }),
    }),
    example: { alasan_mundur: "Undangan baru diterima pada hari keberangkatan.", tanggal: "2026-04-02" },
    answers: { 202: { description: "Terbit; dokumen sedang dibuat", schema: issued } },
    handle: async ({ work, principal, scope, params, body }) => ({
      status: 202,
      body: await issueSt(work, principal, scope, params.id, {
        tanggal: body.tanggal ?? null,
        nomor: body.nomor ?? null,
        alasan: body.alasan_mundur ?? null,
      }),
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
    summary: "Membatalkan sebelum surat terbit: tanggal dan pagu dilepas",
    access: "sppd.cancel",
    params: byId,
    body: z.strictObject({ alasan: reason }),
    example: { alasan: "Kegiatan diundur oleh penyelenggara." },
    answers: { 200: { description: "Dibatalkan", schema: moved } },
    handle: async ({ work, principal, scope, params, body }) => ({
      body: await cancelOrder(work, principal, scope, params.id, body.alasan),
    }),
  }),
];
