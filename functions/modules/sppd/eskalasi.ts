import { runEscalation } from "../../../db/modules/sppd/actions/escalate.ts";
import { jobs } from "../../../db/modules/sppd/jobs.ts";
import { defineJob } from "../../runner/job.ts";

/** Orders that one chunk sends up: one round trip each. */
const perChunk = 20;

/** Sends up what has waited too long for a decision; the next chunk goes on until nothing is due. */
export const eskalasi = defineJob({
  ...jobs.eskalasi,
  async handle({ work, payload, done }) {
    const taken = await runEscalation(work, perChunk);
    const total = done + taken;
    if (taken > 0) return { ended: false, done: total, total };
    return { ended: true, total, result: { jam: payload.jam }, tags: [] };
  },
});
