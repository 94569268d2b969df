import { sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import type { BarisDiperiksa } from "../rules/baris-impor.ts";
import { sealPhone } from "./seal-phone.ts";

/** A row of an import that has been looked at by itself. */
export interface CheckedRow extends BarisDiperiksa {
  readonly nomor: number;
}

/**
 * Records what becomes of rows, in one statement that also looks whose their names are already. Everything that a row says is
 * known of one person (an import changes no telephone number: one that differs is a warning): nothing changes. A name is somebody else's, or of another kind there: an error that says which. Rows that
 * were recorded before are looked at again, unless they have been saved meanwhile.
 */
export async function recordVerdicts(
  work: Work,
  imporId: string,
  rows: readonly CheckedRow[],
  diabaikan: readonly string[],
): Promise<void> {
  const told = await Promise.all(rows.map((row) => toKept(work, row)));
  await work.db.batch(work.institutionId, [
    sql`with baris as (
        select b.* from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as b(nomor int, isi jsonb, hashes jsonb, galat jsonb, peringatan jsonb)
      ), nama as (
        select b.nomor, p.key as jenis, p.value as nilai from baris b, jsonb_each_text(b.isi -> 'pengenal') p
      ), ada as (
        select n.nomor, n.jenis, x.kind, x.user_id from nama n
          join user_identifiers x on x.institution_id = ${work.institutionId}::uuid and x.value = n.nilai
      ), pemilik as (
        select a.nomor, (array_agg(a.user_id))[1] as user_id,
               count(distinct a.user_id) = 1 and bool_and(a.kind = a.jenis)
                 and count(*) = (select count(*) from nama n where n.nomor = a.nomor) as utuh,
               jsonb_agg(jsonb_build_object('kolom', a.jenis, 'kode', 'PENGENAL_DIPAKAI', 'jenis', a.kind) order by a.jenis) as catatan
          from ada a group by a.nomor
      ), putusan as (
        select b.*, u.id as user_id, case when p.nomor is null or u.id is not null then b.galat else b.galat || p.catatan end as semua,
               case when u.id is not null and b.hashes is not null and not coalesce(b.hashes ? u.telepon_hash, false)
                 then jsonb_build_array(jsonb_build_object('kolom', 'telepon', 'kode', 'TELEPON_BERBEDA')) else '[]' end as beda
          from baris b left join pemilik p on p.nomor = b.nomor
          left join users u on u.institution_id = ${work.institutionId}::uuid and u.id = p.user_id and p.utuh
            and lower(u.nama) = lower(b.isi ->> 'nama')
      )
      insert into impor_baris (institution_id, impor_id, nomor, putusan, isi, galat, peringatan, user_id)
      select ${work.institutionId}::uuid, ${imporId}::uuid, nomor,
             case when jsonb_array_length(semua) > 0 then 'galat' when user_id is not null then 'tak_berubah' else 'sah' end,
             isi, semua, peringatan || beda, user_id
        from putusan order by nomor
      on conflict (institution_id, impor_id, nomor) do update
        set putusan = excluded.putusan, isi = excluded.isi, galat = excluded.galat, peringatan = excluded.peringatan, user_id = excluded.user_id
        where impor_baris.putusan <> 'tersimpan'`,
    sql`update impor set kolom_diabaikan = ${diabaikan}::text[] where id = ${imporId}`,
  ]);
}

/** A row as it is kept until it is saved: the telephone number sealed, as it will be kept of its person. */
async function toKept(work: Work, { nomor, orang, galat, peringatan }: CheckedRow) {
  const { telepon, ...rest } = orang;
  const kept = { nomor, galat, peringatan };
  if (telepon === null) return { ...kept, isi: rest };
  const { hashes, ...sealed } = await sealPhone(work, telepon);
  return { ...kept, isi: { ...rest, telepon: sealed }, hashes };
}
