import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal } from "../principal.ts";

const done = writtenColumns(sql`'true'::jsonb`, { jobs: false, tags: false });

/** Holds what somebody did and what was done to their account: it is not summed up until it is let go. `CATATAN_DITAHAN` where it is held already. */
export async function holdActivity(work: Work, { user_id }: Principal, id: string, alasan: string): Promise<void> {
  const held = await write(
    work,
    sql<Written<true>>`with change as (
      insert into aktivitas_tahanan (institution_id, user_id, alasan, oleh)
      select u.institution_id, u.id, ${alasan}, ${user_id}::uuid from users u where u.id = ${id}::uuid
      on conflict (institution_id, user_id) where dilepas_pada is null do nothing returning institution_id
    ) select ${done} from change`,
  );
  if (held) return;
  const [[found]] = await work.db.batch(work.institutionId, [
    sql<{
      alasan: string;
    }>`select t.alasan from aktivitas_tahanan t where t.user_id = ${id}::uuid and t.dilepas_pada is null`,
  ]);
  throw found ? new Problem("CATATAN_DITAHAN", { values: { alasan: found.alasan } }) : new Problem("TIDAK_DITEMUKAN");
}

/** Lets go of what was held of somebody; `TIDAK_DITEMUKAN` where nothing was. */
export async function releaseActivity(work: Work, { user_id }: Principal, id: string, alasan: string): Promise<void> {
  const released = await write(
    work,
    sql<Written<true>>`with change as (
      update aktivitas_tahanan set dilepas_alasan = ${alasan}, dilepas_oleh = ${user_id}::uuid, dilepas_pada = now()
       where user_id = ${id}::uuid and dilepas_pada is null returning institution_id
    ) select ${done} from change`,
  );
  if (!released) throw new Problem("TIDAK_DITEMUKAN");
}
