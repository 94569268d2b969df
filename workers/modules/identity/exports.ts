import * as z from "zod";
import { Problem } from "../../../db/core/problem.ts";
import { startExport } from "../../../db/modules/identity/actions/start-export.ts";
import { readOwnExport } from "../../../db/modules/identity/reads/ekspor.ts";
import { saringanEkspor } from "../../../db/modules/identity/rules/ekspor.ts";
import { linkTo } from "../../http/links.ts";
import { route, type Routes } from "../../http/route.ts";

/** People into a spreadsheet: asked for, written behind, fetched by a link that expires. */
export const exportRoutes: Routes = [
  route({
    method: "post",
    path: "/exports",
    operationId: "startExport",
    summary: "Mengekspor pengguna ke XLSX atau CSV (titik koma, UTF-8), paling banyak 100.000 orang",
    access: "identity.users.export",
    // Whoever is a customer no more takes their data along.
    whenExpired: true,
    body: saringanEkspor,
    example: { format: "xlsx", aktif: true },
    limit: { name: "ekspor", limit: 30, seconds: 60 },
    answers: { 202: { description: "Berkas disusun", schema: z.object({ job_id: z.uuid() }) } },
    async handle({ work, principal, body }) {
      const month = new Date().toISOString().slice(0, 7).replace("-", "/");
      const kunci = `${work.institutionId}/${month}/identity/${principal.user_id}/${crypto.randomUUID()}_pengguna.${body.format}`;
      const started = await startExport(work, principal, { ...body, kunci });
      return { status: 202, body: started, headers: { location: `/api/v1/identity/exports/${started.job_id}` } };
    },
  }),
  route({
    method: "get",
    path: "/exports/:id",
    operationId: "getExport",
    summary: "Keadaan sebuah ekspor saya; setelah selesai, tautan unduh yang berlaku 15 menit",
    access: "identity.users.export",
    params: z.object({ id: z.uuid() }),
    answers: {
      200: {
        description: "Ekspor",
        schema: z.object({
          id: z.uuid(),
          status: z.string(),
          error_code: z.string().nullable(),
          banyak: z.number().int().nullable(),
          url: z.url().nullable(),
          dihapus: z.boolean().meta({ description: "Berkasnya pernah ada dan sudah dihapus: ekspor lagi" }),
        }),
      },
    },
    async handle({ work, principal, params }) {
      // One's own, however far one reaches: the link hands out what that person was allowed to see.
      const job = await readOwnExport(work, principal.user_id, params.id);
      if (!job) throw new Problem("TIDAK_DITEMUKAN");
      const result = exported.safeParse(job.result);
      const { kunci, banyak } = result.success ? result.data : { kunci: null, banyak: null };
      const name = `Pengguna.${kunci?.split(".").at(-1)}`;
      const { id, status, error_code, dihapus } = job;
      const url = kunci && !dihapus ? await linkTo(work.config, { store: "documents", key: kunci, name }) : null;
      return { body: { id, status, error_code, banyak, url, dihapus } };
    },
  }),
];

const exported = z.object({ kunci: z.string(), banyak: z.number().int() });
