import type * as z from "zod";
import { roles as builtIn } from "../../../core/manifest.ts";
import { DatabaseError, sql, type Query } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import { recordTags } from "../../../core/tags.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { appoints, exceededBy, type Izin } from "../authority.ts";
import type { Principal } from "../principal.ts";
import type { isiPeran, peranBaru } from "../own-role.ts";
import { institutionTag } from "../rules/tags.ts";
import { recordActivity } from "./record-activity.ts";

/** Roles that an institution makes itself, at the most: they are shown as one list. */
const mostRoles = 200;

/** The code of a role that was written. */
export interface RoleChanged {
  readonly kode: string;
}

/** Makes a role. It carries nothing that its maker has not, unless they appoint (`DI_LUAR_KEWENANGAN`); `PERAN_SUDAH_ADA`. */
export async function createRole(
  work: Work,
  principal: Principal,
  input: z.output<typeof peranBaru>,
): Promise<RoleChanged> {
  const { kode, nama, izin } = input;
  refuseWider(principal, kode, izin);
  if ((builtIn as readonly string[]).includes(kode)) throw new Problem("PERAN_SUDAH_ADA");
  const created = await writeRole(
    work,
    principal,
    kode,
    sql`insert into peran_lembaga (institution_id, kode, nama, izin)
      select ${work.institutionId}::uuid, ${kode}, ${nama}, ${JSON.stringify(izin)}::jsonb
       where (select count(*) from peran_lembaga) < ${mostRoles}
      on conflict do nothing returning institution_id`,
  );
  if (created) return created;
  const [[found]] = await work.db.batch(work.institutionId, [sql`select from peran_lembaga where kode = ${kode}`]);
  throw new Problem(found ? "PERAN_SUDAH_ADA" : "PERAN_TERLALU_BANYAK", { values: { batas: mostRoles } });
}

/** Changes what a role is called and carries, for all who hold it, at once. */
export async function updateRole(
  work: Work,
  principal: Principal,
  kode: string,
  { nama, izin }: z.output<typeof isiPeran>,
): Promise<RoleChanged> {
  refuseWider(principal, kode, izin);
  const updated = await writeRole(
    work,
    principal,
    kode,
    sql`update peran_lembaga set nama = ${nama}, izin = ${JSON.stringify(izin)}::jsonb, updated_at = now()
      where kode = ${kode} returning institution_id`,
  );
  if (!updated) throw new Problem("TIDAK_DITEMUKAN");
  return updated;
}

/** Takes a role away that nobody holds (`PERAN_DIPAKAI`, with how many do). */
export async function deleteRole(work: Work, principal: Principal, kode: string): Promise<void> {
  try {
    const deleted = await writeRole(
      work,
      principal,
      kode,
      sql`delete from peran_lembaga where kode = ${kode} returning institution_id`,
    );
    if (!deleted) throw new Problem("TIDAK_DITEMUKAN");
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.constraint !== "peran_dipakai") throw error;
    const [[held]] = await work.db.batch(work.institutionId, [
      sql<{ jumlah: number }>`select count(distinct user_id)::int as jumlah from user_roles where peran = ${kode}`,
    ]);
    throw new Problem("PERAN_DIPAKAI", { values: { jumlah: held?.jumlah ?? 0 } });
  }
}

/**
 * Nobody hands on what they have not. Whoever appoints may, but not to themselves: a role that one holds is not widened by
 * oneself.
 */
function refuseWider(principal: Principal, kode: string, izin: Izin): void {
  if (appoints(principal) && !principal.roles.some(({ peran }) => peran === kode)) return;
  const beyond = exceededBy(principal, izin);
  if (beyond === null) return;
  throw new Problem("DI_LUAR_KEWENANGAN", { fields: [{ pointer: `/izin/${beyond}`, code: "DI_LUAR_KEWENANGAN" }] });
}

/** Runs a change of one role, with its log, dropping what sessions know of the institution's own roles. */
function writeRole(work: Work, principal: Principal, kode: string, change: Query): Promise<RoleChanged | null> {
  return write(
    work,
    sql<Written<RoleChanged>>`with change as (${change}),
      log as (${recordActivity(sql`change`, {
        user: sql`${principal.user_id}::uuid`,
        oleh: sql`${principal.user_id}::uuid`,
        aksi: "peran_lembaga_diubah",
        rincian: sql`jsonb_build_object('peran', ${kode}::text)`,
      })}),
      bump as (${recordTags(sql`change`, sql`${[institutionTag]}::text[]`)})
      select ${writtenColumns(sql`jsonb_build_object('kode', ${kode}::text)`, { jobs: false })} from change`,
  );
}
