import { sql, type Query } from "../../../core/postgres.ts";
import { ownTitle } from "../../pejabat/reads.ts";

/** Offices `p` of people `g` that decide at a level on the orders of a unit `k`, its own and those above it. */
const officesAt = (level: Query, unit: Query): Query =>
  sql`unit_kerja k join rantai_level r on r.level = ${level} join pejabat p on p.unit_id = any(k.jalur) and p.jenis = any(r.jabatan)
    join pegawai g on g.id = p.pegawai_id where k.id = ${unit}`;

/** Whether an office is one in which somebody signs in another's name, and says in whose. */
const inName = sql`(p.kapasitas in ('a.n.', 'u.b.'))`;

/** What an office is called, on one line: "Dekan", "Plh. Dekan", "a.n. Dekan Wakil Dekan II". */
const title = sql`rtrim(case when ${inName} then array_to_string(p.sebutan, ' ') else ${ownTitle(sql`p`)} end, ',')`;

/** Nobody who travels on an order or asked for it, as in `level_tersedia`. */
const noParty = (order: Query): Query =>
  sql`(not exists (select from sppd_pelaksana t where t.sppd_id = ${order}.id and t.pegawai_id = p.pegawai_id)
    and not exists (select from users x where x.id = ${order}.user_id and x.pegawai_id = p.pegawai_id))`;

/** Whether a Plh or Plt acts for the holder of an office today: it is them who decide then. */
const actedFor = sql`exists (select from pejabat w where w.asal_id = p.id and w.kapasitas in ('Plh', 'Plt') and sedang_menjabat(w))`;

/**
 * Those who decide at a level on an order today, nearest to its unit (one row): what they are called, and who it is where it is one person.
 * Whoever stands in goes before whom they stand in for, as they sign; what is done in somebody's name is theirs.
 */
function deciders(level: Query, order: Query): Query {
  return sql`select string_agg(distinct x.jabatan, ' / ') as jabatan, case when count(*) = 1 then min(x.nama) end as nama from (
    select ${title} as jabatan, nama_lengkap(g) as nama,
           rank() over (order by array_position(k.jalur, p.unit_id) desc, ${actedFor}, ${inName}) as jarak
      from ${officesAt(level, sql`${order}.unit_id`)} and sedang_menjabat(p) and ${noParty(order)}) x where x.jarak = 1`;
}

/** The office that decides at a level on an order today (text), or the level where there is none. */
export function officeAt(level: Query, order: Query): Query {
  return sql`coalesce((select o.jabatan from (${deciders(level, order)}) o), 'jenjang ' || ${level})`;
}

/**
 * The office in which a step `l` of an order `s` was taken by `u` (text): the one that they held then, else those whose level it was.
 * Null of a step that is nobody's office or the clock's, and where the institution has no such office any more.
 */
export const officeOfStep: Query = sql`case when l.oleh is not null then coalesce(
  (select ${title} from ${officesAt(sql`l.level`, sql`s.unit_id`)} and p.pegawai_id = u.pegawai_id and p.kapasitas = l.kapasitas
    order by daterange(p.mulai, p.selesai, '[]') @> (select (l.created_at at time zone i.zona_waktu)::date from institutions i where i.id = l.institution_id) desc,
      p.mulai desc limit 1),
  (select o.jabatan from (${deciders(sql`l.level`, sql`s`)}) o)) end`;

/** The levels of the chain of an order `s` (jsonb array), each with the office that decides there today, and whose it is. */
export const officesOfChain: Query = sql`coalesce((select jsonb_agg(jsonb_build_object('level', c.level, 'jabatan', o.jabatan, 'nama', o.nama) order by c.urut)
  from unnest(s.rantai) with ordinality c(level, urut), lateral (${deciders(sql`c.level`, sql`s`)}) o), '[]')`;
