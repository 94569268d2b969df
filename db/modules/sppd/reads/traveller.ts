import { sql, type Query } from "../../../core/postgres.ts";
import type { Scope } from "../../identity/principal.ts";

/**
 * Whether somebody may act for a traveller (`pegawai`, a uuid) of an order within their reach: for themselves, or for the people of
 * their units. An order that one only travels on gives no right over one's companions.
 */
export function actsFor(scope: Scope, pegawai: Query, order = sql`locked`): Query {
  if (scope.reach === "all") return sql`true`;
  const own = sql`${pegawai} = ${scope.own.pegawai_id}::uuid`;
  return scope.reach === "own" ? own : sql`(${order}.unit_id = any(${scope.units}::uuid[]) or ${own})`;
}

/** Whether somebody travels on an order. */
export function travelsOn(pegawai: Query, order = sql`locked`): Query {
  return sql`exists (select from sppd_pelaksana ikut where ikut.sppd_id = ${order}.id and ikut.pegawai_id = ${pegawai})`;
}

/** Whether a traveller has handed in their report of an order: what belongs to it stays as it was, until it is returned. */
export function hasReported(pegawai: Query, order = sql`locked`): Query {
  return sql`exists (select from laporan_perjalanan terkirim where terkirim.sppd_id = ${order}.id
    and terkirim.sppd_created_at = ${order}.created_at and terkirim.pegawai_id = ${pegawai} and terkirim.status <> 'draft')`;
}

/** The day on which a traveller was back from an order: as they said, else as ordered. */
export function returnOf(pegawai: Query, order = sql`locked`): Query {
  return sql`coalesce((select pulang.tanggal_kembali_nyata from sppd_pelaksana pulang where pulang.sppd_id = ${order}.id
    and pulang.pegawai_id = ${pegawai}), ${order}.tanggal_kembali)`;
}
