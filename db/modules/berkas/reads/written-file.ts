import { csvBeginning, csvRow } from "../../../core/csv.ts";
import { openRows } from "../../../core/exported.ts";
import type { Said } from "../../../core/manifest.ts";
import { ReportWriter } from "../../../core/report-writer.ts";
import type { RowFileFormat } from "../../../core/row-file-formats.ts";
import { beginRowFile } from "../../../core/row-file.ts";
import type { Work } from "../../../core/work.ts";
import type { Exportable, Filed, Report } from "./exportable.ts";

/** A file that is being written: it is given rows as its list reads them, and keeps nothing of them. */
interface WrittenFile {
  add(rows: readonly unknown[]): Promise<void>;
  end(): void;
}

/** What was asked of a list, and how its file is wanted. */
interface FileWanted<Queried> {
  readonly work: Work;
  readonly asked: Queried;
  readonly format: RowFileFormat;
  readonly language: keyof Said;
}

type Sink = (bytes: Uint8Array) => void;

/** Begins the file of a list; its bytes go to `sink` as they come. */
export function beginFile<Queried extends Filed>(
  { title, columns, report }: Exportable<Queried>,
  wanted: FileWanted<Queried>,
  sink: Sink,
): WrittenFile {
  const { work, format, language } = wanted;
  if (report)
    return format === "csv" ? beginPlain(report, wanted, sink) : beginReport(title[language], report, wanted, sink);
  const file = beginRowFile(format, { title, columns, language }, sink);
  return {
    async add(rows) {
      for (const row of await openRows(work.config, columns, rows as unknown[][], language)) file.add(row);
    },
    end: () => file.end(),
  };
}

/** A report as a workbook; it is begun with its first row, of which its title may speak. */
function beginReport<Queried>(
  name: string,
  report: Report<Queried, unknown>,
  { asked }: FileWanted<Queried>,
  sink: Sink,
): WrittenFile {
  let writer: ReportWriter | undefined;
  let nth = 0;
  const begun = (first?: unknown) =>
    (writer ??= new ReportWriter(name, { title: report.title(asked, first), columns: report.columns(asked) }, sink));
  return {
    add(rows) {
      for (const row of rows) {
        nth += 1;
        begun(row).add((place) => report.cells(row, nth, place, asked));
      }
      return Promise.resolve();
    },
    end: () => begun().end(),
  };
}

/** A report as CSV: its rows alone, and what formulas come to. */
function beginPlain<Queried>(
  report: Report<Queried, unknown>,
  { asked }: FileWanted<Queried>,
  sink: Sink,
): WrittenFile {
  const encoder = new TextEncoder();
  sink(encoder.encode(`${csvBeginning}${csvRow(report.columns(asked).map(({ heading }) => heading))}`));
  let nth = 0;
  return {
    add(rows) {
      for (const row of rows) {
        nth += 1;
        const cells = report.cells(row, nth, nth + 1, asked);
        sink(encoder.encode(csvRow(cells.map((cell) => (typeof cell === "object" ? cell.value : cell)))));
      }
      return Promise.resolve();
    },
    end: () => undefined,
  };
}
