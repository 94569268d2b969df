import { sql, type Query } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { writtenColumns, type Written } from "../../../core/write.ts";
import { byId } from "../reads/scope.ts";
import { lockOrder, recordStep, writeOrder } from "./parts.ts";
import { movedAnswer, type Moved } from "./submit.ts";
import { tellAndDrop } from "./tell.ts";

/** Who acts when nobody does. */
export const sistem = { user_id: null, nama: "Sistem" } as const;

/** The CTE body that records, after the step in `log`, the departure of a changed order that is under way already. */
export const recordDeparture: Query = sql`insert into approval_logs (institution_id, id, created_at, sppd_id, aksi, dari, ke)
  select c.institution_id, baru.id, uuid_extract_timestamp(baru.id), c.id, 'mulai', 'spd_terbit', c.status
    from change c, log, (select app_uuid() as id) baru where c.status = 'berjalan'`;

/** Sets out on a trip whose day of departure has come. Answers null where it has not, or somebody did something else meanwhile. */
export async function startTrip(work: Work, id: string): Promise<Moved | null> {
  return await writeOrder(
    work,
    sql<Written<Moved>>`
    with locked as (${lockOrder(id, { reach: "all" }, "mulai")}),
    change as (
      update sppd s set status = 'berjalan', updated_at = now() from locked
       where ${byId(id)} and locked.tanggal_berangkat <= app_today()
      returning s.*, locked.status as dari
    ), log as (${recordStep({ aksi: "mulai", oleh: null })}),
    ${tellAndDrop({ oleh: sistem, outcome: { kode: "sppd.berjalan", jenis: "info" } })}
    select ${writtenColumns(movedAnswer, { jobs: false, events: true })} from change`,
  );
}
