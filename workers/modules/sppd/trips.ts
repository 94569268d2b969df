import * as z from "zod";
import { endTrip } from "../../../db/modules/sppd/actions/end-trip.ts";
import { saveVisum } from "../../../db/modules/sppd/actions/report.ts";
import { isian, tanggal } from "../../../db/modules/sppd/rules/isian.ts";
import { visum } from "../../../db/modules/sppd/rules/visum.ts";
import { route, type Routes } from "../../http/route.ts";
import { moved } from "./steps.ts";
import { ofTraveller } from "./traveller.ts";

const byId = z.object({ id: z.uuid() });

/** What happens on the way: the visum, and the return. (Setting out is the clock's.) */
export const trips: Routes = [
  route({
    method: "post",
    path: "/:id/kembali",
    operationId: "endTrip",
    summary:
      "Menyatakan seorang pelaksana sudah kembali, pada hari yang sebenarnya; sesudah semuanya, laporan ditunggu",
    access: "sppd.report",
    params: byId,
    query: z.strictObject({
      pegawai_id: z.uuid().optional().meta({
        description:
          "Pelaksana yang kembali; bila tidak disebut saya sendiri, atau semua yang belum menyatakannya bila saya tidak ikut.",
      }),
    }),
    body: isian({ tanggal_kembali: tanggal }),
    example: { tanggal_kembali: "2026-04-06" },
    answers: { 200: { description: "Kembali; menunggu laporan sesudah yang terakhir", schema: moved } },
    handle: async ({ work, principal, scope, params, query, body }) => ({
      body: await endTrip(work, principal, scope, params.id, {
        tanggal: body.tanggal_kembali,
        pegawaiId: query.pegawai_id ?? null,
      }),
    }),
  }),
  route({
    method: "put",
    path: "/:id/visum",
    operationId: "saveVisum",
    summary: "Mengisi visum seorang pelaksana: kotak I sampai VI di balik SPD",
    access: "sppd.report",
    params: byId,
    query: ofTraveller,
    body: visum,
    example: {
      baris: [
        {
          berangkat: { dari: "Semarang", ke: "Jakarta Pusat", tanggal: "2026-04-13", pejabat: "Dekan Fakultas Teknik" },
        },
        {
          tiba: { di: "Jakarta Pusat", tanggal: "2026-04-13", pejabat: "Kepala Bagian Umum" },
          berangkat: { dari: "Jakarta Pusat", ke: "Semarang", tanggal: "2026-04-15", pejabat: "Kepala Bagian Umum" },
        },
        { tiba: { di: "Semarang", tanggal: "2026-04-15", pejabat: "Dekan Fakultas Teknik" } },
      ],
    },
    answers: { 204: { description: "Tersimpan" } },
    async handle({ work, principal, scope, params, query, body }) {
      const pegawaiId = query.pegawai_id ?? principal.pegawai_id;
      await saveVisum({ work, principal, scope, id: params.id, pegawaiId }, body);
      return { status: 204 };
    },
  }),
];
