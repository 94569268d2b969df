import type { Remember } from "../../../core/cache.ts";
import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import { writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import { byId } from "../reads/scope.ts";
import type { PermohonanBaru } from "../rules/permohonan.ts";
import { explainUnwritten } from "./create.ts";
import {
  draftColumns,
  draftedAnswer,
  draftValues,
  explainDraft,
  insertTravellers,
  mayCharge,
  mayDraft,
  prepareDraft,
  type Drafted,
} from "./draft.ts";
import { findRefused, wrongState } from "./explain.ts";
import { dropOrderTags, lockOrder, recordStep, writeOrder } from "./parts.ts";

/** Changes a draft whole. Whoever read an older version is told so (`VERSI_BERUBAH`) and overwrites nothing. */
export async function updateOrder(
  work: Work,
  principal: Principal,
  scope: Scope,
  target: { readonly id: string; readonly versi: number },
  input: PermohonanBaru,
  remember: Remember,
): Promise<Drafted> {
  const draft = await prepareDraft(work, input, remember);
  try {
    const updated = await writeOrder(
      work,
      sql<Written<Drafted>>`
      with locked as (${lockOrder(target.id, scope, "ubah")}),
      change as (
        update sppd s set (${draftColumns}) = (select ${draftValues(draft, sql`jsonb_strip_nulls(jsonb_build_object('berkas', locked.dasar -> 'berkas'))`)}), versi = locked.versi + 1, updated_at = now()
          from locked where ${byId(target.id)}
           and locked.versi = ${target.versi} and ${mayDraft(scope, draft)} and ${mayCharge(draft)}
        returning s.*, locked.status as dari
      ), former as (delete from sppd_pelaksana t using change c where t.sppd_id = c.id returning t.urut),
      -- counted first, so that the new travellers come after the old have gone
      travellers as (${insertTravellers(draft, sql`where (select count(*) from former) >= 0`)}),
      log as (${recordStep({ aksi: "ubah", oleh: principal.user_id })}),
      bump as (${dropOrderTags})
      select ${writtenColumns(draftedAnswer, { jobs: false })} from change`,
    );
    if (updated) return updated;
  } catch (error) {
    throw explainDraft(error);
  }
  const found = await findRefused(work, principal, scope, target.id);
  if (found.status !== "draft") throw wrongState("ubah", found.status);
  if (found.versi !== target.versi) throw new Problem("VERSI_BERUBAH", { values: { versi: found.versi } });
  throw await explainUnwritten(work, scope, draft);
}
