import { keepFile } from "../../../db/core/temporary-files.ts";
import { xlsxType } from "../../../db/core/xlsx.ts";
import { jobs } from "../../../db/modules/identity/jobs.ts";
import { readExported } from "../../../db/modules/identity/reads/ekspor.ts";
import { hariBerkas } from "../../../db/modules/identity/rules/berkas.ts";
import { barisCsv, kepalaEkspor, selEkspor } from "../../../db/modules/identity/rules/ekspor.ts";
import { defineJob, Permanent } from "../../runner/job.ts";
import { XlsxWriter } from "../../xlsx/writer.ts";
import { storeParts, type Sink } from "./simpan-berkas.ts";

/** People that are read at once, and people that one file may have: as many as fit into one run of a function. */
const [perPage, mostPeople] = [1_000, 100_000];

/** Writes people into a file, page by page: neither the people nor the file are ever held whole. */
export const ekspor = defineJob({
  ...jobs.ekspor,
  async handle({ work, env, payload: { kunci, format, ...asked } }) {
    // Before there is a file: whoever is interrupted leaves nothing that nobody removes.
    await work.db.batch(work.institutionId, [keepFile(work, "documents", kunci, hariBerkas.ekspor)]);
    const types = { xlsx: xlsxType, csv: "text/csv; charset=utf-8" };
    const banyak = await storeParts(env.DOCUMENTS, { key: kunci, contentType: types[format] }, async (sink) => {
      const file = format === "xlsx" ? xlsxFile(sink) : csvFile(sink);
      let count = 0;
      for (let after: string | null = null; ;) {
        const people = await readExported(work, asked, after, perPage);
        for (const orang of people) file.add(selEkspor(orang));
        await sink.flush();
        count += people.length;
        if (count > mostPeople) throw new Permanent("EKSPOR_TERLALU_BESAR");
        after = people.at(-1)?.id ?? null;
        if (people.length < perPage) break;
      }
      file.end();
      return count;
    });
    return { ended: true, total: banyak, result: { kunci, banyak }, tags: [] };
  },
});

interface RowFile {
  add(texts: readonly string[]): void;
  end(): void;
}

function xlsxFile(sink: Sink): RowFile {
  const columns = kepalaEkspor.map((heading) => ({ heading, width: heading === "Nama" ? 32 : 20 }));
  return new XlsxWriter("Pengguna", columns, sink.write);
}

/** With the mark by which spreadsheets know UTF-8. */
function csvFile({ write }: Sink): RowFile {
  const encoder = new TextEncoder();
  write(encoder.encode(`\ufeff${barisCsv(kepalaEkspor)}`));
  return { add: (texts) => write(encoder.encode(barisCsv(texts))), end: () => undefined };
}
