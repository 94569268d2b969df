import * as z from "zod";
import { tahun } from "../../../db/modules/referensi/rules/pertanyaan.ts";
import { isian, teks } from "../../../db/modules/sppd/rules/isian.ts";
import { closeYear, reopenYear } from "../../../db/modules/tahun/actions/close.ts";
import { cara, prepared, prepareYear } from "../../../db/modules/tahun/actions/prepare.ts";
import { readYear, yearView } from "../../../db/modules/tahun/reads/years.ts";
import { route, type Routes } from "../../http/route.ts";

const ofYear = z.object({ tahun });
const standing = z.object({ tahun: z.number().int(), ditutup: z.boolean() });

export const routes: Routes = [
  route({
    method: "get",
    path: "/:tahun",
    operationId: "getBudgetYear",
    summary: "Sebuah tahun anggaran: terbuka atau ditutup, uangnya, dan perjalanan yang belum selesai",
    access: "tahun.manage",
    params: ofYear,
    answers: { 200: { description: "Tahun anggaran", schema: yearView } },
    handle: async ({ work, params }) => ({ json: await readYear(work, params.tahun) }),
  }),
  route({
    method: "post",
    path: "/:tahun/tutup",
    operationId: "closeBudgetYear",
    summary: "Menutup tahun anggaran; sesudahnya tidak ada komitmen baru",
    access: "tahun.manage",
    params: ofYear,
    answers: { 200: { description: "Ditutup", schema: standing } },
    handle: async ({ work, principal, params }) => ({ body: await closeYear(work, principal, params.tahun) }),
  }),
  route({
    method: "post",
    path: "/:tahun/buka",
    operationId: "reopenBudgetYear",
    summary: "Membuka kembali tahun anggaran yang sudah ditutup, dengan alasan",
    access: "tahun.reopen",
    params: ofYear,
    body: isian({ alasan: teks(10, 500) }),
    example: { alasan: "Koreksi realisasi atas temuan BPK" },
    answers: { 200: { description: "Terbuka", schema: standing } },
    handle: async ({ work, principal, params, body }) => ({
      body: await reopenYear(work, principal, params.tahun, body.alasan),
    }),
  }),
  route({
    method: "post",
    path: "/:tahun/siapkan",
    operationId: "prepareBudgetYear",
    summary: "Menyiapkan tahun anggaran dari tahun sebelumnya: partisi, dan bila diminta akun anggaran dan tarif",
    access: "tahun.manage",
    params: ofYear,
    body: z.strictObject({ anggaran: z.enum(cara), tarif: z.boolean() }),
    example: { anggaran: "nol", tarif: true },
    answers: { 200: { description: "Disiapkan, dan apa yang masih kurang", schema: prepared } },
    handle: async ({ work, principal, params, body }) => ({
      body: await prepareYear(work, principal, params.tahun, body),
    }),
  }),
];
