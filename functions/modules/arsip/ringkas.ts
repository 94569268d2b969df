import { jobs } from "../../../db/modules/arsip/jobs.ts";
import { summariseActivity } from "../../../db/modules/identity/actions/summarise-activity.ts";
import { defineJob } from "../../runner/job.ts";

/** People whose activity of one month a chunk sums up: one round trip, and some ten thousand rows. */
const perChunk = 500;

/** Sums up activity of more than a year ago; the next chunk goes on until none is left. */
export const ringkas = defineJob({
  ...jobs.ringkas,
  async handle({ work, payload, done }) {
    const gone = await summariseActivity(work, perChunk);
    const total = done + gone;
    if (gone > 0) return { ended: false, done: total, total };
    return { ended: true, total, result: { hari: payload.hari, catatan: total }, tags: [] };
  },
});
