import { sql, type Query } from "../../../core/postgres.ts";
import type { Principal } from "../../identity/principal.ts";

/** The office of PPK that somebody holds today for the unit of an order: a row where they do, none where they do not. */
export function ppkOffice({ pegawai_id }: Principal, order = sql`locked`): Query {
  return sql`lateral (select true as menjabat from unit_kerja k
      join pejabat p on p.unit_id = any(k.jalur) and p.jenis = 'ppk' and p.pegawai_id = ${pegawai_id}::uuid and sedang_menjabat(p)
     where k.id = ${order}.unit_id limit 1) ppk`;
}

/** Of whoever stands in for an official `p`: for whom, as the log keeps it beside who did it. Null of who holds the office. */
export function standsInFor(office: Query): Query {
  return sql`(select '(' || array_to_string(${office}.sebutan, ' ') || ' untuk ' || nama_lengkap(g) || ')'
    from pejabat asal join pegawai g on g.id = asal.pegawai_id where asal.id = ${office}.asal_id)`;
}
