import { SheetPacker } from "./xlsx-writer.ts";
import {
  columnName,
  firstReportRow,
  reportBeginning,
  reportEnd,
  reportRow,
  type ReportCell,
  type ReportColumn,
} from "./xlsx.ts";

/** Writes a report row by row: its title and headings above, the sums of its columns below. Nothing of a row is kept but what it adds. */
export class ReportWriter {
  readonly #packer: SheetPacker;
  readonly #columns: readonly ReportColumn[];
  readonly #sums: number[];
  readonly #first: number;
  #row: number;

  constructor(
    name: string,
    { title, columns }: { readonly title: readonly string[]; readonly columns: readonly ReportColumn[] },
    sink: (bytes: Uint8Array) => void,
  ) {
    this.#columns = columns;
    this.#sums = columns.map(() => 0);
    this.#first = this.#row = firstReportRow(title);
    this.#packer = new SheetPacker(name, sink);
    this.#packer.write(reportBeginning(title, columns));
  }

  /** Writes the next row, whose cells are made for the number that it has in the sheet. */
  add(make: (row: number) => readonly ReportCell[]): void {
    const cells = make(this.#row);
    for (const [index, cell] of cells.entries()) {
      const added = typeof cell === "object" ? cell.value : cell;
      if (typeof added === "number") this.#sums[index] = (this.#sums[index] ?? 0) + added;
    }
    this.#packer.write(reportRow(this.#row, cells));
    this.#row += 1;
  }

  /** Writes the sums, and ends the sheet and the workbook. */
  end(): void {
    this.#packer.write(
      reportRow(
        this.#row,
        this.#columns.map((column, index) => this.#sum(column, index)),
        true,
      ),
    );
    this.#packer.write(reportEnd);
    this.#packer.end();
  }

  #sum({ summed }: ReportColumn, index: number): ReportCell {
    if (!summed) return index === labelled ? "Jumlah" : "";
    const value = this.#sums[index] ?? 0;
    // Of no rows there is nothing that a formula could name.
    if (this.#row === this.#first) return value;
    const name = columnName(index);
    return { formula: `SUM(${name}${this.#first}:${name}${this.#row - 1})`, value };
  }
}

/** The column in which the sums say what they are: the first after the rows' numbers. */
const labelled = 1;
