import { recordDigests } from "../../../db/modules/surel/actions/record-digests.ts";
import { jobs } from "../../../db/modules/surel/jobs.ts";
import { defineJob } from "../../runner/job.ts";

/** People that one chunk considers: some milliseconds of the database each. */
const perChunk = 200;

/** Records the digests of an institution's day; their mails are sent by jobs of their own. */
export const ringkasan = defineJob({
  ...jobs.ringkasan,
  async handle({ work, payload, done }) {
    const considered = await recordDigests(work, payload.hari, perChunk);
    const total = done + considered;
    if (considered === perChunk) return { ended: false, done: total, total };
    return { ended: true, total, result: { hari: payload.hari }, tags: [] };
  },
});
