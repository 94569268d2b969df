import { recordVerdicts, type CheckedRow } from "../../../db/modules/identity/actions/record-verdicts.ts";
import { roles } from "../../../db/core/manifest.ts";
import { jobs } from "../../../db/modules/identity/jobs.ts";
import { readImportGround } from "../../../db/modules/identity/reads/impor.ts";
import { pencariDuplikat, periksaBaris, type AcuanImpor } from "../../../db/modules/identity/rules/baris-impor.ts";
import { defineJob, Permanent } from "../../runner/job.ts";
import { readPeople } from "./lembar-orang.ts";
import { writeFaultSheet } from "./lembar-galat.ts";

/** Rows that one chunk records. The sheet is read from its beginning each time (half a second for all of it): no state but the number is kept. */
const perChunk = 2_500;

/**
 * Looks at the rows of an uploaded file. A chunk that was cut off runs again; what it recorded is recorded over.
 */
export const imporPeriksa = defineJob({
  ...jobs.imporPeriksa,
  async handle({ work, env, payload: { impor_id: id }, done }) {
    const ground = await readImportGround(work, id);
    if (!ground) throw new Permanent("IMPOR_TIDAK_DITEMUKAN");
    const people = await readPeople(env.UPLOADS, ground.berkas);
    const acuan: AcuanImpor = {
      unit: new Map(Object.entries(ground.unit)),
      peran: new Set([...roles, ...ground.peran]),
    };
    const cariDuplikat = pencariDuplikat();
    const rows: CheckedRow[] = [];
    let total = 0;
    for await (const { number, cells } of people.rows()) {
      const { orang, galat, peringatan } = periksaBaris(cells, acuan);
      const semua = [...galat, ...cariDuplikat(number, orang)];
      if (total >= done && total < done + perChunk) rows.push({ nomor: number, orang, galat: semua, peringatan });
      total += 1;
    }
    if (total === 0) throw new Permanent("BERKAS_KOSONG");
    await recordVerdicts(work, id, rows, people.ignored);
    if (done + perChunk < total) return { ended: false, done: done + perChunk, total };
    await writeFaultSheet(work, env, { id, ...ground }, people);
    return { ended: true, total, result: { impor_id: id }, tags: [] };
  },
});
