import type { SelImpor } from "../../../db/modules/identity/rules/baris-impor.ts";
import { bacaKepala, type KolomImpor } from "../../../db/modules/identity/rules/kolom-impor.ts";
import { Permanent } from "../../runner/job.ts";
import { readRows, type Cell, type Row } from "../../xlsx/sheet.ts";
import { openWorkbook } from "../../xlsx/workbook.ts";

/** Rows of people that one file may have. */
const mostRows = 10_000;

/** A row of an import file: what stands in the columns that are known. */
export interface PersonRow {
  readonly number: number;
  readonly cells: ReadonlyMap<KolomImpor, SelImpor>;
}

/** An import file that has been opened. */
export interface PeopleSheet {
  /** The headings as they stand, by column from 0. */
  readonly headings: readonly string[];
  /** Headings that nobody knows. */
  readonly ignored: readonly string[];
  /** Its people, read as they are asked for; throws `BARIS_TERLALU_BANYAK` after the last that is allowed. */
  rows(): AsyncGenerator<PersonRow>;
  /** The texts of every row below the headings, as they stand. */
  texts(): AsyncGenerator<{ readonly number: number; readonly texts: readonly string[] }>;
}

/** Opens an import file. Whatever is wrong with it as a whole is a permanent failure with a code of its own. */
export async function readPeople(bucket: R2Bucket, key: string): Promise<PeopleSheet> {
  const object = await bucket.get(key);
  if (!object) throw new Permanent("BERKAS_TIDAK_ADA");
  const file = new Uint8Array(await object.arrayBuffer());
  const [head] = await firstOf(readRows(await openWorkbook(file)));
  if (!head) throw new Permanent("BERKAS_KOSONG");
  const heading = bacaKepala(new Map([...head.cells].map(([column, { text }]) => [column, text])));
  if (typeof heading === "string") throw new Permanent(heading);
  const width = Math.max(...head.cells.keys()) + 1;
  const below = async function* (): AsyncGenerator<Row> {
    for await (const row of readRows(await openWorkbook(file))) if (row.number > head.number) yield row;
  };
  return {
    headings: Array.from({ length: width }, (_, column) => head.cells.get(column)?.text ?? ""),
    ignored: heading.diabaikan,
    async *rows() {
      let count = 0;
      for await (const { number, cells } of below()) {
        const known = new Map([...heading.kolom].flatMap(([column, kolom]) => toSel(kolom, cells.get(column))));
        if (known.size === 0) continue;
        if (++count > mostRows) throw new Permanent("BARIS_TERLALU_BANYAK");
        yield { number, cells: known };
      }
    },
    async *texts() {
      for await (const { number, cells } of below())
        yield { number, texts: Array.from({ length: width }, (_, column) => cells.get(column)?.text ?? "") };
    },
  };
}

async function firstOf<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  for await (const item of items) return [item];
  return [];
}

const kinds = { text: "teks", number: "angka", error: "galat" } as const;

function toSel(kolom: KolomImpor, cell: Cell | undefined): [KolomImpor, SelImpor][] {
  return cell ? [[kolom, { teks: cell.text, jenis: kinds[cell.kind] }]] : [];
}
