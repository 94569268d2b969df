import type { Work } from "../../core/work.ts";
import { issueSpd } from "../../modules/sppd/actions/issue-spd.ts";
import { issueSt } from "../../modules/sppd/actions/issue-st.ts";
import { actAs } from "./acting.ts";
import type { PlannedOrder } from "./plan.ts";
import type { Staff } from "./staff.ts";

/**
 * Issues the letters that are still open as the product does, by the agendaris and the PPK: numbered, frozen, and their
 * documents given to the queue to be rendered.
 */
export async function issueOpenLetters(work: Work, staff: Staff, orders: readonly PlannedOrder[]): Promise<void> {
  const agendaris = actAs(work.institutionId, staff.only("agendaris"));
  const ppk = actAs(work.institutionId, staff.only("ppk"));
  for (const { id, terbitkan } of orders) {
    if (terbitkan === null) continue;
    await issueSt(work, agendaris, { reach: "all" }, id);
    if (terbitkan === "spd") await issueSpd(work, ppk, { reach: "all" }, id);
  }
}
