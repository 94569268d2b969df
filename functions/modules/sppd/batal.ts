import { recordStamped } from "../../../db/modules/sppd/actions/record-stamped.ts";
import { jobs } from "../../../db/modules/sppd/jobs.ts";
import { readForStamping } from "../../../db/modules/sppd/reads/for-rendering.ts";
import { skemaSnapshot } from "../../../db/modules/sppd/snapshot-semua.ts";
import { defineJob, Permanent } from "../../runner/job.ts";
import { renderDibatalkan } from "./documents/render.ts";
import { storeDocument } from "./simpan-dokumen.ts";

/** Documents that one chunk renders. */
const perChunk = 5;

/** Renders documents that were taken back, stamped. As with the first ones, a chunk that was cut off anywhere simply runs again. */
export const batal = defineJob({
  ...jobs.batal,
  async handle({ work, env, payload }) {
    const total = payload.dokumen_ids.length;
    const documents = await readForStamping(work, payload.dokumen_ids);
    if (documents.length < total) throw new Permanent("DOKUMEN_TIDAK_DITEMUKAN");
    const waiting = documents.filter(({ rendered }) => !rendered);
    for (const { id, folder, snapshot } of waiting.slice(0, perChunk)) {
      const read = skemaSnapshot.safeParse(snapshot);
      if (!read.success) throw new Permanent("SNAPSHOT_TIDAK_SAH", { cause: read.error });
      const pdf = await storeDocument(env.DOCUMENTS, `${folder}${id}-batal.pdf`, await renderDibatalkan(read.data));
      await recordStamped(work, id, pdf);
    }
    const done = total - Math.max(0, waiting.length - perChunk);
    if (done < total) return { ended: false, done, total };
    return { ended: true, total, result: { dokumen_ids: payload.dokumen_ids }, tags: [`sppd:${payload.sppd_id}`] };
  },
});
