import * as z from "zod";
import { addBudget, correctBudget } from "../../../db/modules/referensi/actions/edit-budget.ts";
import { readBudgets } from "../../../db/modules/referensi/reads.ts";
import { ofTahun, tahun } from "../../../db/modules/referensi/rules/pertanyaan.ts";
import { route, type Routes } from "../../http/route.ts";
import { text } from "./fields.ts";

/** Rupiah: far above any budget, far below what sums could overflow. */
const pagu = z.number().int().min(0).max(100_000_000_000_000);

const budget = z.object({
  id: z.uuid(),
  tahun: z.number().int(),
  unit_id: z.uuid(),
  kegiatan: z.string(),
  akun: z.string(),
  uraian: z.string(),
  pagu: z.number().int(),
  komitmen: z.number().int(),
  realisasi: z.number().int(),
  sisa: z.number().int(),
});

/** The institution's budget lines: what each may cost in a year, what is claimed of it, what was spent. */
export const budgets: Routes = [
  route({
    method: "get",
    path: "/anggaran",
    operationId: "listBudgets",
    summary:
      "Akun anggaran satu tahun: pagu, komitmen, realisasi, dan sisanya; dengan `unit_id` hanya yang dapat dipakai perjalanan unit itu",
    access: "session",
    query: z.strictObject({
      ...ofTahun,
      unit_id: z.uuid().optional().meta({ description: "Akun milik unit ini dan milik unit-unit di atasnya." }),
    }),
    cache: { ttl: 900, share: "institution", tags: () => ["anggaran"] },
    answers: { 200: { description: "Akun anggaran", schema: z.array(budget) } },
    handle: async ({ work, query }) => ({ json: await readBudgets(work, query) }),
  }),
  route({
    method: "post",
    path: "/anggaran",
    operationId: "addBudget",
    summary: "Menambah akun anggaran sebuah unit",
    access: "referensi.anggaran",
    body: z.strictObject({
      tahun,
      unit_id: z.uuid(),
      kegiatan: text,
      akun: z.string().regex(/^[0-9]{6}$/),
      uraian: text,
      pagu,
    }),
    example: {
      tahun: 2026,
      unit_id: "0199a2c4-7d0e-7c31-9f3a-5b1d2e3f4a5b",
      kegiatan: "4471.EBA.994",
      akun: "524119",
      uraian: "Belanja perjalanan dinas paket meeting luar kota",
      pagu: 150_000_000,
    },
    answers: { 201: { description: "Akun ditambah", schema: budget } },
    handle: async ({ work, body }) => ({ status: 201, body: await addBudget(work, body) }),
  }),
  route({
    method: "patch",
    path: "/anggaran/:id",
    operationId: "correctBudget",
    summary: "Mengubah pagu atau uraian sebuah akun; pagu tidak turun di bawah yang sudah terpakai",
    access: "referensi.anggaran",
    params: z.object({ id: z.uuid() }),
    body: z.strictObject({ uraian: text.optional(), pagu: pagu.optional() }),
    example: { uraian: "Belanja perjalanan dinas biasa", pagu: 600_000_000 },
    answers: { 200: { description: "Akun diubah", schema: budget } },
    handle: async ({ work, params, body: { uraian = null, pagu: baru = null } }) => ({
      body: await correctBudget(work, params.id, { uraian, pagu: baru }),
    }),
  }),
];
