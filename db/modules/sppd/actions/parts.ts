import { sql, type Query } from "../../../core/postgres.ts";
import { recordTags } from "../../../core/tags.ts";
import type { Work } from "../../../core/work.ts";
import { write, type Written } from "../../../core/write.ts";
import type { Scope } from "../../identity/principal.ts";
import { byId, inScope } from "../reads/scope.ts";
import { statusAsal, type AksiSppd, type StatusSppd } from "../rules/status.ts";

/**
 * The CTEs that writes of an order are made of. Each reads from the one before it, so that nothing is written unless the
 * locked row allowed it: in a batch of separate statements an UPDATE that matches nothing still lets the next one write.
 */

/**
 * Runs a write of an order, in the same round trip opening the year that its rows fall into, should nobody have been there
 * yet: the first act of a new year, or an institution that trains in an old one.
 */
export function writeOrder<Answer>(work: Work, statement: Query<Written<Answer>>): Promise<Answer | null> {
  return write(work, statement, [openYear]);
}

/**
 * The same with the order locked before: a statement that looks at what others have written about it (payments, lines of costs)
 * sees all of it, because it begins only when nobody else is writing. `also` is locked after the order.
 */
export function writeLocked<Answer>(
  work: Work,
  id: string,
  statement: Query<Written<Answer>>,
  also: readonly Query[] = [],
): Promise<Answer | null> {
  return write(work, statement, [openYear, sql`select s.id from sppd s where ${byId(id)} for update`, ...also]);
}

const openYear = sql`select open_year(extract(year from app_now() at time zone 'UTC')::int)`;

/** Locks an order that somebody reaches, in a state from which the state table lets this action lead on (to one of `ke`). */
export function lockOrder(id: string, scope: Scope, aksi: AksiSppd, ke?: readonly StatusSppd[]): Query {
  const states = statusAsal(aksi, ke);
  return sql`select s.* from sppd s where ${byId(id)} and s.status = any(${states}::text[]) and ${inScope(scope)} for update`;
}

/** The levels that must approve an order, as things stand today; null when nobody is left to. */
export function chainOf(order: Query): Query {
  return sql`susun_rantai(${order}.jenis_perjalanan, ${order}.total_estimasi, level_pelaksana(${order}.id), ${levelsAbove(order)})`;
}

/** The levels at which somebody can decide on an order today. */
export function levelsAbove(order: Query): Query {
  return sql`level_tersedia(${order}.id, ${order}.unit_id, ${order}.user_id)`;
}

/**
 * Writes a step into the approval log, from the changed row (`change`, with `dari` as the state before). What the clock does is
 * nobody's (null), and `ke` is said where the order has gone on further in the same statement.
 */
export function recordStep(step: {
  aksi: AksiSppd;
  oleh: string | null;
  ke?: StatusSppd;
  catatan?: Query | string | null;
  level?: Query;
  kapasitas?: Query;
}): Query {
  return sql`insert into approval_logs (institution_id, id, created_at, sppd_id, aksi, dari, ke, oleh, level, kapasitas, catatan)
    select c.institution_id, baru.id, uuid_extract_timestamp(baru.id), c.id, ${step.aksi}, c.dari, ${step.ke ?? sql`c.status`}, ${step.oleh}::uuid,
           ${step.level ?? sql`null::smallint`}, ${step.kapasitas ?? sql`null::text`}, ${step.catatan ?? null}::text
      from change c, (select app_uuid() as id) baru returning id`;
}

/** The tags (text[]) of the changed order, of lists it may stand in, and of its budget line. */
export const orderTags: Query = sql`array['sppd', 'sppd:' || id, 'anggaran']`;

/** Drops what is cached under them. */
export const dropOrderTags: Query = recordTags(sql`change`, orderTags);

/** Gives back the money that the locked orders had claimed; a draft has claimed none. */
export const releaseBudget: Query = sql`update anggaran a set komitmen = a.komitmen - c.total_estimasi
  from change c where a.id = c.anggaran_id and c.dari <> 'draft' returning a.id`;

/** Gives back the days that the locked orders had claimed. */
export const releaseDays: Query = sql`delete from sppd_klaim k using change c where k.sppd_id = c.id returning k.sppd_id`;

/** Whether somebody travels on the locked order or asked for it: nobody decides on their own. */
export function isParty(userId: string, pegawaiId: string | null, order = sql`locked`): Query {
  return sql`(${order}.user_id = ${userId}::uuid or exists (
    select from sppd_pelaksana t where t.sppd_id = ${order}.id and t.pegawai_id = ${pegawaiId}::uuid))`;
}

/** Whether somebody has done one of these steps with an order. */
export function hasDone(
  { user_id, pegawai_id }: { readonly user_id: string; readonly pegawai_id: string | null },
  steps: readonly AksiSppd[],
  order = sql`locked`,
): Query {
  return sql`pernah_bertindak(${order}.id, ${user_id}::uuid, ${pegawai_id}::uuid, ${steps}::text[])`;
}
