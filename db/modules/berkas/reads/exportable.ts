import type * as z from "zod";
import { cursorOf } from "../../../core/cursor.ts";
import type { ExportedColumn } from "../../../core/exported.ts";
import type { Asked, List } from "../../../core/list.ts";
import type { Said } from "../../../core/manifest.ts";
import type { RowFileFormat } from "../../../core/row-file-formats.ts";
import type { Work } from "../../../core/work.ts";
import type { ReportCell, ReportColumn } from "../../../core/xlsx.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import type { PermissionName, Slug } from "../../registry.ts";

/** Whose file it is, and which rows they reach. */
export interface Reader {
  readonly work: Work;
  readonly principal: Principal;
  readonly scope: Scope;
}

/** How much of a list is read at once: so many rows after what a page before ended with, or how many there are. */
export interface Portion {
  readonly per_page: number;
  readonly after: string | null;
  readonly as: "exported" | "counted";
}

/** What is said of every file that is asked for. */
export interface Filed {
  readonly format?: RowFileFormat | undefined;
}

/** What makes a report of rows: titles above them, formulas within, sums below. */
export interface Report<Queried, Row> {
  /** Its lines; of the first row they may say what all rows share. */
  readonly title: (asked: Queried, first: Row | undefined) => readonly string[];
  readonly columns: (asked: Queried) => readonly ReportColumn[];
  /** The cells of the `nth` row (from 1), which stands in row `place` of its sheet. */
  readonly cells: (row: Row, nth: number, place: number, asked: Queried) => readonly ReportCell[];
}

/** A list that can be had as a file, as whoever writes the file sees it. */
export interface Exportable<Queried extends Filed = Filed> {
  /** By which jobs and files are called: `identity.users`. */
  readonly name: string;
  /** The module whose it is. */
  readonly slug: Slug;
  /** As the list's own route: a permission, or `session`. */
  readonly access: "session" | PermissionName;
  /** No API key's. */
  readonly inPerson?: true;
  /** What people call it; the name of its file. */
  readonly title: Said;
  /** What may be asked of it: the list's filters and sort orders. */
  readonly query: z.ZodType<Queried>;
  /** None of a report, which has its own. */
  readonly columns: readonly ExportedColumn[];
  readonly report?: Report<Queried, unknown>;
  /** A portion, as finished JSON: `{ data, berikutnya }`, the rows arrays of values or a report's, or `{ banyak }` of what is counted. */
  readonly read: (reader: Reader, asked: Queried, portion: Portion) => Promise<string>;
}

type Of<Queried extends Filed> = Omit<Exportable<Queried>, "columns" | "query" | "read" | "report">;

/** Makes a declared list exportable: `read` is what its own route reads its pages with. */
export function exportOf<Paged extends Asked, Queried extends Filed>(
  { list, fileQuery }: { list: List; query: z.ZodType<Paged>; fileQuery: z.ZodType<Queried> },
  own: Of<Queried>,
  read: (reader: Reader, asked: Paged) => Promise<string>,
): Exportable<Queried> {
  return {
    ...own,
    query: fileQuery,
    columns: list.exported?.columns ?? [],
    read: (reader, asked, { per_page, after, as }) => {
      const setelah = after === null ? undefined : cursorOf(after);
      // A file's query is a page's without what concerns pages alone, and that is put in here.
      return read(reader, { ...asked, per_page, setelah, as } as unknown as Paged);
    },
  };
}

/** Makes a report of rows that are read after the one that `keyOf` names, `most` at once. */
export function reportOf<Queried extends Filed, Row, Key>(
  own: Of<Queried> & Pick<Exportable<Queried>, "query">,
  rows: {
    readonly count: (reader: Reader, asked: Queried) => Promise<number>;
    readonly read: (
      reader: Reader,
      asked: Queried,
      part: { readonly most: number; readonly after: Key | null },
    ) => Promise<Row[]>;
    readonly keyOf: (row: Row) => Key;
  },
  report: Report<Queried, Row>,
): Exportable<Queried> {
  return {
    ...own,
    columns: [],
    // Its rows are those that were read for it.
    report: report as Report<Queried, unknown>,
    read: async (reader, asked, { per_page, after, as }) => {
      if (as === "counted") return JSON.stringify({ banyak: await rows.count(reader, asked) });
      // What comes after is what a page of our own ended with.
      const key = after === null ? null : (JSON.parse(after) as Key);
      const found = await rows.read(reader, asked, { most: per_page + 1, after: key });
      const last = found.length > per_page ? found[per_page - 1] : undefined;
      const berikutnya = last === undefined ? null : JSON.stringify(rows.keyOf(last));
      return JSON.stringify({ data: found.slice(0, per_page), berikutnya });
    },
  };
}
