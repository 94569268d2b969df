import * as z from "zod";
import { sha256Hex } from "../../../db/core/crypto.ts";
import { Problem } from "../../../db/core/problem.ts";
import { commitImport } from "../../../db/modules/identity/actions/commit-import.ts";
import { startImport } from "../../../db/modules/identity/actions/start-import.ts";
import { importRowList, importShape, readImport, readImportRows } from "../../../db/modules/identity/reads/impor.ts";
import { kolomImpor } from "../../../db/modules/identity/rules/kolom-impor.ts";
import { dapatDicetak } from "../../../db/modules/pegawai/rules/teks.ts";
import { xlsxType } from "../../../db/core/xlsx.ts";
import { linkTo } from "../../http/links.ts";
import { route, type PersonVisit, type Routes } from "../../http/route.ts";
import { readBytes } from "../../http/validation.ts";
import { emptyWorkbook, storedWorkbook, workbookFile } from "../../http/workbook-file.ts";

/** The largest file that is taken: ten thousand people take one megabyte. It is held whole for a moment: R2 needs to know its length. */
const maxImportBytes = 10 * 1024 * 1024;

const byId = z.object({ id: z.uuid() });
const begun = z.object({ id: z.uuid(), job_id: z.uuid() });
const importView = z.object({
  ...importShape,
  lembar_galat: z.url().nullable(),
});

/** People from a spreadsheet: uploaded, looked at row by row, then saved. */
export const importRoutes: Routes = [
  route({
    method: "get",
    path: "/imports/template.xlsx",
    operationId: "getImportTemplate",
    summary: "Templat impor pengguna; semua kolomnya teks, supaya tidak ada angka yang rusak",
    access: "identity.users.import",
    answers: { 200: { description: "Templat Excel", contentType: xlsxType } },
    handle: () => {
      const columns = Object.values(kolomImpor).map(({ kepala, lebar }) => ({ heading: kepala, width: lebar }));
      return Promise.resolve(workbookFile(emptyWorkbook("Pengguna", columns), "Templat impor pengguna.xlsx"));
    },
  }),
  route({
    method: "post",
    path: "/imports",
    operationId: "startImport",
    summary: "Mengunggah berkas pengguna (.xlsx, 10 MB, 10.000 baris); diperiksa di belakang, belum ada yang disimpan",
    access: "identity.users.import",
    query: z.strictObject({
      nama: z
        .string()
        .trim()
        .min(1)
        .max(150)
        .refine(dapatDicetak, "KARAKTER_TERLARANG")
        .meta({ examples: ["Mahasiswa baru 2026.xlsx"] }),
    }),
    upload: { maxBytes: maxImportBytes },
    limit: { name: "impor", limit: 30, seconds: 60 },
    answers: { 202: { description: "Diterima; pemeriksaan berjalan", schema: begun } },
    handle: async (visit) => {
      const started = await storeImport(visit);
      return { status: 202, body: started, headers: { location: `/api/v1/identity/imports/${started.id}` } };
    },
  }),
  route({
    method: "get",
    path: "/imports/:id",
    operationId: "getImport",
    summary: "Keadaan sebuah impor, dengan jumlah baris per putusan dan lembar galatnya",
    access: "identity.users.import",
    params: byId,
    answers: { 200: { description: "Impor", schema: importView } },
    async handle({ work, params }) {
      const { lembar_galat: key, ...found } = await findImport(work, params.id);
      return { body: { ...found, lembar_galat: key && (await linkTo(work.config, faultSheet(key))) } };
    },
  }),
  route({
    method: "get",
    path: "/imports/:id/rows",
    operationId: "listImportRows",
    summary: "Baris-baris sebuah impor dengan putusan dan galat per sel",
    access: "identity.users.import",
    params: byId,
    query: importRowList.query,
    answers: { 200: { description: "Satu halaman", schema: importRowList.page } },
    handle: async ({ work, params, query }) => {
      await findImport(work, params.id);
      return { json: await readImportRows(work, params.id, query) };
    },
  }),
  route({
    method: "post",
    path: "/imports/:id/commit",
    operationId: "commitImport",
    summary: "Menyimpan baris yang sah, sekali; yang bentrok sejak diperiksa menjadi galat, yang lain tetap masuk",
    access: "identity.users.import",
    params: byId,
    query: z.strictObject({
      undang: z.literal("true").optional().meta({ description: "Kirim undangan kepada yang mempunyai surel." }),
    }),
    answers: { 202: { description: "Penyimpanan berjalan", schema: begun } },
    handle: async ({ work, principal, params, query }) => ({
      status: 202,
      body: await commitImport(work, principal, { id: params.id, undang: query.undang === "true" }),
    }),
  }),
  route({
    method: "get",
    path: "/imports/:id/errors.xlsx",
    operationId: "getImportErrors",
    summary: "Baris yang galat seperti diunggah, dengan keterangannya: perbaiki, lalu unggah lagi",
    access: "identity.users.import",
    params: byId,
    answers: { 200: { description: "Lembar galat", contentType: xlsxType } },
    async handle({ work, env, params }) {
      const { lembar_galat: key } = await findImport(work, params.id);
      if (!key) throw new Problem("TIDAK_DITEMUKAN");
      return workbookFile(await storedWorkbook(env.DOCUMENTS, key), faultSheet(key).name);
    },
  }),
];

const faultSheet = (key: string) => ({ store: "documents", key, name: "Baris yang perlu diperbaiki.xlsx" }) as const;

async function findImport(work: PersonVisit["work"], id: string) {
  const found = await readImport(work, id);
  if (!found) throw new Problem("TIDAK_DITEMUKAN");
  return found;
}

/** Stores the file first, under a name of its own: should we be interrupted after it, an unreferenced file is all that is left. */
async function storeImport({ work, principal, env, request, query }: PersonVisit<unknown, { nama: string }>) {
  const bytes = await readBytes(request, maxImportBytes);
  // What begins like an archive may still be anything: the job looks into it. An old .xls, or one with a password, does not.
  if (!archive.every((byte, at) => bytes[at] === byte)) throw new Problem("BERKAS_BUKAN_XLSX");
  const { idempotency } = work;
  if (idempotency) idempotency.requestHash += ` ${await sha256Hex(bytes)}`;
  const month = new Date().toISOString().slice(0, 7).replace("-", "/");
  const key = `${work.institutionId}/${month}/identity/${principal.user_id}/${crypto.randomUUID()}_impor.xlsx`;
  try {
    await env.UPLOADS.put(key, bytes, { httpMetadata: { contentType: xlsxType } });
  } catch (cause) {
    throw new Problem("BERKAS_TIDAK_TERSEDIA", { cause });
  }
  try {
    const started = await startImport(work, principal, { key, nama: query.nama, ukuran: bytes.length });
    // Under its key it was begun before, with a file of its own.
    if (idempotency?.replayed) work.later(env.UPLOADS.delete(key));
    return started;
  } catch (error) {
    work.later(env.UPLOADS.delete(key));
    throw error;
  }
}

/** How a zip archive begins. */
const archive = [0x50, 0x4b, 0x03, 0x04];
