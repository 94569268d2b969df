import { appendText, storableText } from "./strings.ts";
import { unreadable } from "./unreadable.ts";
import type { Workbook } from "./workbook.ts";
import { attribute, XmlReader, type XmlHandlers } from "./xml.ts";
import { readEntry } from "./zip.ts";

/** A cell that holds something. */
export interface Cell {
  readonly text: string;
  /** What kind of value the spreadsheet keeps: digits beyond the fifteenth of a number are lost already. */
  readonly kind: "text" | "number" | "error";
}

/** A row that holds something: its number in the sheet (from 1), and its cells by column (from 0). */
export interface Row {
  readonly number: number;
  readonly cells: ReadonlyMap<number, Cell>;
}

/** Columns that are looked at: forms of the ministry have 66. What stands beyond is refused, not lost. */
const mostColumns = 256;
/** Rows that a sheet can have, in any program. */
const mostRows = 1_048_576;

/** The rows of a sheet that hold something, as they come; of a formula its last value. Throws what `unreadable` names. */
export async function* readRows({ file, sheet, strings, budget }: Workbook): AsyncGenerator<Row> {
  const collector = new RowCollector(strings);
  const reader = new XmlReader(collector);
  for await (const bytes of readEntry(file, sheet, budget)) {
    reader.push(bytes);
    yield* collector.take();
  }
  reader.end();
  if (!collector.complete) throw unreadable("BERKAS_RUSAK");
}

/** Gathers the tags of a sheet into rows. */
class RowCollector implements XmlHandlers {
  readonly #strings: readonly string[];
  #ready: Row[] = [];
  #number = 0;
  #cells = new Map<number, Cell>();
  #column = -1;
  #type = "n";
  #value = "";
  #within: "row" | "cell" | "value" | null = null;
  #spoken = 0;
  #inSheet = false;
  /** Whether the sheet's own tag was closed. */
  complete = false;

  constructor(strings: readonly string[]) {
    this.#strings = strings;
  }

  /** The rows that have been read since the last time. */
  take(): Row[] {
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  open(name: string, attributes: string): void {
    if (name === "worksheet") this.#inSheet = true;
    else if (!this.#inSheet) throw unreadable("BERKAS_RUSAK");
    if (name === "row") this.#openRow(attributes);
    else if (name === "c" && this.#within === "row") this.#openCell(attributes);
    else if (name === "rPh") this.#spoken++;
    else if ((name === "v" || name === "t") && this.#within === "cell") this.#within = "value";
  }

  text(piece: string): void {
    if (this.#within === "value" && this.#spoken === 0) this.#value = appendText(this.#value, piece);
  }

  close(name: string): void {
    if (name === "rPh") this.#spoken--;
    else if ((name === "v" || name === "t") && this.#within === "value") this.#within = "cell";
    else if (name === "c" && this.#within === "cell") this.#closeCell();
    else if (name === "row" && this.#within === "row") this.#closeRow();
    else if (name === "worksheet") this.complete = true;
  }

  #openRow(attributes: string): void {
    const number = Number(attribute(attributes, "r") ?? this.#number + 1);
    // Rows that do not follow each other would be told apart by nothing.
    if (!Number.isInteger(number) || number <= this.#number || number > mostRows) throw unreadable("BERKAS_RUSAK");
    this.#number = number;
    this.#cells = new Map();
    this.#column = -1;
    this.#within = "row";
  }

  #openCell(attributes: string): void {
    const place = attribute(attributes, "r");
    this.#column = place === undefined ? this.#column + 1 : columnOf(place);
    this.#type = attribute(attributes, "t") ?? "n";
    this.#value = "";
    this.#within = "cell";
  }

  #closeCell(): void {
    this.#within = "row";
    const cell = this.#toCell();
    if (cell.text.trim() === "") return;
    if (this.#column >= mostColumns) throw unreadable("KOLOM_TERLALU_BANYAK");
    this.#cells.set(this.#column, cell);
  }

  #toCell(): Cell {
    const value = this.#value;
    switch (this.#type) {
      case "s":
        return { text: this.#strings[Number(value)] ?? "", kind: "text" };
      case "b":
        return { text: value === "1" ? "TRUE" : "FALSE", kind: "text" };
      case "e":
        return { text: value, kind: "error" };
      case "str":
      case "inlineStr":
        return { text: storableText(value), kind: "text" };
      default:
        return { text: plainNumber(value), kind: "number" };
    }
  }

  #closeRow(): void {
    this.#within = null;
    if (this.#cells.size > 0) this.#ready.push({ number: this.#number, cells: this.#cells });
  }
}

/** The column (from 0) of a cell's name: A1 is 0, AB7 is 27. */
function columnOf(place: string): number {
  const letters = /^([A-Z]{1,3})\d{1,7}$/i.exec(place)?.[1];
  if (!letters) throw unreadable("BERKAS_RUSAK");
  const base = "A".charCodeAt(0) - 1;
  return Array.from(letters.toUpperCase()).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - base, 0) - 1;
}

/** A number as people read it: `1.03000456E8` is 103000456. */
function plainNumber(value: string): string {
  const number = Number(value);
  return value.trim() !== "" && Number.isSafeInteger(number) ? String(number) : value.trim();
}
