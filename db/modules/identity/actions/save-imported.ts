import { roles } from "../../../core/manifest.ts";
import { DatabaseError, sql, type Query } from "../../../core/postgres.ts";
import { recordTags } from "../../../core/tags.ts";
import type { Trace } from "../../../core/trace.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { recordActivity } from "./record-activity.ts";
import { recordInvitations } from "./record-invitation.ts";
import { usersTag } from "./user-parts.ts";

/** What a batch came to: rows that it took, of which so many could not be saved, and how many wait yet. */
export interface SavedBatch {
  readonly diambil: number;
  readonly bentrok: number;
  readonly sisa: number;
}

/** Which import is saved, on whose behalf, and whether those with an e-mail address are invited. */
export interface Saving {
  readonly id: string;
  readonly oleh: string;
  readonly undang: boolean;
}

/** How often a batch is begun anew because somebody took one of its names in the same moment. */
const mostRuns = 5;

/**
 * Makes people of the next rows that were found right, in one statement. Names are looked up again: a row whose name was taken
 * since, whose role is gone, or for whom the licence has no account left, becomes an error, and the others go in. What has been saved is marked so in the same statement:
 * it can run again after any interruption, and two at once share the rows out.
 */
export async function saveImported(work: Work, impor: Saving, most: number): Promise<SavedBatch> {
  for (let run = 1; ; run++) {
    try {
      const saved = await write(work, batchStatement(work.trace, impor, most));
      if (!saved) throw new Error("a batch always answers");
      return saved;
    } catch (error) {
      // Taken between the look and the write: the next look sees it.
      const taken = error instanceof DatabaseError && error.code === "23505";
      if (!taken || run === mostRuns) throw error;
    }
  }
}

function batchStatement(trace: Trace, impor: Saving, most: number): Query<Written<SavedBatch>> {
  return sql`
    with pilih as materialized (
      select b.institution_id, b.nomor, b.isi, uuidv7() as user_id from impor_baris b
       where b.impor_id = ${impor.id} and b.putusan = 'sah' order by b.nomor limit ${most} for update
    ), pakai as materialized (
      -- Locked: whoever would take one away waits, and sees that it is held.
      select l.kode from peran_lembaga l where l.kode in (select jsonb_array_elements_text(p.isi -> 'peran') from pilih p) for key share
    ), nama as (
      select p.institution_id, p.nomor, p.user_id, n.key as jenis, n.value as nilai from pilih p, jsonb_each_text(p.isi -> 'pengenal') n
    ), salah as (
      select nomor, jsonb_agg(catatan) as catatan from (
        select n.nomor, jsonb_build_object('kolom', n.jenis, 'kode', 'PENGENAL_DIPAKAI', 'jenis', x.kind) as catatan
          from nama n join user_identifiers x on x.institution_id = n.institution_id and x.value = n.nilai
        union all
        select p.nomor, jsonb_build_object('kolom', 'peran', 'kode', 'PERAN_TIDAK_DIKENAL') from pilih p
         where exists (select from jsonb_array_elements_text(p.isi -> 'peran') r
           where r <> all(${roles}::text[]) and not exists (select from pakai where pakai.kode = r))
      ) x group by nomor
    ), kursi as materialized (select seats_left() as sisa), galat as (
      select nomor, catatan from salah
      union all
      select u.nomor, jsonb_build_array(jsonb_build_object('kolom', 'nama', 'kode', 'KURSI_PENUH')) from kursi, (
          select p.nomor, row_number() over (order by p.nomor) as ke from pilih p where not exists (select from salah s where s.nomor = p.nomor)) u
       where u.ke > kursi.sisa
    ), baru as (
      insert into users (institution_id, id, nama, telepon, telepon_hash)
      select p.institution_id, p.user_id, p.isi ->> 'nama', p.isi -> 'telepon' ->> 'segel', p.isi -> 'telepon' ->> 'hash' from pilih p
       where not exists (select from galat g where g.nomor = p.nomor) returning institution_id, id
    ), pengenal as (
      insert into user_identifiers (institution_id, value, kind, user_id)
      select n.institution_id, n.nilai, n.jenis, n.user_id from nama n join baru on baru.id = n.user_id
    ), peran as (
      insert into user_roles (institution_id, user_id, peran, unit_id)
      select p.institution_id, p.user_id, r, (p.isi ->> 'unit_id')::uuid
        from pilih p join baru on baru.id = p.user_id, jsonb_array_elements_text(p.isi -> 'peran') r
    ), kegiatan as (${recordActivity(sql`baru`, {
      user: sql`c.id`,
      oleh: sql`${impor.oleh}::uuid`,
      aksi: "diimpor",
      rincian: sql`jsonb_build_object('impor_id', ${impor.id}::uuid)`,
    })}), tanda as (
      update impor_baris b set putusan = case when g.nomor is null then 'tersimpan' else 'galat' end,
             user_id = case when g.nomor is null then p.user_id end, galat = b.galat || coalesce(g.catatan, '[]')
        from pilih p left join galat g on g.nomor = p.nomor
       where b.impor_id = ${impor.id} and b.nomor = p.nomor
    ), alamat as (
      select baru.institution_id, baru.id as user_id, n.nilai as surel from baru join nama n on n.user_id = baru.id and n.jenis = 'email'
       where ${impor.undang}
    ), ${recordInvitations(sql`alamat`, { oleh: impor.oleh, alamat: "", trace })},
    bump as (${recordTags(sql`baru`, sql`${[usersTag]}::text[]`)})
    select ${writtenColumns(
      sql`jsonb_build_object('diambil', (select count(*) from pilih), 'bentrok', (select count(*) from galat),
        'sisa', (select count(*) from impor_baris b where b.impor_id = ${impor.id} and b.putusan = 'sah') - (select count(*) from pilih))`,
      { jobs: true },
    )}`;
}
