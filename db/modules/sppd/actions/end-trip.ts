import { sql, type Query } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import { writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import { findRefused, wrongState } from "./explain.ts";
import { lockOrder, recordStep, writeOrder } from "./parts.ts";
import { sistem } from "./start-trip.ts";
import { movedAnswer, type Moved } from "./submit.ts";
import { tellAndDrop } from "./tell.ts";

/** Ends the trips that had to be back yesterday or before: by the clock. Null where there is nothing to end. */
export async function endDueTrip(work: Work, id: string): Promise<Moved | null> {
  return await writeOrder(
    work,
    returned(id, { reach: "all" }, sistem, sql`null::date`, sql`locked.tanggal_kembali < app_today()`),
  );
}

/**
 * Tells that those on a trip are back, on a day that has come and is no later than ordered: reports are due from then on, and days
 * that were not needed are free again. `TANGGAL_KEMBALI_TIDAK_SAH` on any other day.
 */
export async function endTrip(
  work: Work,
  principal: Principal,
  scope: Scope,
  id: string,
  tanggal: string,
): Promise<Moved> {
  const real = sql`nullif(${tanggal}::date, locked.tanggal_kembali)`;
  const possible = sql`${tanggal}::date between locked.tanggal_berangkat and least(app_today(), locked.tanggal_kembali)`;
  const moved = await writeOrder(work, returned(id, scope, principal, real, possible));
  if (moved) return moved;
  const { status } = await findRefused(work, principal, scope, id);
  throw status === "berjalan" ? new Problem("TANGGAL_KEMBALI_TIDAK_SAH") : wrongState("kembali", status);
}

/** The return as one statement: each traveller's report begins, due from the day they had to be back. */
function returned(
  id: string,
  scope: Scope,
  by: { readonly user_id: string | null; readonly nama: string },
  real: Query,
  possible: Query,
): Query<Written<Moved>> {
  return sql`
    with locked as (${lockOrder(id, scope, "kembali")}),
    change as (
      update sppd s set status = 'menunggu_laporan', tanggal_kembali_nyata = ${real}, updated_at = now() from locked
       where s.id = locked.id and s.created_at = locked.created_at and ${possible}
      returning s.*, locked.status as dari
    ), reports as (
      insert into laporan_perjalanan (institution_id, id, created_at, sppd_id, sppd_created_at, pegawai_id, status, harus_kembali)
      select c.institution_id, baru.id, uuid_extract_timestamp(baru.id), c.id, c.created_at, baru.pegawai_id, 'draft', c.tanggal_kembali
        from change c, lateral (select app_uuid() as id, t.pegawai_id from sppd_pelaksana t where t.sppd_id = c.id) baru
       -- a trip that was changed after its end has them already
       where not exists (select from laporan_perjalanan l where l.sppd_id = c.id and l.sppd_created_at = c.created_at and l.pegawai_id = baru.pegawai_id)
    ), days as (
      update sppd_klaim k set periode = daterange(c.tanggal_berangkat, c.tanggal_kembali_nyata, '[]') from change c
       where k.sppd_id = c.id and c.tanggal_kembali_nyata is not null returning k.sppd_id
    ), log as (${recordStep({ aksi: "kembali", oleh: by.user_id })}),
    ${tellAndDrop({
      oleh: by,
      outcome: { kode: "sppd.menunggu_laporan", jenis: "info" },
      data: sql`jsonb_build_object('tenggat', tenggat_laporan(c.tanggal_kembali))`,
      after: [sql`days`],
    })}
    select ${writtenColumns(movedAnswer, { jobs: false, events: true })} from change`;
}
