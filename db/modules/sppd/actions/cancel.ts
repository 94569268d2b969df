import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import { writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import { statusAsal, type StatusSppd } from "../rules/status.ts";
import { findRefused, wrongState } from "./explain.ts";
import { lockOrder, recordStep, releaseBudget, releaseDays, writeOrder } from "./parts.ts";
import { movedAnswer, type Moved } from "./submit.ts";
import { tellAndDrop } from "./tell.ts";

const afterIssue = statusAsal("batalkan", ["dibatalkan_terbit"]);
/** Roles that may take back a letter that was issued (domain, §8). */
const afterIssueRoles: ReadonlySet<string> = new Set(["wadek", "dekan", "warek", "rektor", "ppk"]);
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
 * Cancels an order and gives back its days and its money. Once letters are out, only superiors and the PPK may: the
 * documents show DIBATALKAN, their numbers stay taken and marked.
 */
export async function cancelOrder(
  work: Work,
  principal: Principal,
  scope: Scope,
  id: string,
  alasan: string,
): Promise<Moved> {
  const holds = (roles: ReadonlySet<string>) => principal.roles.some(({ peran }) => roles.has(peran));
  const outcomes: StatusSppd[] = [
    ...(holds(beforeIssueRoles) ? ["dibatalkan" as const] : []),
    ...(holds(afterIssueRoles) ? ["dibatalkan_terbit" as const] : []),
  ];
  const moved = await writeOrder(
    work,
    sql<Written<Moved>>`
    with locked as (${lockOrder(id, scope, "batalkan", outcomes)}),
    change as (
      update sppd s set level_menunggu = null, updated_at = now(),
             status = case when locked.status = any(${afterIssue}::text[]) then 'dibatalkan_terbit' else 'dibatalkan' end
        from locked where s.id = locked.id and s.created_at = locked.created_at
      returning s.*, locked.status as dari
    ), money as (${releaseBudget}), days as (${releaseDays}),
    papers as (update dokumen d set status = 'dibatalkan' from change c where d.sppd_id = c.id returning d.id),
    numbers as (update nomor_surat n set batal = true from change c where n.sppd_id = c.id returning n.urut),
    log as (${recordStep({ aksi: "batalkan", oleh: principal.user_id, catatan: alasan })}),
    ${tellAndDrop({
      oleh: principal,
      catatan: alasan,
      // Of a draft only its applicant knew.
      outcome: { ...cancelled, when: sql`(c.dari <> 'draft' or orang.id = c.user_id)` },
      formerly: cancelled,
      after: [sql`money`, sql`days`, sql`papers`, sql`numbers`],
    })}
    select ${writtenColumns(movedAnswer, { jobs: false, events: true })} from change`,
  );
  if (moved) return moved;
  const found = await findRefused(work, principal, scope, id);
  if (statusAsal("batalkan").includes(found.status))
    throw new Problem("TIDAK_BERWENANG", { values: { izin: "sppd.cancel" } });
  throw wrongState("batalkan", found.status);
}
