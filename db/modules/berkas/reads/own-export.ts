import { sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import type { JobView } from "../../jobs/reads.ts";
import { jobs } from "../jobs.ts";

/** An export as whoever asked for it sees it. */
export interface OwnExport extends Pick<JobView, "id" | "status" | "done" | "total" | "error_code" | "result"> {
  readonly daftar: string;
  /** Until when its file is there, ISO; null: not there yet, or not any more. */
  readonly sampai: string | null;
}

/** Somebody's own export; null when they have none with this id. A file that is kept no longer has no row that says until when. */
export async function readOwnExport(work: Work, userId: string, id: string): Promise<OwnExport | null> {
  const [[found]] = await work.db.batch(work.institutionId, [
    sql<OwnExport>`select j.id, j.status, j.done, j.total, j.error_code, j.result, j.payload ->> 'daftar' as daftar,
        (select to_jsonb(b.sampai) #>> '{}' from berkas_sementara b where b.kunci = j.result ->> 'kunci' and b.sampai > now()) as sampai
      from jobs j where j.id = ${id}::uuid and j.created_by = ${userId}::uuid and j.name = ${jobs.ekspor.name}`,
  ]);
  return found ?? null;
}
