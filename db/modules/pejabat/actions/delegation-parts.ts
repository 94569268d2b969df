import { sql, type Query } from "../../../core/postgres.ts";
import { recordTags } from "../../../core/tags.ts";
import { recordActivity } from "../../identity/actions/record-activity.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import { recordNotifications, tagsOfTold } from "../../notifications/actions/record.ts";

/** Whether an office `p` is somebody's to delegate: it is theirs, or they do it for its holder. */
export function disposes(scope: Scope): Query {
  return scope.reach === "all" ? sql`true` : sql`p.pegawai_id = ${scope.own.pegawai_id}::uuid`;
}

/**
 * The CTEs that follow delegations that were given or ended (`change`): whoever stands in and whoever is stood in for are told, unless they
 * did it; the log of their accounts notes it; what is cached of offices, of whose turn it is and of their sessions is dropped.
 */
export function recordDelegation(
  { user_id, nama }: Principal,
  aksi: "delegasi_diberikan" | "delegasi_diakhiri",
): Query {
  const kode = aksi === "delegasi_diberikan" ? "pejabat.delegasi" : "pejabat.delegasi_diakhiri";
  const told = sql`select c.institution_id, u.id as user_id, 1 as urut, 'info' as jenis, ${kode} as kode,
      jsonb_build_object('penerima', (select nama_lengkap(g) from pegawai g where g.id = c.pegawai_id), 'jabatan', array_to_string(c.sebutan, ' '),
        'mulai', c.mulai, 'selesai', c.selesai, 'oleh', ${nama}::text, 'alasan', c.alasan) as data, '/pejabat' as tautan
    from change c join users u on u.aktif and (u.pegawai_id = c.pegawai_id
      or u.pegawai_id = (select a.pegawai_id from pejabat a where a.id = c.asal_id))`;
  const noted = recordActivity(
    sql`(select c.*, u.id as user_id from change c join users u on u.pegawai_id = c.pegawai_id)`,
    {
      user: sql`c.user_id`,
      oleh: sql`${user_id}::uuid`,
      aksi,
      rincian: sql`jsonb_build_object('pejabat_id', c.id, 'asal_id', c.asal_id, 'kapasitas', c.kapasitas, 'mulai', c.mulai, 'selesai', c.selesai)`,
    },
  );
  const tags = sql`array['pejabat', 'sppd'] || array(select 'orang:' || u.id from change c join users u on u.pegawai_id = c.pegawai_id) || ${tagsOfTold}`;
  return sql`${recordNotifications(told, user_id)}, log as (${noted}), bump as (${recordTags(sql`change`, tags)})`;
}
