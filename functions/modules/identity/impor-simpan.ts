import { saveImported } from "../../../db/modules/identity/actions/save-imported.ts";
import { usersTag } from "../../../db/modules/identity/actions/user-parts.ts";
import { jobs } from "../../../db/modules/identity/jobs.ts";
import { readImportGround } from "../../../db/modules/identity/reads/impor.ts";
import { defineJob, Permanent } from "../../runner/job.ts";
import { writeFaultSheet } from "./lembar-galat.ts";
import { readPeople } from "./lembar-orang.ts";

/** Rows that one statement saves, and statements that one chunk runs. */
const [perBatch, batches] = [500, 4];

/** Makes people of an import's rows. Whatever a chunk that was cut off has saved is marked so: it goes on where that one ended. */
export const imporSimpan = defineJob({
  ...jobs.imporSimpan,
  async handle({ work, env, payload: { impor_id: id, oleh, undang }, done }) {
    let [taken, left] = [done, 0];
    for (let batch = 0; batch < batches; batch++) {
      const saved = await saveImported(work, { id, oleh, undang }, perBatch);
      taken += saved.diambil;
      left = saved.sisa;
      if (left === 0) break;
    }
    const total = taken + left;
    if (left > 0) return { ended: false, done: taken, total };
    const ground = await readImportGround(work, id);
    if (!ground) throw new Permanent("IMPOR_TIDAK_DITEMUKAN");
    await writeFaultSheet(work, env, { id, ...ground }, await readPeople(env.UPLOADS, ground.berkas));
    return { ended: true, total, result: { impor_id: id }, tags: [usersTag] };
  },
});
