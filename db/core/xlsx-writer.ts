import { Zip, ZipDeflate } from "fflate";
import { sheetBeginning, sheetEnd, sheetPath, sheetRow, workbookParts, type Cell, type SheetColumn } from "./xlsx.ts";

/** The zip format has no earlier moment; local time, because that is what its field holds. */
const zipTime = new Date(1980, 0, 1);
/** Characters of rows that are packed at once. */
const packAt = 64 * 1024;

/** Packs a workbook of one sheet as its text comes: what is packed goes to `sink` at once, and nothing of it is kept. */
export class SheetPacker {
  readonly #zip: Zip;
  readonly #sheet: ZipDeflate;
  readonly #encoder = new TextEncoder();
  #pending = "";

  constructor(name: string, sink: (bytes: Uint8Array) => void) {
    this.#zip = new Zip((error, bytes) => {
      if (error) throw error;
      sink(bytes);
    });
    for (const [path, text] of Object.entries(workbookParts(name))) {
      this.#add(path).push(this.#encoder.encode(text), true);
    }
    this.#sheet = this.#add(sheetPath);
  }

  /** What comes next of the sheet. */
  write(text: string): void {
    this.#pending += text;
    if (this.#pending.length >= packAt) this.#pack(false);
  }

  /** Ends the workbook. */
  end(): void {
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

/** Writes a workbook of one sheet, row by row. */
export class XlsxWriter {
  readonly #packer: SheetPacker;
  #row = 1;

  constructor(name: string, columns: readonly SheetColumn[], sink: (bytes: Uint8Array) => void) {
    this.#packer = new SheetPacker(name, sink);
    this.#packer.write(sheetBeginning(columns));
  }

  /** Writes the next row. */
  add(cells: readonly Cell[]): void {
    this.#row += 1;
    this.#packer.write(sheetRow(this.#row, cells));
  }

  /** Ends the sheet and the workbook. */
  end(): void {
    this.#packer.write(sheetEnd);
    this.#packer.end();
  }
}
