import { rowFileTypes } from "../../db/core/row-file.ts";
import { startExport } from "../../db/modules/berkas/actions/start-export.ts";
import type { Exportable, Filed } from "../../db/modules/berkas/reads/exportable.ts";
import { mostAtOnce } from "../../db/modules/berkas/rules/ekspor.ts";
import { beginFile } from "../../db/modules/berkas/reads/written-file.ts";
import type { PersonVisit } from "./route.ts";

/** Answers with the file of a list, or with the job that writes it. */
export async function answerExport<Queried extends Filed>(
  one: Exportable<Queried>,
  visit: PersonVisit<unknown, Queried>,
): Promise<Response> {
  const { request, work, principal, language, query } = visit;
  const format = query.format ?? (prefersCsv(request) ? "csv" : "xlsx");
  const text = await one.read(visit, query, { per_page: mostAtOnce, after: null, as: "exported" });
  const page = JSON.parse(text) as { data: unknown[]; berikutnya: string | null };
  const said = { "cache-control": "private, no-store", vary: "Accept, Accept-Language" };
  if (page.berikutnya === null) {
    const pieces: Uint8Array[] = [];
    const file = beginFile(one, { work, asked: query, format, language }, (bytes) => pieces.push(bytes));
    await file.add(page.data);
    file.end();
    const name = encodeURIComponent(`${one.title[language]}.${format}`);
    return new Response(new Blob(pieces as BlobPart[]), {
      headers: {
        ...said,
        "content-type": rowFileTypes[format],
        "content-disposition": `attachment; filename*=UTF-8''${name}`,
      },
    });
  }
  // Whoever asks for the headers alone sets nothing going.
  if (request.method === "HEAD") return new Response(null, { status: 202, headers: said });
  const started = await startExport(work, {
    daftar: one.name,
    format,
    bahasa: language,
    diminta: Object.fromEntries(new URL(request.url).searchParams),
    oleh: principal.user_id,
    ...(principal.kunci ? { izin: [...principal.kunci.izin] } : {}),
  });
  return Response.json(started, {
    status: 202,
    headers: { ...said, location: `/api/v1/berkas/ekspor/${started.job_id}` },
  });
}

function prefersCsv(request: Request): boolean {
  return /^\s*text\/csv\b/i.test(request.headers.get("accept") ?? "");
}
