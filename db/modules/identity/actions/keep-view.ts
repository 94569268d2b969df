import { DatabaseError, sql, type Query } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal, Scope } from "../principal.ts";
import { viewJson, type ViewOfList } from "../reads/views.ts";

/** More views of a list than these nobody finds their way among: of one's own, and of what others share with a unit. */
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

/**
 * Shares a view of somebody's own with a unit within their reach: whoever belongs there or below sees it. `TIDAK_DITEMUKAN`,
 * `UNIT_TIDAK_DIKENAL`, `TAMPILAN_TERLALU_BANYAK` where that unit has enough of the list.
 */
export async function shareView(
  work: Work,
  { user_id }: Principal,
  scope: Scope,
  { id, unitId }: { readonly id: string; readonly unitId: string },
): Promise<ViewOfList> {
  const own = sql`select v.* from tampilan v where v.id = ${id}::uuid and v.user_id = ${user_id}::uuid`;
  const reached =
    scope.reach === "all" ? sql`true` : sql`k.id = any(${scope.reach === "unit" ? scope.units : []}::uuid[])`;
  const place = sql`select k.id from unit_kerja k where k.id = ${unitId}::uuid and ${reached}`;
  const shared = await writeView(
    work,
    user_id,
    sql`own as (${own}), place as (${place}), change as (
        update tampilan v set unit_id = place.id from own, place where v.id = own.id
           and (select count(*) from tampilan t where t.unit_id = place.id and t.daftar = own.daftar and t.id <> own.id) < ${mostViews}
        returning v.*
      )`,
  );
  if (shared) return shared;
  const [[known]] = await work.db.batch(work.institutionId, [
    sql<{ own: boolean; place: boolean }>`select exists (${own}) as own, exists (${place}) as place`,
  ]);
  if (!known?.own) throw new Problem("TIDAK_DITEMUKAN");
  if (!known.place)
    throw new Problem("UNIT_TIDAK_DIKENAL", { fields: [{ pointer: "/unit_id", code: "UNIT_TIDAK_DIKENAL" }] });
  throw new Problem("TAMPILAN_TERLALU_BANYAK", { values: { batas: mostViews } });
}

/** Keeps a view of somebody's own to themselves again. `TIDAK_DITEMUKAN`; nothing happens where it is not shared. */
export async function unshareView(work: Work, { user_id }: Principal, id: string): Promise<void> {
  const own = await writeView(
    work,
    user_id,
    sql`change as (update tampilan v set unit_id = null where v.id = ${id}::uuid and v.user_id = ${user_id}::uuid returning v.*)`,
  );
  if (!own) throw new Problem("TIDAK_DITEMUKAN");
}

/** One after another for each person: two views at once would both be the one that a list opens with. */
async function writeView(work: Work, userId: string, ctes: Query): Promise<ViewOfList | null> {
  try {
    return await write(
      work,
      sql<
        Written<ViewOfList>
      >`with ${ctes} select ${writtenColumns(viewJson(userId), { jobs: false, tags: false })} from change v`,
      [sql`select pg_advisory_xact_lock(hashtext('serambi.tampilan'), hashtext(${userId}::text))`],
    );
  } catch (error) {
    const taken = error instanceof DatabaseError && error.constraint === "tampilan_nama";
    throw taken
      ? new Problem("TAMPILAN_SUDAH_ADA", { fields: [{ pointer: "/nama", code: "TAMPILAN_SUDAH_ADA" }] })
      : error;
  }
}
