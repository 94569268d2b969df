import { recordTariffVerdicts } from "../../../db/modules/referensi/actions/import-tariffs.ts";
import { jobs } from "../../../db/modules/referensi/jobs.ts";
import { readTariffGround } from "../../../db/modules/referensi/reads/impor-tarif.ts";
import {
  bacaKepalaTarif,
  bacaTanggalTarif,
  pemeriksaTarif,
  type BarisTarif,
  type KolomTarif,
  type SelTarif,
} from "../../../db/modules/referensi/rules/baris-tarif.ts";
import { tulisGalatTarif } from "../../../db/modules/referensi/rules/lembar-tarif.ts";
import { defineJob, Permanent } from "../../runner/job.ts";
import { readCsv } from "../../xlsx/csv.ts";
import { storeFaultSheet, type FaultyLine } from "../../xlsx/fault-sheet.ts";
import { readRows, type Cell, type Row } from "../../xlsx/sheet.ts";
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
    const file = new Uint8Array(await object.arrayBuffer());
    const { head, heading, looked } = await readTariffs(file, pemeriksaTarif(ground.provinsi));
    const faulty = new Map(looked.filter(({ galat }) => galat.length > 0).map((row) => [row.nomor, row]));
    const sheet = `${work.institutionId}/${ground.bulan}/referensi/${ground.oleh}/${id}-galat.xlsx`;
    if (faulty.size > 0) {
      const width = Math.max(...head.cells.keys()) + 1;
      const headings = Array.from({ length: width }, (_, column) => head.cells.get(column)?.text ?? "");
      await storeFaultSheet(env.DOCUMENTS, sheet, headings, faultyLines(file, faulty, width, heading));
    }
    await recordTariffVerdicts(work, id, looked, faulty.size > 0 ? sheet : null);
    return { ended: true, total: looked.length, result: { impor_id: id }, tags: [] };
  },
});

type Heading = ReadonlyMap<number, KolomTarif>;

async function readTariffs(
  file: Uint8Array<ArrayBuffer>,
  look: ReturnType<typeof pemeriksaTarif>,
): Promise<{ head: Row; heading: Heading; looked: BarisTarif[] }> {
  let found: { head: Row; heading: Heading } | undefined;
  const looked: BarisTarif[] = [];
  for await (const row of rowsOf(file)) {
    if (!found) {
      const heading = bacaKepalaTarif(new Map([...row.cells].map(([column, { text }]) => [column, text])));
      if (typeof heading === "string") throw new Permanent(heading);
      found = { head: row, heading };
      continue;
    }
    if (looked.length === mostRows) throw new Permanent("BARIS_TERLALU_BANYAK");
    const known = [...found.heading].flatMap(([column, kolom]): [KolomTarif, SelTarif][] => {
      const cell = row.cells.get(column);
      return cell ? [[kolom, toSel(cell)]] : [];
    });
    if (known.length > 0) looked.push(look(row.number, new Map(known)));
  }
  if (!found || looked.length === 0) throw new Permanent("BERKAS_KOSONG");
  return { ...found, looked };
}

/** The rows that have errors as they were sent, from the file once more: nobody holds them all. */
async function* faultyLines(
  file: Uint8Array<ArrayBuffer>,
  faulty: ReadonlyMap<number, BarisTarif>,
  width: number,
  heading: Heading,
): AsyncGenerator<FaultyLine> {
  for await (const { number, cells } of rowsOf(file)) {
    const row = faulty.get(number);
    if (!row) continue;
    const texts = Array.from({ length: width }, (_, column) => textOf(cells.get(column), heading.get(column)));
    yield { texts, reasons: tulisGalatTarif(row) };
  }
}

/** A cell as text; the number that a spreadsheet keeps of a date is no date as a text. */
function textOf(cell: Cell | undefined, kolom: KolomTarif | undefined): string {
  if (!cell) return "";
  return (kolom === "berlaku_mulai" ? bacaTanggalTarif(toSel(cell)) : null) ?? cell.text;
}

function toSel({ text, kind }: Cell): SelTarif {
  return { teks: text, angka: kind === "number" };
}

/** A workbook is an archive; whatever is none is read as text. */
async function* rowsOf(file: Uint8Array<ArrayBuffer>): AsyncGenerator<Row> {
  if (file[0] === 0x50 && file[1] === 0x4b) yield* readRows(await openWorkbook(file));
  else yield* readCsv(file);
}
