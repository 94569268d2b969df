import { csvBeginning, csvRow, csvType } from "./csv.ts";
import type { CellKind, ExportedColumn, ExportedValue } from "./exported.ts";
import type { Said } from "./manifest.ts";
import type { RowFileFormat } from "./row-file-formats.ts";
import { XlsxWriter } from "./xlsx-writer.ts";
import { cellStyles, xlsxType, type Cell } from "./xlsx.ts";

/** The type of each kind. */
export const rowFileTypes: Readonly<Record<RowFileFormat, string>> = { xlsx: xlsxType, csv: csvType };

/** A file that is written row by row; nothing of a row is kept. */
export interface RowFile {
  add(values: readonly ExportedValue[]): void;
  end(): void;
}

/** Begins a file with its headings; its bytes go to `sink` as they come. */
export function beginRowFile(
  format: RowFileFormat,
  { title, columns, language }: { title: Said; columns: readonly ExportedColumn[]; language: keyof Said },
  sink: (bytes: Uint8Array) => void,
): RowFile {
  const headings = columns.map(({ label }) => label[language]);
  if (format === "csv") {
    const encoder = new TextEncoder();
    sink(encoder.encode(`${csvBeginning}${csvRow(headings)}`));
    return { add: (values) => sink(encoder.encode(csvRow(values))), end: () => undefined };
  }
  const sheet = columns.map(({ kind }, index) => {
    const heading = headings[index] ?? "";
    return { heading, width: Math.max(widths[kind], heading.length + 2), style: cellStyles[kind] };
  });
  const writer = new XlsxWriter(title[language], sheet, sink);
  return {
    add: (values) => writer.add(columns.map(({ kind }, index) => cellOf(kind, values[index] ?? null))),
    end: () => writer.end(),
  };
}

const widths: Readonly<Record<CellKind, number>> = { text: 24, number: 10, rupiah: 16, date: 12, instant: 17 };

/** A day and a minute, as what they are counted from and in. */
const dayZero = Date.UTC(1899, 11, 30);
const dayMs = 24 * 60 * 60 * 1000;
/** Before it spreadsheets count a day that never was. */
const firstDay = 61;

/** A value as a cell: what a number or a day cannot hold is text. */
function cellOf(kind: CellKind, value: ExportedValue): Cell {
  if (value === null) return "";
  if (typeof value === "number") {
    return Number.isSafeInteger(value) || kind === "number"
      ? { number: value, style: cellStyles[kind] }
      : String(value);
  }
  if (kind !== "date" && kind !== "instant") return value;
  const number = (Date.parse(`${value.replace(" ", "T")}${kind === "date" ? "T00:00" : ""}Z`) - dayZero) / dayMs;
  return number >= firstDay ? { number, style: cellStyles[kind] } : value;
}
