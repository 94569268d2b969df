import { sql, type Query } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { writtenColumns, type Written } from "../../../core/write.ts";
import { byId } from "../reads/scope.ts";
import { lockOrder, recordStep, writeOrder } from "./parts.ts";
import { movedAnswer, type Moved } from "./submit.ts";
import { tellAndDrop } from "./tell.ts";

/** Who acts when nobody does. */
export const sistem = { user_id: null, nama: "Sistem" } as const;

/** The CTE body that records, after the issue in `log` of the last letter it needs, the departure of a changed order that is under way already. */
export function recordDeparture(dari: "st_terbit" | "spd_terbit"): Query {
  return sql`insert into approval_logs (institution_id, id, created_at, sppd_id, aksi, dari, ke)
  select c.institution_id, baru.id, uuid_extract_timestamp(baru.id), c.id, 'mulai', ${dari}, c.status
    from change c, log, (select app_uuid() as id) baru where c.status = 'berjalan'`;
}

/** Whether an order has every letter that it sets out with: its SPDs, or where none are issued its Surat Tugas. */
export function hasItsLetters(order: Query): Query {
  return sql`(${order}.status = 'spd_terbit' or ${order}.status = 'st_terbit' and ${order}.tanpa_spd)`;
}

/** Sets out on a trip whose day of departure has come. Answers null where it has not, or somebody did something else meanwhile. */
export async function startTrip(work: Work, id: string): Promise<Moved | null> {
  return await writeOrder(
    work,
    sql<Written<Moved>>`
    with locked as (${lockOrder(id, { reach: "all" }, "mulai")}),
    change as (
      update sppd s set status = 'berjalan', updated_at = now() from locked
       where ${byId(id)} and ${hasItsLetters(sql`locked`)} and locked.tanggal_berangkat <= app_today()
      returning s.*, locked.status as dari
    ), log as (${recordStep({ aksi: "mulai", oleh: null })}),
    ${tellAndDrop({ oleh: sistem, outcome: { kode: "sppd.berjalan", jenis: "info" } })}
    select ${writtenColumns(movedAnswer, { jobs: false, events: true })} from change`,
  );
}
