import * as z from "zod";
import { saveReport } from "../../../db/modules/sppd/actions/report.ts";
import { returnReport, sendReport } from "../../../db/modules/sppd/actions/send-report.ts";
import { readReports, report } from "../../../db/modules/sppd/reads/reports.ts";
import { largestInteger } from "../../../db/core/storable.ts";
import { isiLaporan } from "../../../db/modules/sppd/rules/laporan.ts";
import { route, type Routes } from "../../http/route.ts";
import { moved, reason } from "./steps.ts";
import { ofTraveller } from "./traveller.ts";

const byId = z.object({ id: z.uuid() });

/** The reports of an order, one of each traveller: written, sent with the statement of costs, returned. */
export const reports: Routes = [
  route({
    method: "get",
    path: "/:id/laporan",
    operationId: "listReports",
    summary: "Laporan setiap pelaksana, dengan tenggatnya menurut kalender lembaga hari ini",
    access: "sppd.read",
    params: byId,
    answers: { 200: { description: "Laporan", schema: z.object({ data: z.array(report) }) } },
    handle: async ({ work, scope, params }) => ({ body: { data: await readReports(work, scope, params.id) } }),
  }),
  route({
    method: "put",
    path: "/:id/laporan",
    operationId: "saveReport",
    summary: "Menyimpan laporan yang sedang ditulis; versi yang dibaca disebut, supaya tab lain tidak tertimpa",
    access: "sppd.report",
    params: byId,
    query: ofTraveller.extend({
      versi: z.coerce
        .number()
        .int()
        .min(1)
        .max(largestInteger)
        .meta({ examples: [1] }),
    }),
    body: isiLaporan,
    example: {
      pendahuluan: "Berdasarkan Surat Tugas, mengikuti rapat koordinasi kurikulum nasional.",
      pelaksanaan: [
        { tanggal: "2026-04-13", uraian: "Pembukaan dan paparan capaian, bertemu para ketua program studi." },
      ],
      hasil: "Disepakati rancangan kurikulum bersama.",
      kesimpulan: "Rancangan dapat diterapkan mulai semester gasal.",
      saran: "Membentuk tim penyelaras di fakultas.",
      lampiran: ["0199a2c4-ad31-7f64-8e6d-8e4051627d8e"],
      foto: ["0199a2c4-be42-7075-9f7e-9f5162738e9f"],
    },
    answers: { 200: { description: "Tersimpan", schema: z.object({ versi: z.number().int() }) } },
    async handle({ work, principal, scope, params, query, body }) {
      const pegawaiId = query.pegawai_id ?? principal.pegawai_id;
      return { body: await saveReport({ work, principal, scope, id: params.id, pegawaiId }, query.versi, body) };
    },
  }),
  route({
    method: "post",
    path: "/:id/laporan/kirim",
    operationId: "sendReport",
    summary:
      "Mengirim laporan dan pertanggungjawaban seorang pelaksana; yang terakhir membawa perjalanan ke verifikasi",
    access: "sppd.report",
    params: byId,
    query: ofTraveller,
    answers: { 200: { description: "Terkirim", schema: moved } },
    async handle({ work, principal, scope, params, query }) {
      const pegawaiId = query.pegawai_id ?? principal.pegawai_id;
      return { body: await sendReport({ work, principal, scope, id: params.id, pegawaiId }) };
    },
  }),
  route({
    method: "post",
    path: "/:id/laporan/kembalikan",
    operationId: "returnReport",
    summary: "Mengembalikan laporan seorang pelaksana untuk diperbaiki, dengan alasan",
    access: "sppd.pay",
    params: byId,
    body: z.strictObject({ pegawai_id: z.uuid(), alasan: reason }),
    example: {
      pegawai_id: "0199a2c4-8b1f-7d42-8e4b-6c2e3f405b6c",
      alasan: "Lampirkan daftar hadir pada hari kedua.",
    },
    answers: { 200: { description: "Menunggu laporan lagi", schema: moved } },
    handle: async ({ work, principal, scope, params, body }) => ({
      body: await returnReport(work, principal, scope, params.id, { pegawaiId: body.pegawai_id, alasan: body.alasan }),
    }),
  }),
];
