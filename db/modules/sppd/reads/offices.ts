import { sql, type Query } from "../../../core/postgres.ts";

/** Offices `p` of people `g` that decide at a level on the orders of a unit `k`, its own and those above it. */
const officesAt = (level: Query, unit: Query): Query =>
  sql`unit_kerja k join rantai_level r on r.level = ${level} join pejabat p on p.unit_id = any(k.jalur) and p.jenis = any(r.jabatan)
    join pegawai g on g.id = p.pegawai_id where k.id = ${unit}`;

/** What an office is called, on one line: "Dekan", "Plh. Dekan". */
const title = sql`rtrim(array_to_string(p.sebutan, ' '), ',')`;

/** Those who decide at a level today, nearest to the unit (one row): what they are called, and who it is where it is one person. */
function deciders(level: Query, unit: Query): Query {
  return sql`select string_agg(distinct x.jabatan, ' / ') as jabatan, case when count(*) = 1 then min(x.nama) end as nama from (
    select ${title} as jabatan, nama_lengkap(g) as nama,
           rank() over (order by p.kapasitas = 'definitif' desc, array_position(k.jalur, p.unit_id) desc) as jarak
      from ${officesAt(level, unit)} and sedang_menjabat(p)) x where x.jarak = 1`;
}

/** The office that decides at a level on the orders of a unit today (text), or the level where there is none. */
export function officeAt(level: Query, unit: Query): Query {
  return sql`coalesce((select o.jabatan from (${deciders(level, unit)}) o), 'jenjang ' || ${level})`;
}

/**
 * The office in which a step `l` of an order `s` was taken by `u` (text): the one that they held then, else those whose level it was.
 * Null of a step that is nobody's office, and where the institution has no such office any more.
 */
export const officeOfStep: Query = sql`coalesce(
  (select ${title} from ${officesAt(sql`l.level`, sql`s.unit_id`)} and p.pegawai_id = u.pegawai_id and p.kapasitas = l.kapasitas
    order by p.mulai <= l.created_at::date and coalesce(p.selesai >= l.created_at::date, true) desc, p.mulai desc limit 1),
  (select o.jabatan from (${deciders(sql`l.level`, sql`s.unit_id`)}) o))`;

/** The levels of the chain of an order `s` (jsonb array), each with the office that decides there today, and whose it is. */
export const officesOfChain: Query = sql`coalesce((select jsonb_agg(jsonb_build_object('level', c.level, 'jabatan', o.jabatan, 'nama', o.nama) order by c.urut)
  from unnest(s.rantai) with ordinality c(level, urut), lateral (${deciders(sql`c.level`, sql`s.unit_id`)}) o), '[]')`;
