import { sql, type Query } from "../../../core/postgres.ts";
import { typedNumber } from "../reads/typed-number.ts";
import { klasifikasi, numberText, takesNumber } from "./letter.ts";

/** What whoever issues a Surat Tugas says of it; null: nothing, so today's date and the next number. */
export interface Wishes {
  /** The letter's date, `YYYY-MM-DD`. */
  readonly tanggal: string | null;
  /** The number as it was typed, where the institution numbers by hand. */
  readonly nomor: string | null;
  /** Why the letter is late, or dated back. */
  readonly alasan: string | null;
}

/** The same with who asks: an agendaris alone dates back and types numbers. */
export interface Asked extends Wishes {
  readonly agendaris: boolean;
}

/** Numbers of this kind are typed, as a row that has the settings says. */
export const typed = sql`coalesce(pengaturan ->> 'nomor_surat_tugas' = 'manual', false)`;

/** The earliest date of a letter: that of the earliest departure which could have been asked for (see `sppd_jarak`). */
export const earliest = (order: Query): Query => sql`((${order}.created_at at time zone 'UTC')::date - 31)`;

/**
 * Whether `locked` may have a letter of this date: one of today, up to the departure, is for everybody who issues; one that is dated
 * back or follows the departure is for the agendaris, with a reason.
 */
export function mayBeDated({ tanggal, agendaris, alasan }: Asked): Query {
  const mayBackdate = agendaris && alasan !== null;
  const inTime = sql`(locked.tanggal_berangkat >= app_today() or ${mayBackdate})`;
  if (tanggal === null) return inTime;
  return sql`${inTime} and (${tanggal}::date = app_today()
    or (${mayBackdate} and ${tanggal}::date between ${earliest(sql`locked`)} and app_today()))`;
}

/**
 * One number at a time is typed or put between others, in an institution: of two that are typed alike the later one finds the
 * other's, and two that look for a free letter of the same number find different ones. The counter is left alone, and whoever takes its
 * next number need not wait.
 */
export const oneByOne: Query = sql`select pg_advisory_xact_lock(hashtextextended('nomor_sisipan ' || current_setting('app.institution_id'), 0))`;

/**
 * CTEs that end in `letters`: the one number of a Surat Tugas, with the letter's code. They read `locked` and `place`. Typed numbers
 * stand in no sequence; a letter of the day takes the counter's next; one that is dated back is put behind the last letter up to its date.
 */
export function numberSt({ tanggal, nomor, agendaris }: Asked): Query {
  const coded = sql`letters as (select n.*, kode_verifikasi() as kode from taken n)`;
  if (nomor !== null) {
    return sql`taken as (
      select null::int as urut, '' as sisipan, ${nomor}::text as nomor from locked, place where ${typed} and ${agendaris} and not ${isTaken(nomor, sql`place.tahun`)}
    ), ${coded}`;
  }
  const counter = sql`counter as (
      insert into nomor_urut as n (institution_id, jenis, unit_id, tahun, terakhir)
      select locked.institution_id, 'st', place.unit_id, place.tahun, ${nextFree(sql`0`)} from locked, place
       where ${takesNumber} and not ${typed} and place.tanggal = app_today()
      on conflict (institution_id, jenis, unit_id, tahun) do update set terakhir = (select ${nextFree(sql`n.terakhir`)} from place)
      returning n.terakhir
    ), next as (select counter.terakhir as urut, '' as sisipan, ${numberText("st", sql`counter.terakhir`)} as nomor from counter, place)`;
  if (tanggal === null) return sql`${counter}, taken as (select * from next), ${coded}`;
  // The looks have a limit, and what is looked for is made before, so that each stays a look: else a year's numbers would be read.
  return sql`${counter}, sebelum as materialized (
      select coalesce((select n.urut from nomor_surat n where n.jenis = 'st' and n.unit_id = place.unit_id and n.tahun = place.tahun
                 and n.sisipan = '' and n.urut is not null and n.tanggal <= place.tanggal order by n.tanggal desc, n.urut desc limit 1), 0) as urut
        from locked, place where ${takesNumber} and not ${typed} and place.tanggal < app_today()
    ), calon as materialized (
      select sebelum.urut, chr(kode) as sisipan, ${numberText("st", sql`sebelum.urut`, sql`chr(kode)`)} as nomor, place.unit_id, place.tahun
        from sebelum, place, generate_series(ascii('a'), ascii('z')) kode
    ), between_others as (
      select c.urut, c.sisipan, c.nomor from calon c
       where (select true from nomor_surat n where n.jenis = 'st' and n.unit_id = c.unit_id and n.tahun = c.tahun
                and n.urut = c.urut and n.sisipan = c.sisipan limit 1) is null
         and (select true from nomor_surat n where n.jenis = 'st' and n.tahun = c.tahun and n.dicari = ${typedNumber(sql`c.nomor`)} limit 1) is null
       order by c.sisipan limit 1
    ), taken as (select * from next union all select * from between_others), ${coded}`;
}

/** Whether a letter of any kind bears this number in this year, with other spaces or capitals as well. */
export function isTaken(nomor: string, tahun: Query): Query {
  return sql`exists (select from nomor_surat n where n.dicari = ${typedNumber(nomor)} and n.tahun = ${tahun})`;
}

/** The next number of the sequence: it goes past those that were typed while numbers were typed. */
function nextFree(after: Query): Query {
  return sql`urut_bebas(${after}, 'st', place.templat, place.kode_surat, ${klasifikasi}, place.tanggal)`;
}
