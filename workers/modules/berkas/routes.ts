import * as z from "zod";
import { Problem } from "../../../db/core/problem.ts";
import { isLink } from "../../http/links.ts";
import { publicRoute, type Routes } from "../../http/route.ts";

const types: Record<string, string> = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  jpg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
};

export const routes: Routes = [
  publicRoute({
    method: "get",
    path: "/:store/:key{.+}",
    operationId: "downloadFile",
    summary: "Mengunduh berkas dengan tautan yang berlaku sementara",
    params: z.object({ store: z.enum(["documents", "uploads"]), key: z.string().max(500) }),
    query: z.strictObject({ nama: z.string().max(200), e: z.coerce.number().int(), s: z.string().max(100) }),
    answers: { 200: { description: "Isi berkas", contentType: "application/octet-stream" } },
    async handle({ env, work, params, query }) {
      const file = { ...params, name: query.nama };
      if (!(await isLink(work.config, file, query.e, query.s))) throw new Problem("TAUTAN_TIDAK_SAH");
      const bucket = params.store === "documents" ? env.DOCUMENTS : env.UPLOADS;
      const object = await bucket.get(params.key).catch((cause: unknown) => {
        throw new Problem("BERKAS_TIDAK_TERSEDIA", { cause });
      });
      if (!object) throw new Problem("TIDAK_DITEMUKAN");
      return new Response(object.body, {
        headers: {
          "content-type": types[params.key.split(".").at(-1) ?? ""] ?? "application/octet-stream",
          "content-length": String(object.size),
          "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(query.nama).replaceAll("'", "%27")}`,
          "cache-control": "private, no-store",
          etag: object.httpEtag,
        },
      });
    },
  }),
];
