import { jobs } from "../../../db/modules/arsip/jobs.ts";
import { markPacked } from "../../../db/modules/arsip/actions/mark-packed.ts";
import { readOldDocuments } from "../../../db/modules/arsip/reads/old-documents.ts";
import { defineJob } from "../../runner/job.ts";
import { packFile } from "./mampatkan-berkas.ts";

/** Documents that one chunk looks at: two or three files each, with two round trips and three of the store a file. */
const perChunk = 20;

/** Has the files of old documents lie compressed; the next chunk goes on until none is left. */
export const mampatkan = defineJob({
  ...jobs.mampatkan,
  async handle({ work, env, payload, done }) {
    const documents = await readOldDocuments(work, perChunk);
    for (const { id, files } of documents) {
      for (const file of files) await packFile(work, env.DOCUMENTS, file);
      await markPacked(work, id);
    }
    const total = done + documents.length;
    if (documents.length > 0) return { ended: false, done: total, total };
    return { ended: true, total, result: { hari: payload.hari, dokumen: total }, tags: [] };
  },
});
