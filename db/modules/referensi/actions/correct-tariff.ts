import { DatabaseError, sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import { recordTags } from "../../../core/tags.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";

/** An institution's own figure in place of the national one, and where it comes from. Rupiah. */
export interface TariffCorrection {
  readonly tahun: number;
  readonly provinsi_kode: string;
  readonly komponen: string;
  readonly kelompok?: string | undefined;
  readonly tarif: number;
  readonly satuan: string;
  readonly sumber: string;
  readonly berlaku_mulai: string;
}

/** Corrects a tariff for the institution; the national table stays as it was read. */
export async function correctTariff(work: Work, userId: string, input: TariffCorrection): Promise<void> {
  try {
    await write(
      work,
      sql<Written<null>>`
      with change as (
        insert into sbm_koreksi (institution_id, tahun, provinsi_kode, komponen, kelompok, tarif, satuan, sumber, berlaku_mulai, oleh)
        values (${work.institutionId}, ${input.tahun}, ${input.provinsi_kode}, ${input.komponen}, ${input.kelompok ?? ""}, ${input.tarif},
          ${input.satuan}, ${input.sumber}, ${input.berlaku_mulai}, ${userId})
        on conflict (institution_id, tahun, provinsi_kode, komponen, kelompok) do update
          set tarif = excluded.tarif, satuan = excluded.satuan, sumber = excluded.sumber, berlaku_mulai = excluded.berlaku_mulai,
              oleh = excluded.oleh, updated_at = now()
        returning institution_id
      ), bump as (${recordTags(sql`change`, sql`array['tarif']`)})
      select ${writtenColumns(sql`'null'::jsonb`, { jobs: false })} from change`,
    );
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.constraint !== "sbm_koreksi_provinsi_kode_fkey") throw error;
    throw new Problem("WILAYAH_TIDAK_DIKENAL", {
      fields: [{ pointer: "/provinsi_kode", code: "WILAYAH_TIDAK_DIKENAL" }],
    });
  }
}
