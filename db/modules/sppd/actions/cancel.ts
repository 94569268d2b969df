import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import { writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import { byId } from "../reads/scope.ts";
import { statusAsal } from "../rules/status.ts";
import { findRefused, wrongState } from "./explain.ts";
import { lockOrder, recordStep, releaseBudget, releaseDays, writeOrder } from "./parts.ts";
import { movedAnswer, type Moved } from "./submit.ts";
import { tellAndDrop } from "./tell.ts";

/** Roles that may take back what has no letter yet: all but the PPK, whose part begins with the SPD. */
const beforeIssueRoles: ReadonlySet<string> = new Set([
  "dosen",
  "operator",
  "kaprodi",
  "wadek",
  "dekan",
  "warek",
  "rektor",
]);

const cancelled = { kode: "sppd.dibatalkan", jenis: "warning" } as const;

/**
 * Cancels an order that has no letters, and gives back its days and its money. Once letters are out it takes two:
 * `requestCancellation`, `confirmCancellation`.
 */
export async function cancelOrder(
  work: Work,
  principal: Principal,
  scope: Scope,
  id: string,
  alasan: string,
): Promise<Moved> {
  const may = principal.roles.some(({ peran }) => beforeIssueRoles.has(peran));
  const moved = await writeOrder(
    work,
    sql<Written<Moved>>`
    with locked as (${lockOrder(id, scope, "batalkan", may ? undefined : [])}),
    change as (
      update sppd s set level_menunggu = null, status = 'dibatalkan', updated_at = now()
        from locked where ${byId(id)}
      returning s.*, locked.status as dari
    ), money as (${releaseBudget}), days as (${releaseDays}),
    log as (${recordStep({ aksi: "batalkan", oleh: principal.user_id, catatan: alasan })}),
    ${tellAndDrop({
      oleh: principal,
      catatan: alasan,
      // Of a draft only its applicant knew.
      outcome: { ...cancelled, when: sql`(c.dari <> 'draft' or orang.id = c.user_id)` },
      formerly: cancelled,
      after: [sql`money`, sql`days`],
    })}
    select ${writtenColumns(movedAnswer, { jobs: false, events: true })} from change`,
  );
  if (moved) return moved;
  const found = await findRefused(work, principal, scope, id);
  if (statusAsal("batalkan").includes(found.status))
    throw new Problem("TIDAK_BERWENANG", { values: { izin: "sppd.cancel" } });
  if (statusAsal("sahkan_pembatalan").includes(found.status)) throw new Problem("PEMBATALAN_BELUM_DIMINTA");
  throw wrongState("batalkan", found.status);
}
