import { recordTariffVerdicts } from "../../../db/modules/referensi/actions/import-tariffs.ts";
import { jobs } from "../../../db/modules/referensi/jobs.ts";
import { readTariffGround } from "../../../db/modules/referensi/reads/impor-tarif.ts";
import {
  bacaKepalaTarif,
  pemeriksaTarif,
  type BarisTarif,
  type SelTarif,
} from "../../../db/modules/referensi/rules/baris-tarif.ts";
import { defineJob, Permanent } from "../../runner/job.ts";
import { readCsv } from "../../xlsx/csv.ts";
import { readRows, type Row } from "../../xlsx/sheet.ts";
import { openWorkbook } from "../../xlsx/workbook.ts";

/** Rows that one table may have: a year's tariffs of every province take some seven hundred. */
const mostRows = 2_000;

/** Looks at the rows of an uploaded table of tariffs, all at once; done again, it says the same. */
export const imporTarif = defineJob({
  ...jobs.imporTarif,
  async handle({ work, env, payload: { impor_id: id } }) {
    const ground = await readTariffGround(work, id);
    if (!ground) throw new Permanent("IMPOR_TIDAK_DITEMUKAN");
    const object = await env.UPLOADS.get(ground.berkas);
    if (!object) throw new Permanent("BERKAS_TIDAK_ADA");
    const rows = await readTariffs(new Uint8Array(await object.arrayBuffer()), pemeriksaTarif(ground.provinsi));
    await recordTariffVerdicts(work, id, rows);
    return { ended: true, total: rows.length, result: { impor_id: id }, tags: [] };
  },
});

async function readTariffs(
  file: Uint8Array<ArrayBuffer>,
  look: ReturnType<typeof pemeriksaTarif>,
): Promise<BarisTarif[]> {
  let heading: Exclude<ReturnType<typeof bacaKepalaTarif>, string> | undefined;
  const looked: BarisTarif[] = [];
  for await (const { number, cells } of rowsOf(file)) {
    if (!heading) {
      const read = bacaKepalaTarif(new Map([...cells].map(([column, { text }]) => [column, text])));
      if (typeof read === "string") throw new Permanent(read);
      heading = read;
      continue;
    }
    if (looked.length === mostRows) throw new Permanent("BARIS_TERLALU_BANYAK");
    const known = [...heading].flatMap(([column, kolom]): [typeof kolom, SelTarif][] => {
      const cell = cells.get(column);
      return cell ? [[kolom, { teks: cell.text, angka: cell.kind === "number" }]] : [];
    });
    if (known.length > 0) looked.push(look(number, new Map(known)));
  }
  if (looked.length === 0) throw new Permanent("BERKAS_KOSONG");
  return looked;
}

/** A workbook is an archive; whatever is none is read as text. */
async function* rowsOf(file: Uint8Array<ArrayBuffer>): AsyncGenerator<Row> {
  if (file[0] === 0x50 && file[1] === 0x4b) yield* readRows(await openWorkbook(file));
  else yield* readCsv(file);
}
