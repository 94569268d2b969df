import { sql, type Query } from "../../../core/postgres.ts";
import type { Principal } from "../../identity/principal.ts";
import { officialJson } from "./letter.ts";

/** What steps of money are made of. They speak of a traveller `t` (sppd_pelaksana) and of their statement of costs `h` (sppd_spj). */

/** What may be paid to a traveller in advance, in all: the institution's share of their estimate. */
export const advanceLimit: Query = sql`floor(t.total * coalesce((module_settings('sppd') ->> 'uang_muka_persen')::int, 80) / 100.0)::bigint`;

/** What was paid to a traveller in advance. */
export const paidInAdvance: Query = sql`(select coalesce(sum(p.jumlah), 0)::bigint from sppd_pembayaran p
  where p.sppd_id = t.sppd_id and p.pegawai_id = t.pegawai_id and p.jenis = 'uang_muka')`;

/** Whether a traveller's account has been settled. */
export const isPaid: Query = sql`exists (select from sppd_pembayaran p
  where p.sppd_id = t.sppd_id and p.pegawai_id = t.pegawai_id and p.jenis <> 'uang_muka')`;

/** What is still due to a traveller (below 0: what they owe), once validated: without the taxes withheld and what was paid before. */
export const difference: Query = sql`(h.ditetapkan - h.total_pph - h.dibayar_semula)`;

/** What of a cancelled trip nobody gives back to a traveller, once the PPK has confirmed it: it is paid, each with its proof. */
export const cancelledCost: Query = sql`(select coalesce(sum((x ->> 'jumlah')::bigint), 0)::bigint from sppd_pembatalan p, jsonb_array_elements(p.biaya) x
  where p.sppd_id = t.sppd_id and p.disahkan_pada is not null and x ->> 'pegawai_id' = t.pegawai_id::text)`;

/** Whether somebody holds the office of PPK for an order's unit today. */
export function holdsPpk({ pegawai_id }: Principal, order = sql`locked`): Query {
  return sql`exists (select from unit_kerja k join pejabat p on p.unit_id = any(k.jalur) and p.jenis = 'ppk'
    and p.pegawai_id = ${pegawai_id}::uuid and sedang_menjabat(p) where k.id = ${order}.unit_id)`;
}

/** Somebody as receipts name them: `{ nama, nip, nip_label }`. */
export function signatory({ nama, pegawai_id }: Principal): Query {
  return sql`coalesce((select ${officialJson} from pegawai g where g.id = ${pegawai_id}::uuid),
    jsonb_build_object('nama', ${nama}::text, 'nip', null))`;
}

/** A traveller's name, by their id. */
export function nameOfTraveller(pegawaiId: Query): Query {
  return sql`(select nama_lengkap(g) from pegawai g where g.id = ${pegawaiId})`;
}

/** Rupiah as texts write them, of a bigint: `Rp1.340.000`. */
export function rupiahText(amount: Query): Query {
  return sql`('Rp' || replace(to_char(${amount}, 'FM999,999,999,999,990'), ',', '.'))`;
}
