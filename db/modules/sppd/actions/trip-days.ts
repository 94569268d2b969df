import { sql } from "../../../core/postgres.ts";
import { recordTags } from "../../../core/tags.ts";
import type { Work } from "../../../core/work.ts";
import { writtenColumns, type Written } from "../../../core/write.ts";
import { recordNotifications, tagsOfTold } from "../../notifications/actions/record.ts";
import { endDueTrip } from "./end-trip.ts";
import { writeLocked } from "./parts.ts";
import { hasItsLetters, startTrip } from "./start-trip.ts";
import { orderData } from "./tell.ts";

/** Records the jobs of this night's departures, returns and reminders, of every institution where it is night; the sweep sends them. */
export async function startTripDays(nobody: Work): Promise<void> {
  await nobody.db.batch(null, [sql`select record_trip_days()`]);
}

/** What the clock does with an order. */
const steps = { mulai: startTrip, kembali: endDueTrip, ingatkan: remind } as const;

/**
 * Does what is due today with so many orders at the most, one statement each; answers with how many. It may run twice, or days late:
 * whatever is due is done once.
 */
export async function runTripDay(work: Work, most: number): Promise<number> {
  const [due] = await work.db.batch(work.institutionId, [
    sql<{ id: string; langkah: keyof typeof steps }>`select * from (
        (select s.id, 'mulai' as langkah from sppd s where s.status in ('spd_terbit', 'st_terbit') and ${hasItsLetters(sql`s`)} and s.tanggal_berangkat <= app_today() order by s.id limit ${most})
        union all (select s.id, 'kembali' from sppd s where s.status = 'berjalan' and s.tanggal_kembali < app_today() order by s.id limit ${most})
        union all (select distinct p.sppd_id, 'ingatkan' from pengingat_laporan() p order by p.sppd_id limit ${most})) x limit ${most}`,
  ]);
  for (const { id, langkah } of due) await steps[langkah](work, id);
  return due.length;
}

/**
 * Reminds the travellers of an order of what they are to be reminded of today, and notes that they were. With the order locked: should
 * its days change at the same moment, what is noted is of the new ones.
 */
async function remind(work: Work, id: string): Promise<unknown> {
  const told = sql`select c.institution_id, u.id as user_id, 1 as urut, case when c.jenis like 'lewat%' then 'error' else 'warning' end as jenis,
      case when c.jenis = 'kembali' then 'sppd.ingat_kembali' when c.jenis like 'lewat%' then 'sppd.laporan_terlambat' else 'sppd.ingat_laporan' end as kode,
      ${orderData(sql`s`)} || jsonb_build_object('tenggat', d.tenggat) as data, '/sppd/' || s.id as tautan
    from change c join due d on d.pegawai_id = c.pegawai_id and d.jenis = c.jenis
      join sppd s on s.id = c.sppd_id and s.created_at = c.sppd_created_at join users u on u.pegawai_id = c.pegawai_id and u.aktif`;
  return await writeLocked(
    work,
    id,
    sql<Written<null>>`
    with due as materialized (select * from pengingat_laporan() p where p.sppd_id = ${id}),
    change as (
      insert into sppd_pengingat (institution_id, sppd_id, sppd_created_at, pegawai_id, jenis)
      select ${work.institutionId}::uuid, d.sppd_id, d.sppd_created_at, d.pegawai_id, d.jenis from due d
      on conflict do nothing returning *
    ), ${recordNotifications(told, null)},
    bump as (${recordTags(sql`penerima`, tagsOfTold)})
    select ${writtenColumns(sql`'null'::jsonb`, { jobs: false, events: true })} from (select from change limit 1) one`,
  );
}
