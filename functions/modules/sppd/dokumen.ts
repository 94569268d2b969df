import type { Work } from "../../../db/core/work.ts";
import { recordRendered } from "../../../db/modules/sppd/actions/record-rendered.ts";
import { jobs } from "../../../db/modules/sppd/jobs.ts";
import { readForRendering, type IssuedDocument } from "../../../db/modules/sppd/reads/for-rendering.ts";
import { skemaSnapshot, type Snapshot } from "../../../db/modules/sppd/snapshot-semua.ts";
import { defineJob, Permanent } from "../../runner/job.ts";
import { logFault } from "../../runner/log.ts";
import { renderDokumen } from "./documents/render.ts";
import { isiTemplat } from "./documents/templat.ts";
import { adalahBertemplat } from "./documents/templat.isi.ts";
import { storeDocument } from "./simpan-dokumen.ts";

/** Documents that one chunk renders: some tens of milliseconds each, well within an isolate's CPU time. */
const perChunk = 5;

/**
 * Renders issued documents. What is already rendered is passed over, and the renderers give the same bytes for the same
 * snapshot, so that a chunk which was cut off anywhere can simply run again.
 */
export const dokumen = defineJob({
  ...jobs.dokumen,
  async handle({ work, env, payload }) {
    const total = payload.dokumen_ids.length;
    const documents = await readForRendering(work, payload.dokumen_ids);
    if (documents.length < total) throw new Permanent("DOKUMEN_TIDAK_DITEMUKAN");
    const waiting = documents.filter(({ rendered }) => !rendered);
    for (const document of waiting.slice(0, perChunk)) {
      const files = await render(work, env.UPLOADS, document);
      const pdf = await storeDocument(env.DOCUMENTS, `${document.folder}${document.id}.pdf`, files.pdf);
      const docx = await storeDocument(env.DOCUMENTS, `${document.folder}${document.id}.docx`, files.docx);
      await recordRendered(work, document.id, { pdf, docx });
    }
    const done = total - Math.max(0, waiting.length - perChunk);
    if (done < total) return { ended: false, done, total };
    return { ended: true, total, result: { dokumen_ids: payload.dokumen_ids }, tags: [`sppd:${payload.sppd_id}`] };
  },
});

async function render(work: Work, uploads: R2Bucket, document: IssuedDocument) {
  const snapshot = skemaSnapshot.safeParse(document.snapshot);
  if (!snapshot.success) throw new Permanent("SNAPSHOT_TIDAK_SAH", { cause: snapshot.error });
  const templat = document.templat === null ? null : await readTemplate(uploads, document.templat);
  try {
    const files = await renderDokumen(snapshot.data);
    return templat === null ? files : { ...files, docx: await fill(work, templat, snapshot.data, files.docx) };
  } catch (cause) {
    // Pure functions: what fails once fails always.
    throw new Permanent("DOKUMEN_TIDAK_TERCETAK", { cause });
  }
}

async function readTemplate(uploads: R2Bucket, key: string): Promise<Uint8Array> {
  const file = await uploads.get(key);
  if (!file) throw new Error(`the template ${key} is not in the store`);
  return new Uint8Array(await file.arrayBuffer());
}

/** The twin from the institution's template, or ours where that one cannot be filled: no letter waits for a template. */
async function fill(work: Work, templat: Uint8Array, snapshot: Snapshot, ours: Uint8Array): Promise<Uint8Array> {
  try {
    return adalahBertemplat(snapshot) ? await isiTemplat(templat, snapshot) : ours;
  } catch (error) {
    logFault("sppd.templat", work.trace, error);
    return ours;
  }
}
