import * as z from "zod";
import { sha256Hex } from "../../../db/core/crypto.ts";
import { Problem } from "../../../db/core/problem.ts";
import { saveTariffImport, startTariffImport } from "../../../db/modules/referensi/actions/import-tariffs.ts";
import { xlsxType } from "../../../db/core/xlsx.ts";
import { readTariffImport, tariffImportShape } from "../../../db/modules/referensi/reads/impor-tarif.ts";
import { kolomTarif } from "../../../db/modules/referensi/rules/lembar-tarif.ts";
import { linkTo } from "../../http/links.ts";
import { route, type PersonVisit, type Routes } from "../../http/route.ts";
import { readBytes } from "../../http/validation.ts";
import { emptyWorkbook, storedWorkbook, workbookFile } from "../../http/workbook-file.ts";
import { text } from "./fields.ts";

/** The largest table that is taken: a year's tariffs take a tenth of it. It is held whole for a moment: R2 needs to know its length. */
const maxTableBytes = 1024 * 1024;

const byId = z.object({ id: z.uuid() });

/** Tariffs from a spreadsheet or a text with separators: uploaded, looked at row by row, then saved as the institution's own. */
export const tariffImports: Routes = [
  route({
    method: "get",
    path: "/tarif/impor/templat.xlsx",
    operationId: "getTariffTemplate",
    summary: "Templat impor tarif; tarif satu tahun yang diunduh sebagai berkas juga dapat diisi dan diunggah kembali",
    access: "referensi.tarif",
    answers: { 200: { description: "Templat Excel", contentType: xlsxType } },
    handle: () => {
      const columns = Object.values(kolomTarif).map(({ kepala, lebar }) => ({ heading: kepala, width: lebar }));
      return Promise.resolve(workbookFile(emptyWorkbook("Tarif", columns), "Templat impor tarif.xlsx"));
    },
  }),
  route({
    method: "post",
    path: "/tarif/impor",
    operationId: "startTariffImport",
    summary:
      "Mengunggah tabel tarif (.xlsx atau .csv, 1 MB, 2.000 baris); diperiksa di belakang, belum ada yang disimpan",
    access: "referensi.tarif",
    query: z.strictObject({ nama: text.meta({ examples: ["SBM 2027.csv"] }) }),
    upload: { maxBytes: maxTableBytes },
    limit: { name: "impor", limit: 30, seconds: 60 },
    answers: {
      202: { description: "Diterima; pemeriksaan berjalan", schema: z.object({ id: z.uuid(), job_id: z.uuid() }) },
    },
    handle: async (visit) => {
      const started = await storeTable(visit);
      return { status: 202, body: started, headers: { location: `/api/v1/referensi/tarif/impor/${started.id}` } };
    },
  }),
  route({
    method: "get",
    path: "/tarif/impor/:id",
    operationId: "getTariffImport",
    summary: "Keadaan sebuah impor tarif, dengan putusan dan galat tiap baris, dan lembar galatnya",
    access: "referensi.tarif",
    params: byId,
    answers: {
      200: {
        description: "Impor tarif",
        schema: z.object({ ...tariffImportShape, lembar_galat: z.url().nullable() }),
      },
    },
    async handle({ work, params }) {
      const { lembar_galat: key, ...found } = await readTariffImport(work, params.id);
      return { body: { ...found, lembar_galat: key && (await linkTo(work.config, faultSheet(key))) } };
    },
  }),
  route({
    method: "get",
    path: "/tarif/impor/:id/galat.xlsx",
    operationId: "getTariffErrors",
    summary: "Baris yang galat seperti diunggah, dengan keterangannya: perbaiki, lalu unggah lagi",
    access: "referensi.tarif",
    params: byId,
    answers: { 200: { description: "Lembar galat", contentType: xlsxType } },
    async handle({ work, env, params }) {
      const { lembar_galat: key } = await readTariffImport(work, params.id);
      if (!key) throw new Problem("TIDAK_DITEMUKAN");
      return workbookFile(await storedWorkbook(env.DOCUMENTS, key), faultSheet(key).name);
    },
  }),
  route({
    method: "post",
    path: "/tarif/impor/:id/simpan",
    operationId: "saveTariffImport",
    summary: "Menyimpan baris yang sah sebagai tarif institusi, sekali",
    access: "referensi.tarif",
    params: byId,
    answers: { 200: { description: "Tersimpan", schema: z.object({ tersimpan: z.number().int() }) } },
    handle: async ({ work, principal, params }) => ({
      body: await saveTariffImport(work, principal.user_id, params.id),
    }),
  }),
];

const faultSheet = (key: string) => ({ store: "documents", key, name: "Tarif yang perlu diperbaiki.xlsx" }) as const;

/** Stores the table first, under a name of its own: should we be interrupted after it, an unreferenced file is all that is left. */
async function storeTable({ work, principal, env, request, query }: PersonVisit<unknown, { nama: string }>) {
  const bytes = await readBytes(request, maxTableBytes);
  if (bytes.length === 0) throw new Problem("BERKAS_TIDAK_DITERIMA");
  const { idempotency } = work;
  if (idempotency) idempotency.requestHash += ` ${await sha256Hex(bytes)}`;
  const month = new Date().toISOString().slice(0, 7).replace("-", "/");
  const key = `${work.institutionId}/${month}/referensi/${principal.user_id}/${crypto.randomUUID()}_tarif`;
  try {
    await env.UPLOADS.put(key, bytes, { httpMetadata: { contentType: "application/octet-stream" } });
  } catch (cause) {
    throw new Problem("BERKAS_TIDAK_TERSEDIA", { cause });
  }
  try {
    const started = await startTariffImport(work, principal.user_id, { key, nama: query.nama });
    // Under its key it was begun before, with a file of its own.
    if (idempotency?.replayed) work.later(env.UPLOADS.delete(key));
    return started;
  } catch (error) {
    work.later(env.UPLOADS.delete(key));
    throw error;
  }
}
