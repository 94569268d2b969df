import type { Config } from "../../core/env.ts";
import { connectDatabase } from "../../core/postgres.ts";
import { connectRedis } from "../../core/redis.ts";
import { continueTrace } from "../../core/trace.ts";
import type { Work } from "../../core/work.ts";
import type { Principal } from "../../modules/identity/principal.ts";
import { issueSpd } from "../../modules/sppd/actions/issue-spd.ts";
import { issueSt } from "../../modules/sppd/actions/issue-st.ts";
import type { PlannedOrder } from "./plan.ts";
import type { Member, Staff } from "./staff.ts";

/**
 * Issues the letters that are still open as the product does, by the agendaris and the PPK: numbered, frozen, and their
 * documents given to the queue to be rendered. Resolves when the queue has been told, or has not answered; what it did
 * not take stays recorded, and the minute's sweep sends it.
 */
export async function issueOpenLetters(
  config: Config,
  institution: { readonly id: string; readonly staff: Staff },
  orders: readonly PlannedOrder[],
): Promise<void> {
  const trace = continueTrace(null);
  const after: Promise<unknown>[] = [];
  const work: Work = {
    config,
    trace,
    db: connectDatabase(config, trace),
    redis: connectRedis(config, trace),
    institutionId: institution.id,
    later: (promise) => after.push(promise),
    onTags: () => undefined,
    live: () => Promise.resolve(),
  };
  const agendaris = actAs(institution.id, institution.staff.only("agendaris"));
  const ppk = actAs(institution.id, institution.staff.only("ppk"));
  for (const { id, terbitkan } of orders) {
    if (terbitkan === null) continue;
    await issueSt(work, agendaris, { reach: "all" }, id, null);
    if (terbitkan === "spd") await issueSpd(work, ppk, { reach: "all" }, id);
  }
  await Promise.allSettled(after);
}

/** Somebody as the actions see them. What they may reach is said beside, so no roles are read. */
function actAs(institutionId: string, { user_id, pegawai_id, nama }: Member): Principal {
  return {
    session_id: crypto.randomUUID(),
    user_id,
    institution_id: institutionId,
    nama,
    pegawai_id,
    zona_waktu: "Asia/Jakarta",
    host: null,
    modul: [],
    roles: [],
  };
}
