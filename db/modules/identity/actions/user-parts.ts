import { roles as builtIn } from "../../../core/manifest.ts";
import { empty, sql, type Query } from "../../../core/postgres.ts";
import { recordTags } from "../../../core/tags.ts";
import { appoints, builtInIzin, everythingOf } from "../authority.ts";
import type { Principal, Scope } from "../principal.ts";
import { reachUser } from "../reads/reach.ts";
import type { PeranDiberi } from "../rules/pengguna.ts";
import { personTag } from "../rules/tags.ts";

/** The CTEs and conditions that writes of an account are made of. */

/** The tag of lists of accounts: whatever changes who they show, or what they show of them, drops it. */
export const usersTag = "users";

/** Drops what is cached of the changed account (`change`), of its sessions' person, and of lists that it may stand in. */
export const dropUserTags: Query = recordTags(sql`change`, sql`array[${usersTag}::text, ${personTag("")}::text || id]`);

/**
 * Whether a role in a unit is more than somebody has to give: a permission of it that they have not, or not so far, or not
 * there. Never for whoever appoints. `peran` and `unit` are SQL.
 */
export function exceeds(principal: Principal, scope: Scope, peran: Query, unit: Query): Query {
  if (appoints(principal)) return sql`false`;
  const mine = JSON.stringify(everythingOf(principal));
  const outside = scope.reach === "unit" ? sql`or not ${unit} = any(${scope.units}::uuid[])` : empty;
  return sql`(exists (
      select from jsonb_each_text(coalesce((select p.izin from peran_lembaga p where p.kode = ${peran}), ${JSON.stringify(builtInIzin)}::jsonb -> ${peran}, '{}')) hak(izin, sejauh)
        cross join lateral (select ${mine}::jsonb -> hak.izin as punya) m
       where case hak.sejauh when 'own' then m.punya is null
               when 'unit' then m.punya is null or m.punya ->> 'reach' = 'own' or (m.punya ->> 'reach' = 'unit' and not (m.punya -> 'units' ? ${unit}::text))
               else m.punya is null or m.punya ->> 'reach' <> 'all' end) ${outside})`;
}

/** Whether somebody `u` holds a role that is more than one has oneself: they are not theirs to change. */
export function outranks(principal: Principal, scope: Scope): Query {
  if (appoints(principal)) return sql`false`;
  return sql`exists (select from user_roles atas where atas.user_id = u.id and ${exceeds(principal, scope, sql`atas.peran`, sql`atas.unit_id`)})`;
}

/** Locks an account that somebody reaches and may change. */
export function lockUser(id: string, principal: Principal, scope: Scope): Query {
  return sql`select u.* from users u where u.id = ${id}::uuid and ${reachUser(scope)} and not ${outranks(principal, scope)} for update of u`;
}

/** Roles of a request as rows: `peran`, `unit_id`. */
export function givenRows(given: readonly PeranDiberi[]): Query {
  return sql`jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g(peran text, unit_id uuid)`;
}

/** The institution's own roles among those given, locked: whoever would take one away waits, and sees that it is held. */
export function lockOwnRoles(given: readonly PeranDiberi[]): Query {
  return sql`select p.kode from peran_lembaga p where p.kode = any(${ownCodes(given)}::text[]) for key share`;
}

/** Whether every given role exists (`pakai` are the institution's own that were locked) and is somebody's to give. */
export function mayGive(principal: Principal, scope: Scope, given: readonly PeranDiberi[]): Query {
  return sql`(select count(*) from pakai) = ${ownCodes(given).length}
    and not exists (select from ${givenRows(given)} where ${exceeds(principal, scope, sql`g.peran`, sql`g.unit_id`)})`;
}

/** Whether an account may be that of this member of staff: there is one, and within reach. */
export function mayBeStaff(scope: Scope, pegawaiId: string | null): Query {
  if (pegawaiId === null) return sql`true`;
  const near = scope.reach === "unit" ? sql`and s.unit_id = any(${scope.units}::uuid[])` : empty;
  return sql`exists (select from pegawai s where s.id = ${pegawaiId}::uuid ${near})`;
}

function ownCodes(given: readonly PeranDiberi[]): string[] {
  return [...new Set(given.map(({ peran }) => peran))].filter((code) => !(builtIn as readonly string[]).includes(code));
}
