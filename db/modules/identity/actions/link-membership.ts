import { Problem } from "../../../core/problem.ts";
import { only, sql } from "../../../core/postgres.ts";
import { workAs, type Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal } from "../principal.ts";
import { proveAccount, type AccountProof } from "./prove-account.ts";
import { recordActivity } from "./record-activity.ts";

/** The institution that was joined. */
export interface Joined {
  readonly id: string;
  readonly nama: string;
}

/**
 * Says that an account in another institution (`institution`) is of the same human being, who proves it as a login would: that account joins those
 * of one's own, and leaves others that it was joined with. Each institution logs it for itself, and neither learns anything that
 * opens the other: credentials stay per institution. `IDENTITAS_ATAU_SANDI_SALAH`, `OTP_DIPERLUKAN`, `OTP_SALAH`.
 */
export async function linkMembership(
  work: Work,
  principal: Principal,
  other: Omit<AccountProof, "host">,
): Promise<Joined> {
  const { alamat } = other;
  const { person } = await proveAccount(work, { ...other, host: "" });
  const { institution_id: institutionId, user_id: userId } = person;
  if (institutionId === work.institutionId)
    throw new Problem("DATA_TIDAK_SAH", { fields: [{ pointer: "/institution", code: "INSTITUSI_SENDIRI" }] });

  const [mine] = await work.db.batch(work.institutionId, [
    sql<{ orang_id: string }>`select orang_id from users where id = ${principal.user_id}::uuid`,
  ]);
  const joined = await write(workAs(work, institutionId), joinPerson(userId, only(mine).orang_id, alamat));
  if (!joined) throw new Problem("IDENTITAS_ATAU_SANDI_SALAH");
  const told = await write(
    work,
    sql<Written<Joined>>`with change as (select institution_id, id from users where id = ${principal.user_id}::uuid),
      log as (${recordActivity(sql`change`, {
        user: sql`c.id`,
        oleh: sql`c.id`,
        aksi: "keanggotaan_ditautkan",
        rincian: sql`jsonb_build_object('institusi', ${joined.id}::text)`,
        alamat: sql`${alamat}::text`,
      })})
      select ${writtenColumns(sql`${JSON.stringify(joined)}::jsonb`, { jobs: false, tags: false })} from change`,
  );
  return told ?? joined;
}

function joinPerson(userId: string, orangId: string, alamat: string) {
  return sql<Written<Joined>>`with change as (
      update users set orang_id = ${orangId}::uuid, updated_at = now() where id = ${userId}::uuid and aktif returning institution_id, id
    ), log as (${recordActivity(sql`change`, {
      user: sql`c.id`,
      oleh: sql`c.id`,
      aksi: "keanggotaan_ditautkan",
      alamat: sql`${alamat}::text`,
    })})
    select ${writtenColumns(sql`jsonb_build_object('id', i.id, 'nama', i.nama)`, { jobs: false, tags: false })}
      from change join institutions i on i.id = change.institution_id`;
}

/** Lets one's own account stand for itself again. Those that it was joined with stay joined to each other. */
export async function unlinkMembership(work: Work, principal: Principal, alamat: string): Promise<void> {
  await write(
    work,
    sql<Written<true>>`with change as (
        update users set orang_id = uuidv7(), updated_at = now() where id = ${principal.user_id}::uuid returning institution_id, id
      ), log as (${recordActivity(sql`change`, {
        user: sql`c.id`,
        oleh: sql`c.id`,
        aksi: "keanggotaan_dilepas",
        alamat: sql`${alamat}::text`,
      })})
      select ${writtenColumns(sql`'true'::jsonb`, { jobs: false, tags: false })} from change`,
  );
}
