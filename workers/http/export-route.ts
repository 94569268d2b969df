import * as z from "zod";
import type { Exportable, Filed } from "../../db/modules/berkas/reads/exportable.ts";
import { route, type Route } from "./route.ts";

/**
 * The route by which a list is had as a file: `path` is the list's own, and what may be asked of it is. A hundred rows come at once;
 * with more the file is written behind, and `GET /api/v1/berkas/ekspor/{id}` says how far it is. It stands before routes like `/:id`.
 */
export function exportRoute<Queried extends Filed>(
  one: Exportable<Queried>,
  { path, operationId, summary }: { readonly path: string; readonly operationId: string; readonly summary: string },
): Route {
  return route({
    method: "get",
    path: `${path === "/" ? "" : path}/export`,
    operationId,
    summary,
    access: one.access,
    ...(one.inPerson ? { inPerson: true } : {}),
    query: one.query,
    limit: { name: "ekspor", limit: 30, seconds: 60 },
    answers: {
      200: {
        description: "Berkas XLSX atau CSV (titik koma, UTF-8), sampai 100 baris",
        contentType: "application/octet-stream",
      },
      202: { description: "Lebih dari 100 baris: berkas disusun", schema: z.object({ job_id: z.uuid() }) },
    },
    async handle(visit) {
      const { answerExport } = await import("./answer-export.ts");
      return await answerExport(one, visit);
    },
  });
}
