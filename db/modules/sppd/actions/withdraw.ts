import { sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import { byId } from "../reads/scope.ts";
import { findRefused, wrongState } from "./explain.ts";
import { lockOrder, recordStep, releaseBudget, releaseDays, writeOrder } from "./parts.ts";
import { movedAnswer, type Moved } from "./submit.ts";
import { tellAndDrop } from "./tell.ts";

/** Takes a submitted order back to draft, as long as nobody has decided on it. */
export async function withdrawOrder(work: Work, principal: Principal, scope: Scope, id: string): Promise<Moved> {
  const moved = await writeOrder(
    work,
    sql<Written<Moved>>`
    with locked as (${lockOrder(id, scope, "tarik")}),
    change as (
      update sppd s set status = 'draft', rantai = '{}', level_menunggu = null, updated_at = now()
        from locked where ${byId(id)} and locked.langkah = 0
      returning s.*, locked.status as dari
    ), money as (${releaseBudget}), days as (${releaseDays}),
    log as (${recordStep({ aksi: "tarik", oleh: principal.user_id })}),
    ${tellAndDrop({
      oleh: principal,
      formerly: { kode: "sppd.ditarik", jenis: "info" },
      after: [sql`money`, sql`days`],
    })}
    select ${writtenColumns(movedAnswer, { jobs: false, events: true })} from change`,
  );
  if (moved) return moved;
  const found = await findRefused(work, principal, scope, id);
  throw wrongState("tarik", found.status);
}
