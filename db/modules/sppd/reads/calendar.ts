import { sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import type { CalendarOwner } from "../calendar-token.ts";
import { manifest } from "../manifest.ts";
import type { Calendar } from "../rules/ikalender.ts";

/** Trips that ended longer ago than these days are nobody's plans; and more than these nobody has. */
const daysBack = 366;
const mostTrips = 500;

/**
 * The trips of whoever a private link belongs to, on which they travel themselves: those that were submitted, of the last year and to
 * come. Null when the link is not theirs, or is no more, or while their institution has no travel orders.
 */
export async function readCalendar(work: Work, { userId }: CalendarOwner, hash: string): Promise<Calendar | null> {
  const [[found]] = await work.db.batch(work.institutionId, [
    sql<Calendar>`select u.nama, coalesce((
        select jsonb_agg(to_jsonb(x) order by x.dari, x.id) from (
          select s.id, s.versi, s.updated_at as diubah, s.tanggal_berangkat as dari, coalesce(t.tanggal_kembali_nyata, s.tanggal_kembali) as sampai,
                 s.maksud, s.tempat || ', ' || nama_wilayah(s.tujuan_kode) as tempat, s.nomor_st,
                 case when s.status in ('diajukan', 'disetujui') then 'TENTATIVE'
                      when s.status in ('ditolak', 'dibatalkan', 'dibatalkan_terbit') then 'CANCELLED' else 'CONFIRMED' end as status
            from sppd_pelaksana t join sppd s on s.id = t.sppd_id and s.created_at = t.sppd_created_at
           where t.pegawai_id = u.pegawai_id and s.status <> 'draft' and (s.status <> 'dibatalkan' or s.rantai <> '{}')
             and s.tanggal_kembali >= app_today() - ${daysBack}::int and s.created_at >= app_now() - interval '3 years'
           order by s.tanggal_berangkat desc limit ${mostTrips}) x), '[]') as perjalanan
      from tautan_kalender k join users u on u.id = k.user_id and u.aktif
     where k.user_id = ${userId}::uuid and k.hash = ${hash} and active_modules() ? ${manifest.slug}`,
  ]);
  return found ?? null;
}

/** Since when somebody has a private link; null when they have none. */
export async function readCalendarLink(work: Work, userId: string): Promise<string | null> {
  const [[found]] = await work.db.batch(work.institutionId, [
    sql<{
      dibuat: string;
    }>`select to_jsonb(k.created_at) #>> '{}' as dibuat from tautan_kalender k where k.user_id = ${userId}::uuid`,
  ]);
  return found?.dibuat ?? null;
}
