import { empty, sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal, Scope } from "../principal.ts";
import type { PenggunaBaru } from "../rules/pengguna.ts";
import { explainRoles, explainStaff, explainUserError } from "./explain-user.ts";
import { recordActivity } from "./record-activity.ts";
import { recordInvitations } from "./record-invitation.ts";
import { explainSeats, hasSeat } from "../../licence/reads.ts";
import { dropUserTags, givenRows, lockOwnRoles, mayBeStaff, mayGive } from "./user-parts.ts";
import { Problem } from "../../../core/problem.ts";

/** What entering or changing an account answers with. */
export interface UserChanged {
  readonly id: string;
  readonly versi: number;
}

/**
 * Enters an account, without a password, in one statement; with `undang` its person is invited to choose one, in the same. A name that somebody has already, of whatever kind, is
 * `PENGENAL_DIPAKAI`; roles reach no farther than one's own (`DI_LUAR_KEWENANGAN`). Whoever looks after some units only
 * enters people of these units. `KURSI_PENUH` where the licence has no account left.
 */
export async function createUser(
  work: Work,
  principal: Principal,
  scope: Scope,
  input: PenggunaBaru,
  alamat: string,
): Promise<UserChanged> {
  const { nama, pengenal, peran, undang = false } = input;
  const pegawaiId = input.pegawai_id ?? null;
  const placed = scope.reach === "all" || peran.length > 0 || pegawaiId !== null;
  const invitation = undang
    ? sql`orang as (select c.institution_id, c.id as user_id, ${pengenal.email}::text as surel from change c),
      ${recordInvitations(sql`orang`, { oleh: principal.user_id, alamat, trace: work.trace })},`
    : empty;
  try {
    const created = await write(
      work,
      sql<Written<UserChanged>>`
      with pakai as materialized (${lockOwnRoles(peran)}),
      change as (
        insert into users (institution_id, nama, pegawai_id)
        select ${work.institutionId}::uuid, ${nama}, ${pegawaiId}::uuid
         where ${placed} and ${mayBeStaff(scope, pegawaiId)} and ${mayGive(principal, scope, peran)}
           and ${hasSeat}
        returning institution_id, id, versi
      ), names as (
        insert into user_identifiers (institution_id, value, kind, user_id)
        select c.institution_id, x.value, x.key, c.id from change c, jsonb_each_text(${JSON.stringify(pengenal)}::jsonb) x
      ), held as (
        insert into user_roles (institution_id, user_id, peran, unit_id)
        select c.institution_id, c.id, g.peran, g.unit_id from change c, ${givenRows(peran)}
      ), log as (${recordActivity(sql`change`, {
        user: sql`c.id`,
        oleh: sql`${principal.user_id}::uuid`,
        aksi: "dibuat",
        rincian: sql`jsonb_build_object('jenis', ${JSON.stringify(Object.keys(pengenal))}::jsonb, 'peran', ${JSON.stringify(peran)}::jsonb)`,
        alamat: sql`${alamat}::text`,
      })}),
      ${invitation}
      bump as (${dropUserTags})
      select ${writtenColumns(sql`jsonb_build_object('id', change.id, 'versi', change.versi)`, { jobs: undang })} from change`,
    );
    if (created) return created;
  } catch (error) {
    throw await explainUserError(work, error, null, pengenal);
  }
  await explainStaff(work, scope, pegawaiId);
  await explainRoles(work, principal, scope, peran);
  await explainSeats(work);
  throw new Problem("DI_LUAR_KEWENANGAN");
}
