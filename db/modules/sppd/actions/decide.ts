import { sql, type Query } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import { writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import { byId } from "../reads/scope.ts";
import { findRefused, wrongState } from "./explain.ts";
import { standsInFor } from "./office.ts";
import { isParty, levelsAbove, lockOrder, recordStep, releaseBudget, releaseDays, writeOrder } from "./parts.ts";
import { tellAndDrop, type Outcome } from "./tell.ts";
import { movedAnswer, type Moved } from "./submit.ts";

/** What whoever's turn it is may say: approve, return for correction, or reject for good. */
export type Decision =
  | { readonly aksi: "setujui"; readonly catatan: string | null }
  | { readonly aksi: "kembalikan" | "tolak"; readonly catatan: string };

/**
 * Decides on a submitted order in the office whose turn it is. Nobody decides on their own trip
 * (`KONFLIK_KEPENTINGAN`); the last approval needs a limit that covers the amount (`MELEBIHI_BATAS_NOMINAL`). Whoever stands in for an
 * official decides as the office does, and only in its days (`DELEGASI_TIDAK_AKTIF`).
 */
export async function decideOrder(
  work: Work,
  principal: Principal,
  scope: Scope,
  id: string,
  decision: Decision,
): Promise<Moved> {
  const released = decision.aksi === "setujui" ? sql`` : sql`money as (${releaseBudget}), days as (${releaseDays}),`;
  const moved = await writeOrder(
    work,
    sql<Written<Moved>>`
    with locked as (${lockOrder(id, scope, decision.aksi)}),
    office as (
      select l.level, l.batas, p.kapasitas, ${standsInFor(sql`p`)} as pengganti from locked
        join unit_kerja k on k.id = locked.unit_id
        join pejabat p on p.unit_id = any(k.jalur) and p.pegawai_id = ${principal.pegawai_id}::uuid and sedang_menjabat(p)
        join rantai_level l on p.jenis = any(l.jabatan) and l.level = locked.level_menunggu
       order by p.kapasitas = 'definitif' desc limit 1
    ), change as (
      update sppd s set ${outcomes[decision.aksi]}, updated_at = now() from locked, office
       where ${byId(id)} and not ${isParty(principal.user_id, principal.pegawai_id)}
         and (${decision.aksi} <> 'setujui' or locked.langkah + 1 < cardinality(locked.rantai)
              or office.batas is null or office.batas >= locked.total_estimasi
              -- the topmost person's own trip: nobody stands above whoever decides on it
              or office.level >= all (${levelsAbove(sql`locked`)}))
      returning s.*, locked.status as dari, office.level, office.kapasitas, office.pengganti
    ), ${released}
    log as (${recordStep({
      aksi: decision.aksi,
      oleh: principal.user_id,
      catatan: sql`nullif(concat_ws(' ', ${decision.catatan}::text, c.pengganti), '')`,
      level: sql`c.level`,
      kapasitas: sql`c.kapasitas`,
    })}),
    ${tellAndDrop({
      oleh: principal,
      catatan: decision.catatan,
      outcome: told[decision.aksi],
      after: decision.aksi === "setujui" ? [] : [sql`money`, sql`days`],
    })}
    select ${writtenColumns(movedAnswer, { jobs: false, events: true })} from change`,
  );
  if (moved) return moved;
  throw await explainDecision(work, principal, scope, id, decision.aksi);
}

const outcomes: Record<Decision["aksi"], Query> = {
  setujui: sql`langkah = locked.langkah + 1, level_menunggu = locked.rantai[locked.langkah + 2],
    status = case when locked.langkah + 1 = cardinality(locked.rantai) then 'disetujui' else 'diajukan' end`,
  kembalikan: sql`status = 'draft', versi = locked.versi + 1, rantai = '{}', langkah = 0, level_menunggu = null`,
  tolak: sql`status = 'ditolak', level_menunggu = null`,
};

/** What the applicant and the travellers hear; of an approval only when it was the last. */
const told: Record<Decision["aksi"], Outcome> = {
  setujui: { kode: "sppd.disetujui", jenis: "success", when: sql`c.status = 'disetujui'` },
  kembalikan: { kode: "sppd.dikembalikan", jenis: "warning" },
  tolak: { kode: "sppd.ditolak", jenis: "error" },
};

async function explainDecision(
  work: Work,
  principal: Principal,
  scope: Scope,
  id: string,
  aksi: Decision["aksi"],
): Promise<Problem> {
  const found = await findRefused(work, principal, scope, id);
  if (found.pihak) return new Problem("KONFLIK_KEPENTINGAN");
  if (found.status !== "diajukan" || found.level_menunggu === null) return wrongState(aksi, found.status);
  const jenjang = found.level_menunggu;
  const [highest] = found.jabatan;
  const short =
    highest !== undefined && highest.batas !== null && highest.batas < found.total && highest.level <= jenjang;
  if (aksi === "setujui" && short) {
    return new Problem("MELEBIHI_BATAS_NOMINAL", { values: { total: found.total, batas: highest.batas, jenjang } });
  }
  if (found.delegasi) return new Problem("DELEGASI_TIDAK_AKTIF", { values: { jenjang } });
  return new Problem("BUKAN_GILIRAN", { values: { jenjang } });
}
