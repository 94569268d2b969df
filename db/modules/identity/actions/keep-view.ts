import { DatabaseError, sql, type Query } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal } from "../principal.ts";
import { viewJson, type ViewOfList } from "../reads/views.ts";

/** More views of a list than these nobody finds their way among. */
const mostViews = 50;

/** What somebody keeps: the list's parameters, which it has found right. */
export interface KeptView {
  readonly nama: string;
  readonly isi: Readonly<Record<string, string>>;
  /** The one that the list opens with; there is one at the most, and it takes the place of another. */
  readonly bawaan: boolean;
}

/** Keeps a view of a list for somebody. `TAMPILAN_SUDAH_ADA` under that name; `TAMPILAN_TERLALU_BANYAK`. */
export async function keepView(
  work: Work,
  { user_id }: Principal,
  daftar: string,
  { nama, isi, bawaan }: KeptView,
): Promise<ViewOfList> {
  const kept = await writeView(
    work,
    user_id,
    sql`others as (
        update tampilan v set bawaan = false where ${bawaan} and v.bawaan and v.user_id = ${user_id}::uuid and v.daftar = ${daftar} returning v.id
      ), change as (
        insert into tampilan as v (institution_id, user_id, daftar, nama, isi, bawaan)
        select u.institution_id, u.id, ${daftar}, ${nama}, ${JSON.stringify(isi)}::jsonb, ${bawaan} from users u
         where u.id = ${user_id}::uuid and (select count(*) from others) >= 0
           and (select count(*) from tampilan t where t.user_id = u.id and t.daftar = ${daftar}) < ${mostViews}
        returning v.*
      )`,
  );
  if (!kept) throw new Problem("TAMPILAN_TERLALU_BANYAK", { values: { batas: mostViews } });
  return kept;
}

/**
 * Changes a view that somebody has of a list: its name, what it shows, whether the list opens with it. `TIDAK_DITEMUKAN`, as for one of
 * another list; `TAMPILAN_SUDAH_ADA`.
 */
export async function changeView(
  work: Work,
  { user_id }: Principal,
  { id, daftar }: { readonly id: string; readonly daftar: string },
  { nama, isi, bawaan }: KeptView,
): Promise<ViewOfList> {
  const changed = await writeView(
    work,
    user_id,
    sql`own as (
        select v.* from tampilan v where v.id = ${id}::uuid and v.user_id = ${user_id}::uuid and v.daftar = ${daftar}
      ), others as (
        update tampilan v set bawaan = false from own where ${bawaan} and v.bawaan and v.id <> own.id and v.user_id = own.user_id and v.daftar = own.daftar returning v.id
      ), change as (
        update tampilan v set nama = ${nama}, isi = ${JSON.stringify(isi)}::jsonb, bawaan = ${bawaan} from own
         where v.id = own.id and (select count(*) from others) >= 0 returning v.*
      )`,
  );
  if (!changed) throw new Problem("TIDAK_DITEMUKAN");
  return changed;
}

/** Removes a view of somebody's own. `TIDAK_DITEMUKAN`. */
export async function dropView(work: Work, { user_id }: Principal, id: string): Promise<void> {
  const dropped = await writeView(
    work,
    user_id,
    sql`change as (delete from tampilan v where v.id = ${id}::uuid and v.user_id = ${user_id}::uuid returning v.*)`,
  );
  if (!dropped) throw new Problem("TIDAK_DITEMUKAN");
}

/** One after another for each person: two views at once would both be the one that a list opens with. */
async function writeView(work: Work, userId: string, ctes: Query): Promise<ViewOfList | null> {
  try {
    return await write(
      work,
      sql<
        Written<ViewOfList>
      >`with ${ctes} select ${writtenColumns(viewJson, { jobs: false, tags: false })} from change v`,
      [sql`select pg_advisory_xact_lock(hashtext('serambi.tampilan'), hashtext(${userId}::text))`],
    );
  } catch (error) {
    const taken = error instanceof DatabaseError && error.constraint === "tampilan_nama";
    throw taken
      ? new Problem("TAMPILAN_SUDAH_ADA", { fields: [{ pointer: "/nama", code: "TAMPILAN_SUDAH_ADA" }] })
      : error;
  }
}
