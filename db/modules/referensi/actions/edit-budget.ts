import { DatabaseError, sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import { recordTags } from "../../../core/tags.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { lockOfYear } from "../../tahun/actions/close.ts";
import { budgetJson } from "../reads.ts";

/** A budget line as it is entered. Rupiah. */
export interface NewBudget {
  readonly tahun: number;
  readonly unit_id: string;
  readonly kegiatan: string;
  readonly akun: string;
  readonly uraian: string;
  readonly pagu: number;
}

/** A budget line with what is left of it. Rupiah. */
export interface Budget extends NewBudget {
  readonly id: string;
  /** What submitted orders have claimed, and what was spent. */
  readonly komitmen: number;
  readonly realisasi: number;
  readonly sisa: number;
}

/** Enters a budget line: `ANGGARAN_SUDAH_ADA` when its unit has it in that year, `UNIT_TIDAK_DIKENAL`, `TAHUN_DITUTUP`. */
export async function addBudget(work: Work, input: NewBudget): Promise<Budget> {
  try {
    const added = await write(
      work,
      sql<Written<Budget>>`
      with change as (
        insert into anggaran (institution_id, tahun, unit_id, kegiatan, akun, uraian, pagu)
        select ${work.institutionId}::uuid, ${input.tahun}, ${input.unit_id}::uuid, ${input.kegiatan}, ${input.akun}, ${input.uraian}, ${input.pagu}
         where not tahun_tertutup(${input.tahun}::int) returning *
      ), bump as (${recordTags(sql`change`, sql`array['anggaran']`)})
      select ${writtenColumns(budgetJson, { jobs: false })} from change a`,
      [lockOfYear(work, input.tahun)],
    );
    if (added) return added;
  } catch (error) {
    if (error instanceof DatabaseError && error.code === "23505") throw new Problem("ANGGARAN_SUDAH_ADA");
    if (!(error instanceof DatabaseError) || error.code !== "23503") throw error;
    throw new Problem("UNIT_TIDAK_DIKENAL", { fields: [{ pointer: "/unit_id", code: "UNIT_TIDAK_DIKENAL" }] });
  }
  throw new Problem("TAHUN_DITUTUP", { values: { tahun: input.tahun } });
}

/** Corrects a line of an open year (`TAHUN_DITUTUP`); its ceiling never falls below what was claimed and spent (`PAGU_TERPAKAI`). */
export async function correctBudget(
  work: Work,
  id: string,
  { uraian, pagu }: { readonly uraian: string | null; readonly pagu: number | null },
): Promise<Budget> {
  const corrected = await write(
    work,
    sql<Written<Budget>>`
    with change as (
      update anggaran a set uraian = coalesce(${uraian}, a.uraian), pagu = coalesce(${pagu}::bigint, a.pagu)
       where a.id = ${id} and not a.ditutup and coalesce(${pagu}::bigint, a.pagu) >= a.komitmen + a.realisasi returning a.*
    ), bump as (${recordTags(sql`change`, sql`array['anggaran']`)})
    select ${writtenColumns(budgetJson, { jobs: false })} from change a`,
  );
  if (corrected) return corrected;
  const [[used]] = await work.db.batch(work.institutionId, [
    sql<{
      terpakai: number;
      ditutup: boolean;
      tahun: number;
    }>`select (komitmen + realisasi)::float as terpakai, ditutup, tahun from anggaran where id = ${id}`,
  ]);
  if (!used) throw new Problem("TIDAK_DITEMUKAN");
  const { terpakai, ditutup, tahun } = used;
  if (ditutup) throw new Problem("TAHUN_DITUTUP", { values: { tahun } });
  throw new Problem("PAGU_TERPAKAI", { values: { terpakai }, fields: [{ pointer: "/pagu", code: "PAGU_TERPAKAI" }] });
}
