import { sql, type Query } from "../../../core/postgres.ts";
import { DIBIAYAI_PENYELENGGARA } from "../rules/penyelenggara.ts";

/**
 * CTEs that both letters share. They read `locked` (the order) and `signer`; numbers are taken from a counter per
 * (kind, unit, year) in the same statement, so that a number exists exactly when its letter does: without gaps.
 */

/** The place a letter is written: its unit, its number template, its letterhead, its date (today's, unless it is given). */
export function letterPlace(jenis: "st" | "spd", tanggal: Query = sql`app_today()`): Query {
  return sql`select u.id as unit_id, u.kode_surat, ${tanggal} as tanggal, extract(year from ${tanggal})::smallint as tahun,
      i.kota, i.nama as instansi, module_settings('sppd') as pengaturan, i.slug,
      i.kop || jsonb_build_object('baris', (i.kop -> 'baris') || to_jsonb(u.kop_baris)) as kop,
      (select t.templat from nomor_templat t where t.jenis = ${jenis} and (t.unit_id = u.id or t.unit_id is null)
        order by t.unit_id nulls last limit 1) as templat
    from locked, signer, unit_kerja u, institutions i
    where u.id = unit_penomor(locked.unit_id) and i.id = locked.institution_id`;
}

/** Whether there is a template by which a letter of `place` is numbered. */
export const takesNumber: Query = sql`place.templat is not null`;

/** Takes as many numbers as there are SPDs; `terakhir` is the last of them. */
export function takeSpdNumbers(howMany: Query): Query {
  return sql`insert into nomor_urut as n (institution_id, jenis, unit_id, tahun, terakhir)
    select locked.institution_id, 'spd', place.unit_id, place.tahun, ${howMany} from locked, place where ${takesNumber}
    on conflict (institution_id, jenis, unit_id, tahun) do update set terakhir = n.terakhir + excluded.terakhir
    returning n.terakhir`;
}

/** What `{kode}` of a number stands for. */
export const klasifikasi: Query = sql`coalesce(place.pengaturan ->> 'kode_klasifikasi', '000.1.2.3')`;

/** The number in words of its template; `sisipan` is the letter of one between this number and the next. */
export function numberText(jenis: "st" | "spd", urut: Query, sisipan: Query = sql`''`): Query {
  return sql`isi_nomor(place.templat, ${urut}, ${jenis}, place.kode_surat, ${klasifikasi}, place.tanggal, ${sisipan})`;
}

/** Notes the numbers that were taken. `letters` has urut and nomor. */
export function noteNumbers(jenis: "st" | "spd", sisipan: Query = sql`''`): Query {
  return sql`insert into nomor_surat (institution_id, jenis, unit_id, tahun, urut, sisipan, nomor, tanggal, sppd_id)
    select change.institution_id, ${jenis}, place.unit_id, place.tahun, letters.urut, ${sisipan}, letters.nomor, place.tanggal, change.id
      from change, place, letters`;
}

/** Whoever signs, as papers name them, from `pegawai g`: an official need not be a civil servant, and their number need not be an NIP. */
export const officialJson: Query = sql`jsonb_build_object('nama', nama_lengkap(g), 'nip', g.nip,
  'nip_label', case g.status when 'PPPK' then 'NI PPPK' when 'PNS' then 'NIP' when 'CPNS' then 'NIP' else 'Nomor Induk' end)`;

/** A traveller as letters name them, from `pegawai g`. */
export const travellerJson: Query = sql`(${officialJson} || jsonb_build_object('pangkat_golongan', pangkat_golongan(g.golongan), 'jabatan', g.jabatan))`;

/** The standing in which `pegawai g` sets out: a promotion on the way changes no tariff. */
export const standing: Query = sql`jsonb_build_object('golongan', g.golongan, 'kesetaraan', g.kesetaraan)`;

/** Whoever holds an office for the unit of an order today, themselves before who stands in for them; a line to be written on where nobody does. */
export function officeHolder(jenis: "ppk" | "bendahara", order: Query): Query {
  return sql`coalesce((select ${officialJson} from unit_kerja k
     join pejabat o on o.unit_id = any(k.jalur) and o.jenis = ${jenis} and sedang_menjabat(o) join pegawai g on g.id = o.pegawai_id
    where k.id = ${order}.unit_id order by array_position(k.jalur, o.unit_id) desc, o.asal_id is not null, o.mulai desc limit 1),
  jsonb_build_object('nama', repeat('.', 40), 'nip', null))`;
}

/** The legs of the changed order, as the visum has them. */
export const legs: Query = sql`(select jsonb_agg(jsonb_build_object('dari', nama_wilayah(e ->> 'asal_kode'), 'ke', nama_wilayah(e ->> 'tujuan_kode'),
    'berangkat', e ->> 'berangkat', 'tiba', e ->> 'berangkat') order by urut)
  from jsonb_array_elements(change.etape) with ordinality x(e, urut))`;

/** What is said besides of the changed order (SPD, item 10): that it begins elsewhere, and what its host pays. */
export const remarks: Query = sql`concat_ws('. ', 'Berangkat dari atau kembali ke Tempat Sah (' || case change.biaya #>> '{tempat_sah,alasan}'
    when 'wfa' then 'WFA' when 'penugasan' then 'penugasan lain' else change.biaya #>> '{tempat_sah,alasan}' end || ')',
  (select 'Dibiayai penyelenggara: ' || string_agg(${JSON.stringify(DIBIAYAI_PENYELENGGARA)}::jsonb ->> k, ', ' order by urut)
     from jsonb_array_elements_text(change.biaya -> 'dibiayai_penyelenggara') with ordinality x(k, urut)))`;

/** How many blocks the institution's visum has. */
export const visumBlocks: Query = sql`coalesce((place.pengaturan ->> 'blok_visum')::int, 5)`;

/** The code and the address under which anyone can verify a letter. */
export function verification(kode: Query, publicUrl: string): Query {
  return sql`jsonb_build_object('kode', ${kode}, 'url', ${publicUrl}::text || '/verify/' || ${kode})`;
}

/** The folder of an order's files: `{institution}/{tahun}/{bulan}/sppd/{user_id}/`. */
export const folder: Query = sql`change.institution_id || '/' || to_char(place.tanggal, 'YYYY/MM') || '/sppd/' || change.user_id || '/'`;
