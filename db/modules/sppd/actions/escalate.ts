import { sql, type Query } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { writtenColumns, type Written } from "../../../core/write.ts";
import { officeAt } from "../reads/offices.ts";
import { byId } from "../reads/scope.ts";
import { levelsAbove, lockOrder, recordStep, writeLocked } from "./parts.ts";
import { sistem } from "./start-trip.ts";
import { movedAnswer, type Moved } from "./submit.ts";
import { tellAndDrop } from "./tell.ts";

/** Records the jobs of this hour, of every institution in which an order has waited too long; the sweep sends them. */
export async function startEscalations(nobody: Work): Promise<void> {
  await nobody.db.batch(null, [sql`select record_escalations()`]);
}

/** The level to which an order goes that has waited too long: the nearest above at which somebody can decide. Null where it stays. */
function nextLevel(order: Query): Query {
  return sql`(select min(l.level) from unnest(${levelsAbove(order)}) l(level)
    where l.level > ${order}.level_menunggu and menunggu_sejak(${order}.id) + batas_eskalasi() <= app_now())`;
}

/** Sends up so many of the orders that have waited too long, at the most; answers with how many. It may run twice. */
export async function runEscalation(work: Work, most: number): Promise<number> {
  const [due] = await work.db.batch(work.institutionId, [
    sql<{
      id: string;
    }>`select s.id from sppd s where s.level_menunggu is not null and s.status = 'diajukan' and ${nextLevel(sql`s`)} is not null
      order by s.id limit ${most}`,
  ]);
  for (const { id } of due) await escalate(work, id);
  return due.length;
}

/**
 * Passes an order that has waited too long to the level above, which hears that it waits for it, as the one below hears that it no longer
 * does. Levels that were to follow and lie above stay. Null where somebody decided meanwhile.
 */
async function escalate(work: Work, id: string): Promise<Moved | null> {
  return await writeLocked(
    work,
    id,
    sql<Written<Moved>>`
    with locked as (${lockOrder(id, { reach: "all" }, "eskalasi")}),
    naik as (select ${nextLevel(sql`locked`)} as level from locked),
    change as (
      update sppd s set level_menunggu = naik.level, updated_at = now(),
          rantai = locked.rantai[:locked.langkah] || naik.level || array(select r from unnest(locked.rantai[locked.langkah + 2:]) r where r > naik.level order by r)
        from locked, naik where ${byId(id)} and naik.level is not null
      returning s.*, locked.status as dari, locked.level_menunggu as semula
    ), log as (${recordStep({
      aksi: "eskalasi",
      oleh: null,
      level: sql`c.semula`,
      catatan: sql`'Dari ' || ${officeAt(sql`c.semula`, sql`c`)} || ' ke ' || ${officeAt(sql`c.level_menunggu`, sql`c`)}`,
    })}),
    ${tellAndDrop({ oleh: sistem, formerly: { kode: "sppd.dieskalasi", jenis: "warning" } })}
    select ${writtenColumns(movedAnswer, { jobs: false, events: true })} from change`,
  );
}
