import { runTripDay } from "../../../db/modules/sppd/actions/trip-days.ts";
import { jobs } from "../../../db/modules/sppd/jobs.ts";
import { defineJob } from "../../runner/job.ts";

/** Orders that one chunk takes on: one round trip each. */
const perChunk = 20;

/** Sets out, returns and reminds, as the day of an institution wants it; the next chunk goes on until nothing is due. */
export const hari = defineJob({
  ...jobs.hari,
  async handle({ work, payload, done }) {
    const taken = await runTripDay(work, perChunk);
    const total = done + taken;
    if (taken > 0) return { ended: false, done: total, total };
    return { ended: true, total, result: { hari: payload.hari }, tags: [] };
  },
});
