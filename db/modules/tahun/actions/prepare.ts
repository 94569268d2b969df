import * as z from "zod";
import { DatabaseError, sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import { recordTags } from "../../../core/tags.ts";
import { workAs, type Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal } from "../../identity/principal.ts";
import { copyTariffs } from "../../referensi/actions/copy-tariffs.ts";
import { effectiveTariffs } from "../../referensi/reads.ts";
import { lockOfYear } from "./close.ts";

/** How a year's budget lines come to be: with last year's ceilings, with none yet, or not at all. */
export const cara = ["salin", "nol", "tidak"] as const;

/** What a year has once it was prepared, and what it still lacks. */
export const prepared = z.object({
  tahun: z.number().int(),
  /** Budget lines that were added, and tariffs. */
  anggaran: z.number().int(),
  tarif: z.number().int(),
  hari_libur: z.number().int(),
  kurang: z.array(z.enum(["ANGGARAN_BELUM_ADA", "TARIF_BELUM_ADA", "HARI_LIBUR_BELUM_ADA"])),
});
type Prepared = z.infer<typeof prepared>;

/**
 * Prepares a year from the one before: its partitions, on request its budget lines and tariffs; what is there already stays as it is.
 * Numbers begin anew by themselves. Says what is still missing. `TAHUN_DITUTUP`; `TAHUN_TERLALU_JAUH` beyond two years ahead.
 */
export async function prepareYear(
  work: Work,
  { user_id }: Principal,
  tahun: number,
  asked: { readonly anggaran: (typeof cara)[number]; readonly tarif: boolean },
): Promise<Prepared> {
  // Copied under no key: the answer that is kept is the whole one's, and what is copied twice is copied once.
  const unkeyed = workAs(work, work.institutionId);
  const tarif = asked.tarif ? (await copyTariffs(unkeyed, user_id, { dari: tahun - 1, ke: tahun })).disalin : 0;
  const ofYear = sql`hari_libur h where h.tanggal >= make_date(${tahun}::int, 1, 1) and h.tanggal < make_date(${tahun}::int + 1, 1, 1)`;
  try {
    const done = await write(
      work,
      sql<Written<Prepared>>`with change as (
        insert into anggaran (institution_id, tahun, unit_id, kegiatan, akun, uraian, pagu)
        select a.institution_id, ${tahun}, a.unit_id, a.kegiatan, a.akun, a.uraian, case ${asked.anggaran}::text when 'salin' then a.pagu else 0 end
          from anggaran a where a.tahun = ${tahun}::int - 1 and ${asked.anggaran}::text <> 'tidak' and not tahun_tertutup(${tahun}::int)
        on conflict (institution_id, tahun, unit_id, kegiatan, akun) do nothing returning institution_id
      ), bump as (${recordTags(sql`change`, sql`array['anggaran']`)})
      select ${writtenColumns(
        sql`jsonb_build_object('tahun', ${tahun}::int, 'anggaran', (select count(*) from change), 'tarif', ${tarif}::int, 'hari_libur', (select count(*) from ${ofYear}),
          'kurang', array_to_json(array_remove(array[
            case when not exists (select from change) and not exists (select from anggaran a where a.tahun = ${tahun}) then 'ANGGARAN_BELUM_ADA' end,
            case when not exists (${effectiveTariffs(sql`array[${tahun}::int]`)}) then 'TARIF_BELUM_ADA' end,
            case when not exists (select from ${ofYear}) then 'HARI_LIBUR_BELUM_ADA' end], null)))`,
        { jobs: false },
      )} from (select 1) satu where not tahun_tertutup(${tahun}::int)`,
      [sql`select open_year(${tahun}::int)`, lockOfYear(work, tahun)],
    );
    if (done) return done;
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== "23514") throw error;
    throw new Problem("TAHUN_TERLALU_JAUH", { values: { tahun } });
  }
  throw new Problem("TAHUN_DITUTUP", { values: { tahun } });
}
