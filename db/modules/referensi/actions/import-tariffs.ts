import { recordJob } from "../../../core/outbox.ts";
import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import { recordTags } from "../../../core/tags.ts";
import { keepFile } from "../../../core/temporary-files.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { jobs } from "../jobs.ts";
import { effectiveTariffs } from "../reads.ts";
import { readTariffImport } from "../reads/impor-tarif.ts";
import type { BarisTarif } from "../rules/baris-tarif.ts";

/** Days that an uploaded table is kept, and the sheet of its errors. */
const keptDays = 7;

/** Takes a table that was stored, and has its rows looked at. */
export async function startTariffImport(
  work: Work,
  userId: string,
  file: { readonly key: string; readonly nama: string },
): Promise<{ id: string; job_id: string }> {
  const started = await write(
    work,
    sql<Written<{ id: string; job_id: string }>>`
    with baru as materialized (select ${work.institutionId}::uuid as institution_id, uuidv7() as id),
    job as (${recordJob(sql`baru`, {
      name: jobs.imporTarif.name,
      payload: sql`jsonb_build_object('impor_id', baru.id)`,
      createdBy: userId,
      trace: work.trace,
    })}),
    kept as (${keepFile(work, "uploads", file.key, keptDays)}),
    change as (
      insert into impor_tarif (institution_id, id, oleh, berkas, nama_berkas, job_id)
      select baru.institution_id, baru.id, ${userId}::uuid, ${file.key}, ${file.nama}, job.id from baru, job returning id, job_id
    )
    select ${writtenColumns(sql`jsonb_build_object('id', change.id, 'job_id', change.job_id)`, { jobs: true, tags: false })} from change`,
  );
  if (!started) throw new Error("an import that begins is always written");
  return started;
}

/**
 * Records what becomes of each row, and where the sheet of those with errors lies; one that says what holds anyhow changes nothing.
 * What has been saved stays as it is.
 */
export async function recordTariffVerdicts(
  work: Work,
  id: string,
  rows: readonly BarisTarif[],
  sheet: string | null,
): Promise<void> {
  const years = [...new Set(rows.flatMap(({ isi }) => (isi ? [isi.tahun] : [])))];
  await work.db.batch(work.institutionId, [
    ...(sheet === null ? [] : [keepFile(work, "documents", sheet, keptDays)]),
    sql`update impor_tarif set lembar_galat = ${sheet}, baris = (
        select coalesce(jsonb_agg(r || jsonb_build_object('putusan', case when jsonb_array_length(r -> 'galat') > 0 then 'galat'
            when h.tarif is not null then 'tak_berubah' else 'sah' end) order by urut), '[]')
          from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) with ordinality x(r, urut)
          left join (${effectiveTariffs(sql`${years}::int[]`)}) h on h.tahun = (r -> 'isi' ->> 'tahun')::int and h.provinsi_kode = r -> 'isi' ->> 'provinsi_kode'
            and h.komponen = r -> 'isi' ->> 'komponen' and coalesce(h.kelompok, '') = r -> 'isi' ->> 'kelompok'
            and (h.tarif, h.satuan, h.sumber) = ((r -> 'isi' ->> 'tarif')::bigint, r -> 'isi' ->> 'satuan', r -> 'isi' ->> 'sumber'))
      where id = ${id} and disimpan_pada is null`,
  ]);
}

/** Saves the rows that were found right, as the institution's own tariffs, once: `IMPOR_BELUM_SIAP` before and after. */
export async function saveTariffImport(work: Work, userId: string, id: string): Promise<{ tersimpan: number }> {
  const saved = await write(
    work,
    sql<Written<{ tersimpan: number }>>`
    with impor as (
      update impor_tarif set disimpan_pada = now() where id = ${id} and baris is not null and disimpan_pada is null returning *
    ), rows as (
      insert into sbm_koreksi (institution_id, tahun, provinsi_kode, komponen, kelompok, tarif, satuan, sumber, berlaku_mulai, oleh)
      select i.institution_id, t.tahun, t.provinsi_kode, t.komponen, t.kelompok, t.tarif, t.satuan, t.sumber, t.berlaku_mulai, ${userId}::uuid
        from impor i, jsonb_array_elements(i.baris) r, jsonb_to_record(r -> 'isi') as t(tahun smallint, provinsi_kode text, komponen text,
          kelompok text, tarif bigint, satuan text, sumber text, berlaku_mulai date)
       where r ->> 'putusan' = 'sah'
      on conflict (institution_id, tahun, provinsi_kode, komponen, kelompok) do update
        set tarif = excluded.tarif, satuan = excluded.satuan, sumber = excluded.sumber, berlaku_mulai = excluded.berlaku_mulai,
            oleh = excluded.oleh, updated_at = now()
      returning institution_id
    ), bump as (${recordTags(sql`rows`, sql`array['tarif']`)})
    select ${writtenColumns(sql`jsonb_build_object('tersimpan', (select count(*) from rows))`, { jobs: false })} from impor`,
  );
  if (saved) return saved;
  const { status } = await readTariffImport(work, id);
  throw new Problem("IMPOR_BELUM_SIAP", { values: { status_sekarang: status } });
}
