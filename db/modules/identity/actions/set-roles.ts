import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal, Scope } from "../principal.ts";
import type { PeranDiberi } from "../rules/pengguna.ts";
import type { UserChanged } from "./create-user.ts";
import { explainRoles, explainUserError, findRefusedUser } from "./explain-user.ts";
import { recordActivity } from "./record-activity.ts";
import { dropUserTags, givenRows, lockOwnRoles, lockUser, mayGive } from "./user-parts.ts";

/**
 * Gives somebody exactly these roles, seen by their sessions at once. Nobody gives more than they have
 * (`DI_LUAR_KEWENANGAN`), nor themselves anything they have not (`AKUN_SENDIRI`); the last administrator stays
 * (`ADMIN_TERAKHIR`).
 */
export async function setRoles(
  work: Work,
  principal: Principal,
  scope: Scope,
  id: string,
  given: readonly PeranDiberi[],
): Promise<UserChanged> {
  const more = given.some(
    ({ peran, unit_id }) => !principal.roles.some((held) => held.peran === peran && held.unit === unit_id),
  );
  if (id === principal.user_id && more) throw new Problem("AKUN_SENDIRI");
  try {
    const changed = await write(
      work,
      sql<Written<UserChanged>>`
      with pakai as materialized (${lockOwnRoles(given)}),
      locked as (${lockUser(id, principal, scope)}),
      change as (
        update users u set updated_at = now() from locked where u.id = locked.id and ${mayGive(principal, scope, given)}
        returning u.institution_id, u.id, u.versi
      ), taken as (
        delete from user_roles r using change c where r.user_id = c.id
           and not exists (select from ${givenRows(given)} where g.peran = r.peran and g.unit_id = r.unit_id)
        returning r.peran, r.unit_id
      ), added as (
        insert into user_roles (institution_id, user_id, peran, unit_id)
        select c.institution_id, c.id, g.peran, g.unit_id from change c, ${givenRows(given)}
        on conflict do nothing returning peran, unit_id
      ), log as (${recordActivity(sql`change`, {
        user: sql`c.id`,
        oleh: sql`${principal.user_id}::uuid`,
        aksi: "peran_diubah",
        rincian: sql`jsonb_build_object('diambil', coalesce((select jsonb_agg(to_jsonb(taken)) from taken), '[]'),
          'diberi', coalesce((select jsonb_agg(to_jsonb(added)) from added), '[]'))`,
      })}),
      bump as (${dropUserTags})
      select ${writtenColumns(sql`jsonb_build_object('id', change.id, 'versi', change.versi)`, { jobs: false })} from change`,
    );
    if (changed) return changed;
  } catch (error) {
    throw await explainUserError(work, error, id, {});
  }
  await findRefusedUser(work, principal, scope, id);
  await explainRoles(work, principal, scope, given);
  throw new Problem("DI_LUAR_KEWENANGAN");
}
