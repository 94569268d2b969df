import { rowFileTypes } from "../../../db/core/row-file.ts";
import { only } from "../../../db/core/postgres.ts";
import { keepFile } from "../../../db/core/temporary-files.ts";
import type { Work } from "../../../db/core/work.ts";
import { tellExported } from "../../../db/modules/berkas/actions/tell-exported.ts";
import type { Exportable, Portion, Reader } from "../../../db/modules/berkas/reads/exportable.ts";
import { jobs, type EksporDiminta } from "../../../db/modules/berkas/jobs.ts";
import { daysKept, mostRows } from "../../../db/modules/berkas/rules/ekspor.ts";
import { beginFile } from "../../../db/modules/berkas/reads/written-file.ts";
import { findExportable } from "../../../db/modules/exports.ts";
import { reachOf } from "../../../db/modules/identity/authority.ts";
import type { Principal, Scope } from "../../../db/modules/identity/principal.ts";
import { readPerson } from "../../../db/modules/identity/reads.ts";
import { isOpen } from "../../../db/modules/registry.ts";
import { defineJob, Permanent } from "../../runner/job.ts";
import { storeParts } from "./simpan-berkas.ts";

/** Rows that are read at once, and pages after which it is said how far the file is. */
const [perPage, pagesPerNote] = [1_000, 5];

/**
 * Writes a list into a file, page by page: neither the rows nor the file are ever held whole. Each run writes a file of its own,
 * which is there whole or not at all; which one counts is what the job's end says.
 */
export const ekspor = defineJob({
  ...jobs.ekspor,
  async handle({ work, env, payload, progress }) {
    const { daftar, format, bahasa, oleh } = payload;
    const one = await findExportable(daftar);
    if (!one) throw new Permanent("DAFTAR_TIDAK_DIKENAL");
    const reader = await readerOf(work, one, payload);
    const asked = one.query.safeParse(payload.diminta);
    if (!asked.success) throw new Permanent("ISI_PEKERJAAN_TIDAK_SAH", { cause: asked.error });
    const read = async (portion: Portion) => JSON.parse(await one.read(reader, asked.data, portion)) as unknown;
    const { banyak: total } = (await read({ per_page: mostRows, after: null, as: "counted" })) as { banyak: number };
    if (total > mostRows) throw new Permanent("EKSPOR_TERLALU_BESAR");
    await progress(0, total);

    const month = new Date().toISOString().slice(0, 7).replace("-", "/");
    const kunci = `${work.institutionId}/${month}/berkas/${oleh}/${crypto.randomUUID()}_${daftar}.${format}`;
    // Before there is a file: whoever is interrupted leaves nothing that nobody removes.
    await work.db.batch(work.institutionId, [keepFile(work, "documents", kunci, daysKept)]);
    const banyak = await storeParts(env.DOCUMENTS, { key: kunci, contentType: rowFileTypes[format] }, async (sink) => {
      const file = beginFile(one, { work, asked: asked.data, format, language: bahasa }, sink.write);
      let count = 0;
      for (let after: string | null = null, pages = 1; ; pages++) {
        const page = (await read({ per_page: perPage, after, as: "exported" })) as Page;
        await file.add(page.data);
        await sink.flush();
        count += page.data.length;
        if (count > mostRows) throw new Permanent("EKSPOR_TERLALU_BESAR");
        if (page.berikutnya === null) break;
        after = page.berikutnya;
        if (pages % pagesPerNote === 0) await progress(count, Math.max(count, total));
      }
      file.end();
      return count;
    });
    return {
      ended: true,
      total: banyak,
      result: { kunci, banyak },
      tags: [],
      news: tellExported(work, one.title, banyak),
    };
  },
});

interface Page {
  readonly data: readonly unknown[];
  readonly berikutnya: string | null;
}

/** Whoever asked for it, as they are now: what was taken from them since is not written. */
async function readerOf(work: Work, one: Exportable, { oleh, izin }: EksporDiminta): Promise<Reader> {
  const [found] = await work.db.batch(work.institutionId, [readPerson(oleh)]);
  if (found.length === 0) throw new Permanent("TIDAK_BERWENANG");
  const person = only(found).person;
  const principal: Principal = { ...person, session_id: "", ...(izin ? { kunci: { izin, habis: null } } : {}) };
  const scope: Scope | null = one.access === "session" ? { reach: "all" } : reachOf(principal, one.access);
  if (!scope || !isOpen(principal, one.slug)) throw new Permanent("TIDAK_BERWENANG");
  return { work, principal, scope };
}
