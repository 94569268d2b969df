import type { Remember } from "../../../core/cache.ts";
import { empty, only, sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import { writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import type { PermohonanBaru } from "../rules/permohonan.ts";
import {
  draftColumns,
  draftedAnswer,
  draftValues,
  explainDraft,
  foreignBudget,
  insertTravellers,
  knowsBudget,
  mayCharge,
  mayDraft,
  prepareDraft,
  reachesTravellers,
  reachesUnit,
  unknownUnit,
  type Drafted,
  type PreparedDraft,
} from "./draft.ts";
import { dropOrderTags, recordStep, writeOrder } from "./parts.ts";

/** Makes a draft for oneself or, as a unit's operator, for people of the unit. One round trip once tariffs are remembered. */
export async function createOrder(
  work: Work,
  principal: Principal,
  scope: Scope,
  input: PermohonanBaru,
  remember: Remember,
): Promise<Drafted> {
  const draft = await prepareDraft(work, input, remember);
  try {
    const created = await writeOrder(
      work,
      sql<Written<Drafted>>`
      with baru as (select app_uuid() as id where ${mayDraft(scope, draft)} and ${mayCharge(draft)}),
      change as (
        insert into sppd (institution_id, id, created_at, user_id, status, ${draftColumns})
        select ${work.institutionId}::uuid, baru.id, uuid_extract_timestamp(baru.id), ${principal.user_id}::uuid, 'draft', ${draftValues(draft)}
          from baru returning *, null::text as dari
      ), travellers as (${insertTravellers(draft, empty)}),
      log as (${recordStep({ aksi: "buat", oleh: principal.user_id })}),
      bump as (${dropOrderTags})
      select ${writtenColumns(draftedAnswer, { jobs: false })} from change`,
    );
    if (created) return created;
  } catch (error) {
    throw explainDraft(error);
  }
  throw await explainUnwritten(work, scope, draft);
}

/** Which of the conditions of a draft did not hold. */
export async function explainUnwritten(work: Work, scope: Scope, draft: PreparedDraft): Promise<Problem> {
  const [rows] = await work.db.batch(work.institutionId, [
    sql<{
      travellers: boolean;
      unit: boolean;
      budget: boolean;
    }>`select ${reachesTravellers(scope, draft)} as travellers, ${reachesUnit(scope, draft)} as unit, ${knowsBudget(draft)} as budget`,
  ]);
  const { travellers, unit, budget } = only(rows);
  if (!travellers) return new Problem("PELAKSANA_TIDAK_DIKENAL");
  if (!unit) return unknownUnit();
  return budget
    ? foreignBudget()
    : new Problem("ANGGARAN_TIDAK_DIKENAL", { fields: [{ pointer: "/anggaran_id", code: "ANGGARAN_TIDAK_DIKENAL" }] });
}
