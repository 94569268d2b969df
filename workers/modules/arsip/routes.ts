import * as z from "zod";
import { holdOrder, releaseOrder } from "../../../db/modules/arsip/actions/hold.ts";
import { restoreOrder } from "../../../db/modules/arsip/actions/restore.ts";
import { rehearse, startRun } from "../../../db/modules/arsip/actions/start-run.ts";
import { runs } from "../../../db/modules/arsip/jobs.ts";
import { readArchived } from "../../../db/modules/arsip/reads/detail.ts";
import { rehearsal } from "../../../db/modules/arsip/reads/due.ts";
import { archiveList, readArchive } from "../../../db/modules/arsip/reads/list.ts";
import { archiveExport } from "../../../db/modules/arsip/exports.ts";
import { openArchiveFile } from "../../../db/modules/arsip/reads/open-file.ts";
import { holdActivity, releaseActivity } from "../../../db/modules/identity/actions/hold-activity.ts";
import { isian, teks } from "../../../db/modules/sppd/rules/isian.ts";
import { exportRoute } from "../../http/export-route.ts";
import { route, type Routes } from "../../http/route.ts";
import { archivedView, toArchivedView } from "./archived.ts";

const byId = z.object({ id: z.uuid() });
const reason = isian({ alasan: teks(10, 500) });
const started = z.object({ job_id: z.uuid() });
const kinds = Object.keys(runs) as [keyof typeof runs, ...(keyof typeof runs)[]];
const everything = { reach: "all" } as const;

export const routes: Routes = [
  route({
    method: "get",
    path: "/",
    operationId: "listArchive",
    summary: "Perjalanan dinas dalam arsip: menurut nomor, nama, atau tahun",
    access: "arsip.read",
    query: archiveList.query,
    cache: { ttl: 900, share: "scope", tags: () => ["arsip"] },
    answers: { 200: { description: "Satu halaman", schema: archiveList.page } },
    handle: async ({ work, scope, query }) => ({ json: await readArchive(work, scope, query) }),
  }),
  exportRoute(archiveExport, {
    path: "/",
    operationId: "exportArchive",
    summary: "Perjalanan dinas dalam arsip sebagai XLSX atau CSV",
  }),
  route({
    method: "post",
    path: "/jalankan",
    operationId: "runArchive",
    summary:
      "Mengurus yang sudah lama sekarang: perjalanan lebih dari tiga tahun pindah ke arsip, dokumen lebih dari lima tahun dimampatkan, catatan aktivitas lebih dari setahun diringkas; dengan `uji=true` hanya mengatakan apa yang akan dilakukan",
    access: "arsip.manage",
    query: z.strictObject({
      apa: z.enum(kinds).default("perjalanan").meta({ description: "Yang diurus; uji mengatakan semuanya." }),
      uji: z.enum(["true", "false"]).optional(),
    }),
    answers: {
      200: { description: "Yang akan dilakukan; tidak ada yang dilakukan", schema: rehearsal },
      202: { description: "Dimulai, atau sudah berjalan", schema: started },
    },
    handle: async ({ work, principal, query }) =>
      query.uji === "true"
        ? { body: await rehearse(work) }
        : { status: 202, body: await startRun(work, principal.user_id, query.apa) },
  }),
  route({
    method: "post",
    path: "/catatan/:id/tahan",
    operationId: "holdActivity",
    summary: "Menahan catatan aktivitas seseorang, tentang dan olehnya: tidak diringkas sampai dilepas",
    access: "arsip.manage",
    params: byId,
    body: reason,
    example: { alasan: "Perkara nomor 12 di Pengadilan Tipikor" },
    answers: { 204: { description: "Ditahan" } },
    async handle({ work, principal, params, body }) {
      await holdActivity(work, principal, params.id, body.alasan);
      return { status: 204 };
    },
  }),
  route({
    method: "post",
    path: "/catatan/:id/lepas",
    operationId: "releaseActivity",
    summary: "Melepas catatan aktivitas seseorang yang ditahan",
    access: "arsip.manage",
    params: byId,
    body: reason,
    example: { alasan: "Putusan sudah berkekuatan hukum tetap" },
    answers: { 204: { description: "Dilepas" } },
    async handle({ work, principal, params, body }) {
      await releaseActivity(work, principal, params.id, body.alasan);
      return { status: 204 };
    },
  }),
  route({
    method: "get",
    path: "/:id",
    operationId: "getArchived",
    summary: "Sebuah perjalanan dinas dari arsip, lengkap dengan semua barisnya dan dokumennya",
    access: "arsip.read",
    params: byId,
    answers: { 200: { description: "Perjalanan dinas sebagaimana diarsipkan", schema: archivedView } },
    async handle({ work, env, scope, params }) {
      const archived = await readArchived(work, scope, params.id);
      return { body: await toArchivedView(work.config, archived, await openArchiveFile(env.DOCUMENTS, archived)) };
    },
  }),
  route({
    method: "post",
    path: "/:id/pulihkan",
    operationId: "restoreArchived",
    summary: "Mengembalikan perjalanan dinas dari arsip, tepat seperti semula",
    access: "arsip.manage",
    params: byId,
    body: reason,
    example: { alasan: "Diminta Inspektorat untuk pemeriksaan" },
    answers: { 200: { description: "Kembali di antara perjalanan dinas", schema: byId } },
    async handle({ work, env, principal, params, body }) {
      const open = async () => openArchiveFile(env.DOCUMENTS, await readArchived(work, everything, params.id));
      return { body: await restoreOrder(work, principal, params.id, open, body.alasan) };
    },
  }),
  route({
    method: "post",
    path: "/:id/tahan",
    operationId: "holdOrder",
    summary: "Menahan perjalanan dinas, diarsipkan atau belum: tidak berpindah sampai dilepas",
    access: "arsip.manage",
    params: byId,
    body: reason,
    example: { alasan: "Perkara nomor 12 di Pengadilan Tipikor" },
    answers: { 204: { description: "Ditahan" } },
    async handle({ work, principal, params, body }) {
      await holdOrder(work, principal, params.id, body.alasan);
      return { status: 204 };
    },
  }),
  route({
    method: "post",
    path: "/:id/lepas",
    operationId: "releaseOrder",
    summary: "Melepas perjalanan dinas yang ditahan",
    access: "arsip.manage",
    params: byId,
    body: reason,
    example: { alasan: "Putusan sudah berkekuatan hukum tetap" },
    answers: { 204: { description: "Dilepas" } },
    async handle({ work, principal, params, body }) {
      await releaseOrder(work, principal, params.id, body.alasan);
      return { status: 204 };
    },
  }),
];
