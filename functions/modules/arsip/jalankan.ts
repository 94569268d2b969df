import { jobs } from "../../../db/modules/arsip/jobs.ts";
import { readDue } from "../../../db/modules/arsip/reads/due.ts";
import { defineJob } from "../../runner/job.ts";
import { archiveOrder } from "./simpan-arsip.ts";

/** Orders that one chunk moves: two round trips and a file each. */
const perChunk = 20;

/** Moves what may go into the archive; the next chunk goes on until nothing is due. */
export const jalankan = defineJob({
  ...jobs.jalankan,
  async handle({ work, env, payload, done }) {
    const due = await readDue(work, perChunk);
    let total = done;
    for (const id of due) if (await archiveOrder(work, env.DOCUMENTS, id)) total += 1;
    if (due.length > 0 && total === done) throw new Error("none of the orders that are due could be moved");
    if (due.length > 0) return { ended: false, done: total, total };
    return { ended: true, total, result: { hari: payload.hari, diarsipkan: total }, tags: [] };
  },
});
