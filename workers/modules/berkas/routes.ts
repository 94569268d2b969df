import * as z from "zod";
import { Problem } from "../../../db/core/problem.ts";
import { findPacked } from "../../../db/core/packed-files.ts";
import { xlsxType } from "../../../db/core/xlsx.ts";
import { isLink } from "../../http/links.ts";
import { publicRoute, type Routes } from "../../http/route.ts";
import { exportRoutes } from "./exports.ts";
import { openFile, openPacked } from "./stored-file.ts";

const types: Record<string, string> = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: xlsxType,
  csv: "text/csv; charset=utf-8",
  jpg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
};

/** A link as people get it: its store, its key and its signature are made together and hold only together. */
const exampleKey = "0199a2c4-7d0e-7c31-9f3a-5b1d2e3f4a5b/2026/04/sppd/0199a2c4-8b1f-7d42-8e4b-6c2e3f405b6c.pdf";

export const routes: Routes = [
  ...exportRoutes,
  publicRoute({
    method: "get",
    path: "/:store/:key{.+}",
    operationId: "downloadFile",
    summary: "Mengunduh berkas dengan tautan yang berlaku sementara",
    params: z.object({
      store: z.enum(["documents", "uploads"]),
      key: z
        .string()
        .max(500)
        .meta({ examples: [exampleKey] }),
    }),
    query: z.strictObject({
      nama: z
        .string()
        .max(200)
        .meta({ examples: ["001_surat_tugas_0012-ST-FT-2026.pdf"] }),
      e: z.coerce
        .number()
        .int()
        .min(0)
        .meta({ examples: [1_776_000_000] }),
      s: z
        .string()
        .max(100)
        .meta({ examples: ["qL1p3Jw0m9zvR4t8xYcB2nE5uHsK7dFgA6oQiVrT1yM"] }),
    }),
    answers: { 200: { description: "Isi berkas", contentType: "application/octet-stream" } },
    async handle({ env, work, params, query }) {
      const file = { ...params, name: query.nama };
      if (!(await isLink(work.config, file, query.e, query.s))) throw new Problem("TAUTAN_TIDAK_SAH");
      const bucket = params.store === "documents" ? env.DOCUMENTS : env.UPLOADS;
      const stored =
        (await openFile(bucket, params.key)) ??
        (await openPacked(bucket, params.store === "documents" ? await findPacked(work, params.key) : null));
      // The link is ours, so there was one.
      if (!stored) throw new Problem("BERKAS_SUDAH_DIHAPUS");
      return new Response(stored.body, {
        headers: {
          "content-type": types[params.key.split(".").at(-1) ?? ""] ?? "application/octet-stream",
          "content-length": String(stored.size),
          "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(query.nama).replaceAll("'", "%27")}`,
          "cache-control": "private, no-store",
          etag: stored.httpEtag,
        },
      });
    },
  }),
];
