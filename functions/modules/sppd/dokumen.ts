import { sha256Hex } from "../../../db/core/crypto.ts";
import { recordRendered } from "../../../db/modules/sppd/actions/record-rendered.ts";
import { jobs } from "../../../db/modules/sppd/jobs.ts";
import { readForRendering, type IssuedDocument } from "../../../db/modules/sppd/reads/for-rendering.ts";
import { skemaSnapshot } from "../../../db/modules/sppd/snapshot.ts";
import { defineJob, Permanent } from "../../runner/job.ts";
import { renderSpd, renderSuratTugas } from "./documents/render.ts";

/** Documents that one chunk renders: some tens of milliseconds each, well within an isolate's CPU time. */
const perChunk = 5;

const contentTypes = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
} as const;

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
      const files = await render(document);
      const pdf = await store(env.DOCUMENTS, document, "pdf", files.pdf);
      const docx = await store(env.DOCUMENTS, document, "docx", files.docx);
      await recordRendered(work, document.id, { pdf, docx });
    }
    const done = total - Math.max(0, waiting.length - perChunk);
    if (done < total) return { ended: false, done, total };
    return { ended: true, total, result: { dokumen_ids: payload.dokumen_ids }, tags: [`sppd:${payload.sppd_id}`] };
  },
});

async function render(document: IssuedDocument) {
  const snapshot = skemaSnapshot.safeParse(document.snapshot);
  if (!snapshot.success) throw new Permanent("SNAPSHOT_TIDAK_SAH", { cause: snapshot.error });
  try {
    return snapshot.data.jenis === "spd" ? await renderSpd(snapshot.data) : await renderSuratTugas(snapshot.data);
  } catch (cause) {
    // Pure functions: what fails once fails always.
    throw new Permanent("DOKUMEN_TIDAK_TERCETAK", { cause });
  }
}

/** Puts a file where it is not yet, and answers its hash and size. What lies there already must be the same. */
async function store(
  bucket: R2Bucket,
  document: IssuedDocument,
  kind: keyof typeof contentTypes,
  rendered: Uint8Array,
) {
  const bytes = new Uint8Array(rendered);
  const sha256 = await sha256Hex(bytes);
  const key = `${document.folder}${document.id}.${kind}`;
  const put = await bucket.put(key, bytes, {
    onlyIf: { etagDoesNotMatch: "*" },
    httpMetadata: { contentType: contentTypes[kind] },
    customMetadata: { sha256 },
  });
  if (put) return { sha256, bytes: bytes.length };
  const present = await bucket.head(key);
  if (present?.customMetadata?.["sha256"] !== sha256) throw new Permanent("BERKAS_BERBEDA");
  return { sha256, bytes: bytes.length };
}
