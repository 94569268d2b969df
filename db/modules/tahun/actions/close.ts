import { only, sql, type Query } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import { recordTags } from "../../../core/tags.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal } from "../../identity/principal.ts";
import { openInYear } from "../reads/years.ts";

/** Whether a year is closed now. */
interface Standing {
  readonly tahun: number;
  readonly ditutup: boolean;
}

/**
 * What comes first, in the same transaction: whoever else closes, opens or adds to the year waits, and so does whoever submits on one of
 * its lines. The statement behind it then sees what they did.
 */
function lockYear(work: Work, tahun: number): Query[] {
  return [lockOfYear(work, tahun), sql`select id from anggaran where tahun = ${tahun} order by id for update`];
}

/** Lets one at a time change what a year consists of. */
export function lockOfYear({ institutionId }: Work, tahun: number): Query {
  return sql`select pg_advisory_xact_lock(hashtextextended('serambi.tahun' || ${institutionId}::text, ${tahun}::bigint))`;
}

/**
 * Closes a budget year: nothing is committed to it from then on. `TAHUN_BELUM_SELESAI` while orders of it are open, with how many there
 * are in each state; `TAHUN_DITUTUP` where it is closed already. Drafts hold nothing, and can be submitted no more.
 */
export async function closeYear(work: Work, { user_id }: Principal, tahun: number): Promise<Standing> {
  const closed = await write(
    work,
    sql<Written<Standing>>`with terbuka as materialized (select ${openInYear(tahun)} as semua),
    log as (insert into tahun_jejak (institution_id, tahun, aksi, oleh)
      select ${work.institutionId}::uuid, ${tahun}, 'tutup', ${user_id}::uuid from terbuka
       where semua = '[]' and not tahun_tertutup(${tahun}::int) returning institution_id),
    change as (update anggaran a set ditutup = true from log where a.tahun = ${tahun} returning a.id),
    bump as (${recordTags(sql`log`, sql`array['anggaran']`)})
    select ${writtenColumns(sql`jsonb_build_object('tahun', ${tahun}::int, 'ditutup', true)`, { jobs: false })} from log where (select count(*) from change) >= 0`,
    lockYear(work, tahun),
  );
  if (closed) return closed;
  const [rows] = await work.db.batch(work.institutionId, [
    sql<{ terbuka: object[] }>`select ${openInYear(tahun)} as terbuka`,
  ]);
  const { terbuka } = only(rows);
  throw terbuka.length > 0
    ? new Problem("TAHUN_BELUM_SELESAI", { values: { tahun, terbuka } })
    : new Problem("TAHUN_DITUTUP", { values: { tahun } });
}

/** Opens a closed year again, with a reason. `TAHUN_TIDAK_DITUTUP` where it is open. */
export async function reopenYear(work: Work, { user_id }: Principal, tahun: number, alasan: string): Promise<Standing> {
  const opened = await write(
    work,
    sql<Written<Standing>>`with log as (insert into tahun_jejak (institution_id, tahun, aksi, oleh, alasan)
      select ${work.institutionId}::uuid, ${tahun}, 'buka', ${user_id}::uuid, ${alasan} where tahun_tertutup(${tahun}::int) returning institution_id),
    change as (update anggaran a set ditutup = false from log where a.tahun = ${tahun} returning a.id),
    bump as (${recordTags(sql`log`, sql`array['anggaran']`)})
    select ${writtenColumns(sql`jsonb_build_object('tahun', ${tahun}::int, 'ditutup', false)`, { jobs: false })} from log where (select count(*) from change) >= 0`,
    lockYear(work, tahun),
  );
  if (!opened) throw new Problem("TAHUN_TIDAK_DITUTUP", { values: { tahun } });
  return opened;
}
