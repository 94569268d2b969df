import * as z from "zod";
import { sha256Hex } from "../../../db/core/crypto.ts";
import { Problem } from "../../../db/core/problem.ts";
import { saveTariffImport, startTariffImport } from "../../../db/modules/referensi/actions/import-tariffs.ts";
import { readTariffImport, tariffImport } from "../../../db/modules/referensi/reads/impor-tarif.ts";
import { route, type PersonVisit, type Routes } from "../../http/route.ts";
import { readBytes } from "../../http/validation.ts";
import { text } from "./fields.ts";

/** The largest table that is taken: a year's tariffs take a tenth of it. It is held whole for a moment: R2 needs to know its length. */
const maxTableBytes = 1024 * 1024;

const byId = z.object({ id: z.uuid() });

/** Tariffs from a spreadsheet or a text with separators: uploaded, looked at row by row, then saved as the institution's own. */
export const tariffImports: Routes = [
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
    summary: "Keadaan sebuah impor tarif, dengan putusan dan galat tiap baris",
    access: "referensi.tarif",
    params: byId,
    answers: { 200: { description: "Impor tarif", schema: tariffImport } },
    handle: async ({ work, params }) => ({ body: await readTariffImport(work, params.id) }),
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
