import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import { recordTags } from "../../../core/tags.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { effectiveTariffs } from "../reads.ts";

/** How many tariffs were copied, and how many the other year had already. */
interface Copied {
  readonly disalin: number;
  readonly sudah_ada: number;
}

/**
 * Copies the tariffs that hold in one year into another, as the institution's own, each with a source that says so; what the
 * other year has stays as it is. `TARIF_TAHUN_TIDAK_ADA` when there is nothing to copy: nothing is guessed.
 */
export async function copyTariffs(
  work: Work,
  userId: string,
  { dari, ke }: { readonly dari: number; readonly ke: number },
): Promise<Copied> {
  const copied = await write(
    work,
    sql<Written<Copied>>`
    with asal as materialized (select x.* from (${effectiveTariffs(sql`array[${dari}::int]`)}) x),
    ada as materialized (select x.* from (${effectiveTariffs(sql`array[${ke}::int]`)}) x),
    change as (
      insert into sbm_koreksi (institution_id, tahun, provinsi_kode, komponen, kelompok, tarif, satuan, sumber, berlaku_mulai, oleh)
      select ${work.institutionId}::uuid, ${ke}::smallint, a.provinsi_kode, a.komponen, coalesce(a.kelompok, ''), a.tarif, a.satuan,
             left('Disalin dari tahun anggaran ' || ${dari}::int || ': ' || a.sumber, 400), make_date(${ke}::int, 1, 1), ${userId}::uuid
        from asal a where not exists (select from ada b where (b.provinsi_kode, b.komponen, coalesce(b.kelompok, '')) = (a.provinsi_kode, a.komponen, coalesce(a.kelompok, '')))
      on conflict (institution_id, tahun, provinsi_kode, komponen, kelompok) do nothing
      returning institution_id
    ), bump as (${recordTags(sql`change`, sql`array['tarif']`)})
    select ${writtenColumns(
      sql`jsonb_build_object('disalin', (select count(*) from change), 'sudah_ada', (select count(*) from asal) - (select count(*) from change))`,
      { jobs: false },
    )} from (select 1) satu where exists (select from asal)`,
  );
  if (copied) return copied;
  throw new Problem("TARIF_TAHUN_TIDAK_ADA", { values: { tahun: dari } });
}
