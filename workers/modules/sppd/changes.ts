import * as z from "zod";
import { amendTrip } from "../../../db/modules/sppd/actions/amend-trip.ts";
import { confirmCancellation } from "../../../db/modules/sppd/actions/confirm-cancellation.ts";
import { requestCancellation } from "../../../db/modules/sppd/actions/request-cancellation.ts";
import { estimateTags } from "../../../db/modules/sppd/reads/estimate.ts";
import { daftar, isian, teks } from "../../../db/modules/sppd/rules/isian.ts";
import { pembatalan } from "../../../db/modules/sppd/rules/pembatalan.ts";
import { etapeIsian } from "../../../db/modules/sppd/rules/permohonan.ts";
import { route, type Routes } from "../../http/route.ts";
import { exampleOrder } from "./example-order.ts";
import { moved } from "./steps.ts";

const byId = z.object({ id: z.uuid() });

/** What becomes of an order after its letters, other than planned: a change on the way, a cancellation by two people. */
export const changes: Routes = [
  route({
    method: "post",
    path: "/:id/ubah-perjalanan",
    operationId: "amendTrip",
    summary: "Mengubah perjalanan yang sedang berjalan dengan adendum Surat Tugas: etape dan tanggal kembali",
    access: "sppd.amend",
    params: byId,
    body: isian({ etape: daftar(etapeIsian, 1, 10), alasan: teks(10, 1000) }),
    example: { etape: exampleOrder.etape, alasan: "Rapat diperpanjang satu hari oleh penyelenggara." },
    reads: estimateTags,
    answers: {
      200: { description: "Diubah", schema: moved.extend({ adendum: z.string(), total_estimasi: z.number().int() }) },
    },
    handle: async ({ work, principal, scope, params, body, remember }) => ({
      body: await amendTrip(work, principal, scope, params.id, body, remember),
    }),
  }),
  route({
    method: "post",
    path: "/:id/pembatalan",
    operationId: "requestCancellation",
    summary: "Meminta pembatalan setelah surat terbit: oleh atasan, atau dengan berkas pernyataannya",
    access: "sppd.cancel",
    params: byId,
    body: pembatalan,
    example: {
      alasan: "Kegiatan dibatalkan oleh penyelenggara.",
      berkas_id: "0199a2c4-cf53-7186-8a8f-a06273849fa0",
      biaya: [
        {
          pegawai_id: "0199a2c4-8b1f-7d42-8e4b-6c2e3f405b6c",
          uraian: "Tiket kereta yang tidak dapat diuangkan kembali",
          jumlah: 205_000,
          berkas_id: "0199a2c4-d064-7297-9b90-b17384950ab1",
        },
      ],
    },
    answers: { 200: { description: "Menunggu pengesahan PPK", schema: moved } },
    handle: async ({ work, principal, scope, params, body }) => ({
      body: await requestCancellation(work, principal, scope, params.id, body),
    }),
  }),
  route({
    method: "post",
    path: "/:id/pembatalan/sahkan",
    operationId: "confirmCancellation",
    summary: "Mengesahkan pembatalan yang diminta: tanggal dan pagu dilepas, surat ditandai DIBATALKAN",
    access: "sppd.amend",
    params: byId,
    answers: { 200: { description: "Dibatalkan", schema: moved } },
    handle: async ({ work, principal, scope, params }) => ({
      body: await confirmCancellation(work, principal, scope, params.id),
    }),
  }),
];
