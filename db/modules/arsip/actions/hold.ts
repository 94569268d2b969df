import { sql, type Query } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import { recordTags } from "../../../core/tags.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal } from "../../identity/principal.ts";
import { byId } from "../../sppd/reads/scope.ts";

/** Holds an order, in the archive or not yet: it stays where it is until it is let go. `ARSIP_DITAHAN` where it is held already. */
export async function holdOrder(work: Work, principal: Principal, id: string, alasan: string): Promise<void> {
  await note(
    work,
    principal,
    { id, aksi: "tahan", alasan },
    sql`insert into arsip_tahanan (institution_id, sppd_id, alasan, oleh)
      select x.institution_id, x.id, ${alasan}, ${principal.user_id}::uuid from (
        select s.institution_id, s.id from sppd s where ${byId(id)} union all select a.institution_id, a.id from arsip a where a.id = ${id}::uuid) x
      where not exists (select from arsip_tahanan t where t.sppd_id = x.id)
      returning institution_id, sppd_id`,
  );
}

/** Lets an order go that was held. */
export async function releaseOrder(work: Work, principal: Principal, id: string, alasan: string): Promise<void> {
  await note(
    work,
    principal,
    { id, aksi: "lepas", alasan },
    sql`delete from arsip_tahanan where sppd_id = ${id}::uuid returning institution_id, sppd_id`,
  );
}

/** Makes the change with its entry in the log; where there is nothing to change, says why. */
async function note(
  work: Work,
  { user_id }: Principal,
  { id, aksi, alasan }: { id: string; aksi: "tahan" | "lepas"; alasan: string },
  change: Query,
): Promise<void> {
  const done = await write(
    work,
    sql<Written<true>>`with change as (${change}),
    log as (insert into arsip_jejak (institution_id, sppd_id, aksi, oleh, alasan)
      select c.institution_id, c.sppd_id, ${aksi}, ${user_id}::uuid, ${alasan} from change c),
    bump as (${recordTags(sql`change`, sql`array['arsip']`)})
    select ${writtenColumns(sql`'true'::jsonb`, { jobs: false })} from change`,
  );
  if (done) return;
  const [[held]] = await work.db.batch(work.institutionId, [
    sql<{ alasan: string }>`select t.alasan from arsip_tahanan t where t.sppd_id = ${id}::uuid`,
  ]);
  throw held ? new Problem("ARSIP_DITAHAN", { values: { alasan: held.alasan } }) : new Problem("TIDAK_DITEMUKAN");
}
