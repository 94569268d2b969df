import * as z from "zod";
import { calendarDate, largestInteger } from "../../../db/core/storable.ts";
import { dispenseLine } from "../../../db/modules/sppd/actions/dispense.ts";
import { payAdvance } from "../../../db/modules/sppd/actions/pay-advance.ts";
import { saveCosts } from "../../../db/modules/sppd/actions/save-costs.ts";
import { settleTraveller } from "../../../db/modules/sppd/actions/settle.ts";
import { validateSettlement } from "../../../db/modules/sppd/actions/validate-settlement.ts";
import { verifyLine } from "../../../db/modules/sppd/actions/verify-line.ts";
import { orderCosts, readCosts } from "../../../db/modules/sppd/reads/biaya.ts";
import { isianBiaya, isianPutusan } from "../../../db/modules/sppd/rules/isian-biaya.ts";
import { id as pegawai, rupiah, teks } from "../../../db/modules/sppd/rules/isian.ts";
import { STATUS_SPPD } from "../../../db/modules/sppd/rules/status.ts";
import { route, type Routes } from "../../http/route.ts";
import { exampleCosts } from "./example-costs.ts";

const byId = z.object({ id: z.uuid() });
const byLine = z.object({ id: z.uuid(), baris: z.uuid() });
const amount = z.number().int();
const examplePegawai = "0199a2c4-8b1f-7d42-8e4b-6c2e3f405b6c";

const paid = z.object({
  id: z.uuid(),
  status: z.enum(STATUS_SPPD),
  pembayaran_id: z.uuid(),
  jenis: z.enum(["uang_muka", "kurang_bayar", "lebih_bayar", "nihil"]),
  jumlah: amount,
});

const decided = z.object({
  id: z.uuid(),
  putusan: z.enum(["menunggu", "diterima", "dikoreksi", "ditolak"]),
  diakui: amount,
  ditetapkan: amount.nullable(),
  menunggu: z.number().int(),
});

/** What a trip costs and what is paid for it, from the advance to the payment that settles it. */
export const costs: Routes = [
  route({
    method: "post",
    path: "/:id/uang-muka",
    operationId: "payAdvance",
    summary: "Membayar uang muka seorang pelaksana",
    access: "sppd.pay",
    params: byId,
    body: z.strictObject({
      pegawai_id: pegawai,
      jumlah: rupiah.min(1, "NILAI_TIDAK_SAH"),
      nomor_bukti: teks(1, 60),
      tanggal: calendarDate(),
    }),
    example: { pegawai_id: examplePegawai, jumlah: 3_000_000, nomor_bukti: "UM-0012/2026", tanggal: "2026-04-06" },
    answers: { 201: { description: "Uang muka dibayar", schema: paid } },
    handle: async ({ work, principal, scope, params, body }) => ({
      status: 201,
      body: await payAdvance(work, principal, scope, params.id, body),
    }),
  }),
  route({
    method: "get",
    path: "/:id/biaya",
    operationId: "getOrderCosts",
    summary: "Biaya nyata tiap pelaksana: baris, bukti, pemeriksaan, perhitungan rampung, pembayaran",
    access: "sppd.read",
    params: byId,
    cache: { ttl: 300, share: "scope", tags: ({ params }) => [`sppd:${params.id}`] },
    answers: { 200: { description: "Biaya perjalanan", schema: orderCosts } },
    handle: async ({ work, scope, params }) => ({ json: JSON.stringify(await readCosts(work, scope, params.id)) }),
  }),
  route({
    method: "put",
    path: "/:id/biaya",
    operationId: "saveOrderCosts",
    summary:
      "Mengisi biaya nyata seorang pelaksana, seluruhnya; uang harian dan representasi ditambahkan menurut tarif",
    access: "sppd.report",
    params: byId,
    query: z.strictObject({
      versi: z.coerce
        .number()
        .int()
        .min(0)
        .max(largestInteger)
        .meta({ description: "Versi yang dibaca; 0 bila belum ada.", examples: [0] }),
      pegawai_id: z.uuid().optional().meta({ description: "Pelaksana; saya sendiri bila tidak disebut." }),
    }),
    body: isianBiaya,
    example: exampleCosts,
    answers: {
      200: {
        description: "Tersimpan",
        schema: z.object({
          id: z.uuid(),
          pegawai_id: z.uuid(),
          versi: z.number().int(),
          jumlah: amount,
          diakui: amount,
        }),
      },
    },
    handle: async ({ work, principal, scope, params, query, body }) => ({
      body: await saveCosts(
        work,
        principal,
        scope,
        { id: params.id, pegawaiId: query.pegawai_id ?? principal.pegawai_id, versi: query.versi },
        body,
      ),
    }),
  }),
  route({
    method: "patch",
    path: "/:id/biaya/:baris",
    operationId: "verifyCostLine",
    summary: "Memeriksa satu baris biaya: diterima, dikoreksi, atau ditolak",
    access: "sppd.pay",
    params: byLine,
    body: isianPutusan,
    example: { putusan: "dikoreksi", jumlah: 100_000, alasan: "Kuitansi hanya untuk satu kali jalan." },
    answers: { 200: { description: "Diputus", schema: decided } },
    handle: async ({ work, principal, scope, params, body }) => ({
      body: await verifyLine(work, principal, scope, params, body),
    }),
  }),
  route({
    method: "post",
    path: "/:id/biaya/:baris/dispensasi",
    operationId: "dispenseCostLine",
    summary: "Memberi dispensasi untuk penginapan di atas pagu, dengan alasan",
    access: "sppd.validate",
    params: byLine,
    body: z.strictObject({ jumlah: rupiah, alasan: teks(10, 1000) }),
    example: { jumlah: 1_000_000, alasan: "Hotel penyelenggara, tidak ada kamar lain." },
    answers: { 200: { description: "Diakui sampai jumlah ini", schema: decided } },
    handle: async ({ work, principal, scope, params, body }) => ({
      body: await dispenseLine(work, principal, scope, params, body),
    }),
  }),
  route({
    method: "post",
    path: "/:id/rampung",
    operationId: "validateSettlement",
    summary: "Mengesahkan perhitungan rampung seorang pelaksana",
    access: "sppd.validate",
    params: byId,
    body: z.strictObject({ pegawai_id: pegawai }),
    example: { pegawai_id: examplePegawai },
    answers: {
      200: {
        description: "Disahkan",
        schema: z.object({
          id: z.uuid(),
          status: z.enum(STATUS_SPPD),
          pegawai_id: z.uuid(),
          ditetapkan: amount,
          total_pph: amount,
          dibayar_semula: amount,
          kurang_bayar: amount,
          lebih_bayar: amount,
        }),
      },
    },
    handle: async ({ work, principal, scope, params, body }) => ({
      body: await validateSettlement(work, principal, scope, params.id, body.pegawai_id),
    }),
  }),
  route({
    method: "post",
    path: "/:id/bayar",
    operationId: "settleTraveller",
    summary: "Membayar kekurangan (nomor bukti) atau mencatat setoran kelebihan (NTPN) seorang pelaksana",
    access: "sppd.pay",
    params: byId,
    body: z.strictObject({
      pegawai_id: pegawai,
      tanggal: calendarDate(),
      nomor_bukti: teks(1, 60).optional(),
      ntpn: z
        .string()
        .regex(/^[0-9A-Z]{16}$/, "NTPN_TIDAK_SAH")
        .optional(),
    }),
    example: {
      pegawai_id: examplePegawai,
      tanggal: "2026-04-06",
      nomor_bukti: "KK-0044/2026",
      ntpn: "A1B2C3D4E5F6G7H8",
    },
    answers: { 200: { description: "Selesai bagi pelaksana ini", schema: paid } },
    handle: async ({ work, principal, scope, params, body: { nomor_bukti = null, ntpn = null, ...rest } }) => ({
      body: await settleTraveller(work, principal, scope, params.id, { ...rest, nomor_bukti, ntpn }),
    }),
  }),
];
