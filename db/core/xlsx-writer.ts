import { Zip, ZipDeflate } from "fflate";
import { sheetBeginning, sheetEnd, sheetPath, sheetRow, workbookParts, type Cell, type SheetColumn } from "./xlsx.ts";

/** The zip format has no earlier moment; local time, because that is what its field holds. */
const zipTime = new Date(1980, 0, 1);
/** Characters of rows that are packed at once. */
const packAt = 64 * 1024;

/** Writes a workbook of one sheet, row by row: what is packed goes to `sink` at once, and nothing of a row is kept. */
export class XlsxWriter {
  readonly #zip: Zip;
  readonly #sheet: ZipDeflate;
  readonly #encoder = new TextEncoder();
  #pending: string;
  #row = 1;

  constructor(name: string, columns: readonly SheetColumn[], sink: (bytes: Uint8Array) => void) {
    this.#zip = new Zip((error, bytes) => {
      if (error) throw error;
      sink(bytes);
    });
    for (const [path, text] of Object.entries(workbookParts(name))) {
      this.#add(path).push(this.#encoder.encode(text), true);
    }
    this.#sheet = this.#add(sheetPath);
    this.#pending = sheetBeginning(columns);
  }

  /** Writes the next row. */
  add(cells: readonly Cell[]): void {
    this.#row += 1;
    this.#pending += sheetRow(this.#row, cells);
    if (this.#pending.length >= packAt) this.#pack(false);
  }

  /** Ends the sheet and the workbook. */
  end(): void {
    this.#pending += sheetEnd;
    this.#pack(true);
    this.#zip.end();
  }

  #add(path: string): ZipDeflate {
    // A seventh larger than at the usual level, in half the time: rows are many, and an isolate's CPU is what they cost.
    const file = new ZipDeflate(path, { level: 3 });
    file.mtime = zipTime;
    this.#zip.add(file);
    return file;
  }

  #pack(last: boolean): void {
    this.#sheet.push(this.#encoder.encode(this.#pending), last);
    this.#pending = "";
  }
}
