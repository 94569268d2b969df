import { sql, type Query } from "../../../core/postgres.ts";
import { officialJson } from "./letter.ts";

/**
 * The officials `p` (people `g`) who may sign the Surat Tugas of an order, nearest first: in office today, and on the letter's date if
 * it is another one, for a letter is signed neither before nor after its office. Never somebody who travels on the order.
 */
export function signatoriesOf(order: Query, tanggal: string | null): Query {
  const then =
    tanggal === null
      ? sql`true`
      : sql`(p.mulai <= ${tanggal}::date and (p.selesai is null or p.selesai >= ${tanggal}::date))`;
  return sql`select p.sebutan, p.kapasitas, ${officialJson} as pejabat
      from unit_kerja k
      join pejabat p on p.unit_id = any(k.jalur) and p.penerbit_st and sedang_menjabat(p) and ${then}
      join pegawai g on g.id = p.pegawai_id
     where k.id = ${order}.unit_id
       and not exists (select from sppd_pelaksana t where t.sppd_id = ${order}.id and t.pegawai_id = p.pegawai_id)
     order by array_position(k.jalur, p.unit_id) desc, p.kapasitas = 'definitif', p.mulai desc limit 1`;
}
