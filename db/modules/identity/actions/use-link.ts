import { empty, sql, type Query } from "../../../core/postgres.ts";
import type { TujuanTautan } from "../link-token.ts";
import { countsStill } from "../reads/links.ts";

/**
 * The CTEs that use a link up, should it still count: `used` (institution_id, id, surel) is whose it was, and which address it
 * confirms. Every other link of theirs is void with it. Its person is locked first, so that of several links which are used at
 * once each sees what the one before did.
 */
export function useLink(linkId: string, tujuan: TujuanTautan): Query {
  return sql`holder as (
      select u.id from tautan_akun l join users u on u.id = l.user_id
       where l.id = ${linkId}::uuid and l.tujuan = ${tujuan} and ${countsStill} for update of u
    ), used as (
      update tautan_akun l set used_at = now() from holder
       where l.id = ${linkId}::uuid and l.user_id = holder.id and l.used_at is null
      returning l.institution_id, l.user_id as id, l.surel
    ), void as (${voidLinks(sql`used`, linkId)})`;
}

/** The CTE body that makes void the links of the people of `from` (id) that nobody has used, but the one named. */
export function voidLinks(from: Query, except?: string): Query {
  const others = except === undefined ? empty : sql`and l.id <> ${except}::uuid`;
  return sql`update tautan_akun l set used_at = now() from ${from} c where l.user_id = c.id and l.used_at is null ${others}`;
}
