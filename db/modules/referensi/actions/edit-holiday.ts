import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import { recordTags } from "../../../core/tags.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";

/** A day on which the institution does not work. */
export interface Holiday {
  readonly tanggal: string;
  readonly nama: string;
  readonly jenis: "libur_nasional" | "cuti_bersama" | "institusi";
  readonly sumber: string;
}

/** Enters a holiday or changes it. */
export async function setHoliday(work: Work, holiday: Holiday): Promise<void> {
  await write(
    work,
    sql<Written<null>>`
    with change as (
      insert into hari_libur (institution_id, tanggal, nama, jenis, sumber)
      values (${work.institutionId}, ${holiday.tanggal}, ${holiday.nama}, ${holiday.jenis}, ${holiday.sumber})
      on conflict (institution_id, tanggal) do update set nama = excluded.nama, jenis = excluded.jenis, sumber = excluded.sumber
      returning institution_id
    ), bump as (${recordTags(sql`change`, sql`array['libur']`)})
    select ${writtenColumns(sql`'null'::jsonb`, { jobs: false })} from change`,
  );
}

/** Removes a holiday; `TIDAK_DITEMUKAN` when the day was none. */
export async function removeHoliday(work: Work, tanggal: string): Promise<void> {
  const removed = await write(
    work,
    sql<Written<true>>`
    with change as (delete from hari_libur where tanggal = ${tanggal} returning institution_id),
    bump as (${recordTags(sql`change`, sql`array['libur']`)})
    select ${writtenColumns(sql`'true'::jsonb`, { jobs: false })} from change`,
  );
  if (!removed) throw new Problem("TIDAK_DITEMUKAN");
}
