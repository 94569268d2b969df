import * as z from "zod";
import { Problem } from "../../../db/core/problem.ts";
import { readOwnExport } from "../../../db/modules/berkas/reads/own-export.ts";
import { findExportable } from "../../../db/modules/exports.ts";
import { linkTo } from "../../http/links.ts";
import { permit } from "../../http/permission.ts";
import { route, type Routes } from "../../http/route.ts";

/** Files of lists: asked for at the lists, written behind, fetched here. */
export const exportRoutes: Routes = [
  route({
    method: "get",
    path: "/ekspor/:id",
    operationId: "getExport",
    summary: "Keadaan sebuah ekspor saya; setelah selesai, tautan unduh yang berlaku 15 menit",
    access: "session",
    params: z.object({ id: z.uuid() }),
    answers: {
      200: {
        description: "Ekspor",
        schema: z.object({
          id: z.uuid(),
          status: z.string(),
          done: z.number().int(),
          total: z.number().int(),
          error_code: z.string().nullable(),
          banyak: z.number().int().nullable(),
          url: z.url().nullable(),
          sampai: z.string().nullable().meta({ description: "Sampai kapan berkasnya disimpan" }),
          dihapus: z.boolean().meta({ description: "Berkasnya pernah ada dan sudah dihapus: ekspor lagi" }),
        }),
      },
    },
    async handle({ work, principal, params, language }) {
      // One's own, however far one reaches: the link hands out what that person was allowed to see.
      const job = await readOwnExport(work, principal.user_id, params.id);
      const one = job && (await findExportable(job.daftar));
      if (!job || !one) throw new Problem("TIDAK_DITEMUKAN");
      // And still is; a key that may not read the list does not have its file either.
      permit(principal, { ...one, method: "get" }, one.slug);
      const { id, status, done, total, error_code, sampai } = job;
      const { kunci, banyak } = exported.safeParse(job.result).data ?? { kunci: null, banyak: null };
      const name = `${one.title[language]}.${kunci?.split(".").at(-1)}`;
      const url = kunci && sampai ? await linkTo(work.config, { store: "documents", key: kunci, name }) : null;
      const dihapus = kunci !== null && sampai === null;
      return { body: { id, status, done, total, error_code, banyak, url, sampai, dihapus } };
    },
  }),
];

const exported = z.object({ kunci: z.string(), banyak: z.number().int() });
