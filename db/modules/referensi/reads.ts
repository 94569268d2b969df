import { empty, only, sql, type Query } from "../../core/postgres.ts";
import type { Work } from "../../core/work.ts";

/** Runs a read that answers finished JSON. */
async function json(work: Work, statement: Query<{ json: string }>): Promise<string> {
  const [rows] = await work.db.batch(work.institutionId, [statement]);
  return only(rows).json;
}

/** All provinces with their regencies and cities. */
export function readWilayah(work: Work): Promise<string> {
  return json(
    work,
    sql`select coalesce(jsonb_agg(jsonb_build_object('kode', p.kode, 'nama', p.nama, 'kabupaten_kota', (
        select jsonb_agg(jsonb_build_object('kode', k.kode, 'nama', k.nama) order by k.kode) from wilayah k where k.induk_kode = p.kode))
      order by p.kode), '[]')::text as json from wilayah p where p.tingkat = 'provinsi'`,
  );
}

/** Tariffs of a budget year as the institution uses them: its own figure where it has corrected one, with the source. */
export function readTarif(
  work: Work,
  {
    tahun,
    provinsi,
    komponen,
  }: { readonly tahun: number; readonly provinsi?: string | undefined; readonly komponen?: string | undefined },
): Promise<string> {
  return json(
    work,
    sql`select coalesce(jsonb_agg(to_jsonb(x) order by x.provinsi_kode, x.komponen, x.kelompok), '[]')::text as json
      from (${effectiveTariffs(sql`array[${tahun}::int]`)}) x
      where (${provinsi ?? null}::text is null or x.provinsi_kode = ${provinsi ?? null}) and (${komponen ?? null}::text is null or x.komponen = ${komponen ?? null})`,
  );
}

/** The tariffs that hold in some years (an int[]): national ones, and over them the institution's corrections. */
export function effectiveTariffs(tahun: Query): Query {
  return sql`select tahun, provinsi_kode, komponen, nullif(kelompok, '') as kelompok, coalesce(k.tarif, t.tarif) as tarif,
      coalesce(k.satuan, t.satuan) as satuan, coalesce(k.sumber, t.sumber) as sumber,
      coalesce(k.berlaku_mulai, t.berlaku_mulai) as berlaku_mulai, k.institution_id is not null as dikoreksi
    from (select * from sbm_tarif where tahun = any(${tahun})) t
    full join (select * from sbm_koreksi where tahun = any(${tahun})) k using (tahun, provinsi_kode, komponen, kelompok)`;
}

/** Grades of PNS and PPPK with their ranks. */
export function readGolongan(work: Work): Promise<string> {
  return json(
    work,
    sql`select coalesce(jsonb_agg(to_jsonb(g) order by g.kelompok, g.urutan), '[]')::text as json from golongan g`,
  );
}

/** Holidays of a year as the institution keeps them. */
export function readHolidays(work: Work, tahun: number): Promise<string> {
  return json(
    work,
    sql`select coalesce(jsonb_agg(jsonb_build_object('tanggal', h.tanggal, 'nama', h.nama, 'jenis', h.jenis, 'sumber', h.sumber) order by h.tanggal), '[]')::text as json
      from hari_libur h where h.tanggal >= make_date(${tahun}::int, 1, 1) and h.tanggal < make_date(${tahun}::int + 1, 1, 1)`,
  );
}

/** A line `a` of anggaran, as JSON. */
export const budgetJson: Query = sql`jsonb_build_object('id', a.id, 'tahun', a.tahun, 'unit_id', a.unit_id, 'kegiatan', a.kegiatan, 'akun', a.akun,
  'uraian', a.uraian, 'pagu', a.pagu, 'komitmen', a.komitmen, 'realisasi', a.realisasi, 'sisa', a.pagu - a.komitmen - a.realisasi)`;

/** Whether a line `a` of anggaran pays for the trips of a unit: it is the unit's own, or of a unit above it. */
export function paysFor(unit: Query): Query {
  return sql`exists (select from unit_kerja k where k.id = ${unit} and a.unit_id = any(k.jalur))`;
}

/** Budget lines of a year with what is left of them: all, or those that pay for the trips of a unit. */
export function readBudgets(
  work: Work,
  { tahun, unit_id }: { readonly tahun: number; readonly unit_id?: string | undefined },
): Promise<string> {
  return json(
    work,
    sql`select coalesce(jsonb_agg(${budgetJson} order by a.kegiatan, a.akun, a.id), '[]')::text as json from anggaran a
      where a.tahun = ${tahun} ${unit_id === undefined ? empty : sql`and ${paysFor(sql`${unit_id}::uuid`)}`}`,
  );
}

/** The institution's units as a flat list; `jalur` leads from the root to the unit. */
export function readUnits(work: Work): Promise<string> {
  return json(
    work,
    sql`select coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'kode', u.kode, 'nama', u.nama, 'jenis', u.jenis, 'induk_id', u.induk_id, 'jalur', u.jalur)
      order by u.kode), '[]')::text as json from unit_kerja u`,
  );
}
