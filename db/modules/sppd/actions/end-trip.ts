import { sql, type Query } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import { writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import { byId } from "../reads/scope.ts";
import { actsFor, travelsOn } from "../reads/traveller.ts";
import { findClashes, findRefused, violates, wrongState } from "./explain.ts";
import { lockOrder, recordStep, writeLocked } from "./parts.ts";
import { sistem } from "./start-trip.ts";
import { movedAnswer, type Moved } from "./submit.ts";
import { tellAndDrop } from "./tell.ts";

/** A return as it is told: on which day, and of whom: null for oneself, or for all who said nothing where whoever tells it does not travel. */
export interface Return {
  readonly tanggal: string;
  readonly pegawaiId: string | null;
}

/** Ends the trips that had to be back yesterday or before: by the clock. Null where there is nothing to end. */
export async function endDueTrip(work: Work, id: string): Promise<Moved | null> {
  return await writeLocked(
    work,
    id,
    returned(id, { reach: "all" }, sistem, {
      // Whoever said nothing came back as ordered.
      back: sql`select t.pegawai_id, null::date as hari from locked join sppd_pelaksana t on t.sppd_id = locked.id
        where t.tanggal_kembali_nyata is null and locked.tanggal_kembali < app_today()`,
      catatan: null,
    }),
  );
}

/**
 * Tells that a traveller is back, on a day that has come and is no later than ordered (`TANGGAL_KEMBALI_TIDAK_SAH` on any other): days
 * that they did not need are free again, the others' stay. With the last of them the trip has ended, and reports are due. Somebody tells
 * it of themselves, the operator of anybody of the unit (`PELAKSANA_TIDAK_DIKENAL`).
 */
export async function endTrip(
  work: Work,
  principal: Principal,
  scope: Scope,
  id: string,
  { tanggal, pegawaiId }: Return,
): Promise<Moved> {
  const [day, named, own] = [sql`${tanggal}::date`, sql`${pegawaiId}::uuid`, sql`${principal.pegawai_id}::uuid`];
  const whose =
    pegawaiId === null
      ? sql`(t.pegawai_id = ${own} or t.tanggal_kembali_nyata is null and not ${travelsOn(own)})`
      : sql`t.pegawai_id = ${named}`;
  const back = sql`select t.pegawai_id, ${day} as hari from locked join sppd_pelaksana t on t.sppd_id = locked.id
    where ${whose} and ${actsFor(scope, sql`t.pegawai_id`)} and ${day} between locked.tanggal_berangkat and least(app_today(), locked.tanggal_kembali)`;
  const catatan = sql`(select string_agg(nama_lengkap(g), ', ' order by g.id) || ': ' || tanggal_indonesia(${day})
    from back join pegawai g on g.id = back.pegawai_id)`;
  try {
    const moved = await writeLocked(work, id, returned(id, scope, principal, { back, catatan }));
    if (moved) return moved;
  } catch (error) {
    // Somebody who was back earlier by what they first said, and has set out again since.
    if (!violates(error, "perjalanan_rangkap")) throw error;
    throw new Problem("PERJALANAN_RANGKAP", { values: { bentrok: await findClashes(work, id) } });
  }
  const { status } = await findRefused(work, principal, scope, id);
  if (status !== "berjalan") throw wrongState("kembali", status);
  const [[row]] = await work.db.batch(work.institutionId, [
    sql<{ known: boolean }>`select exists (select from sppd s join sppd_pelaksana t on t.sppd_id = s.id
      where s.id = ${id}::uuid and t.pegawai_id = coalesce(${named}, t.pegawai_id) and ${actsFor(scope, sql`t.pegawai_id`, sql`s`)}) as known`,
  ]);
  throw new Problem(row?.known ? "TANGGAL_KEMBALI_TIDAK_SAH" : "PELAKSANA_TIDAK_DIKENAL");
}

/**
 * The return as one statement. `back` is whoever is back now: `pegawai_id` and `hari`, null as ordered. With the last of them each
 * traveller's report begins, due from the day that was ordered.
 */
function returned(
  id: string,
  scope: Scope,
  by: { readonly user_id: string | null; readonly nama: string },
  { back, catatan }: { readonly back: Query; readonly catatan: Query | null },
): Query<Written<Moved>> {
  const away = sql`sppd_pelaksana t where t.sppd_id = locked.id and t.pegawai_id not in (select pegawai_id from back)`;
  const home = sql`not exists (select from ${away} and t.tanggal_kembali_nyata is null)`;
  // Of all of them the last; as ordered where one came as ordered.
  const last = sql`(select nullif(max(coalesce(x.hari, locked.tanggal_kembali)), locked.tanggal_kembali)
    from (select hari from back union all select t.tanggal_kembali_nyata from ${away}) x)`;
  return sql`
    with locked as (${lockOrder(id, scope, "kembali")}), back as (${back}),
    change as (
      update sppd s set updated_at = now(), status = case when ${home} then 'menunggu_laporan' else s.status end,
             tanggal_kembali_nyata = case when ${home} then ${last} end
        from locked where ${byId(id)} and exists (select from back)
      returning s.*, locked.status as dari
    ), travellers as (
      update sppd_pelaksana t set tanggal_kembali_nyata = back.hari from change c, back where t.sppd_id = c.id and t.pegawai_id = back.pegawai_id
    ), reports as (
      insert into laporan_perjalanan (institution_id, id, created_at, sppd_id, sppd_created_at, pegawai_id, status, harus_kembali)
      select c.institution_id, baru.id, uuid_extract_timestamp(baru.id), c.id, c.created_at, baru.pegawai_id, 'draft', c.tanggal_kembali
        from change c, lateral (select app_uuid() as id, t.pegawai_id from sppd_pelaksana t where t.sppd_id = c.id) baru
       where c.status = 'menunggu_laporan'
         -- a trip that was changed after its end has them already
         and not exists (select from laporan_perjalanan l where l.sppd_id = c.id and l.sppd_created_at = c.created_at and l.pegawai_id = baru.pegawai_id)
    ), days as (
      update sppd_klaim k set periode = daterange(c.tanggal_berangkat, back.hari, '[]') from change c, back
       where k.sppd_id = c.id and k.pegawai_id = back.pegawai_id and back.hari is not null returning k.sppd_id
    ), log as (${recordStep({ aksi: "kembali", oleh: by.user_id, catatan })}),
    ${tellAndDrop({
      oleh: by,
      outcome: { kode: "sppd.menunggu_laporan", jenis: "info", when: sql`c.status = 'menunggu_laporan'` },
      data: sql`jsonb_build_object('tenggat', tenggat_laporan(c.tanggal_kembali))`,
      after: [sql`days`],
    })}
    select ${writtenColumns(movedAnswer, { jobs: false, events: true })} from change`;
}
