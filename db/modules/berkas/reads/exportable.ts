import type * as z from "zod";
import { cursorOf } from "../../../core/cursor.ts";
import type { ExportedColumn } from "../../../core/exported.ts";
import type { Asked, List } from "../../../core/list.ts";
import type { Said } from "../../../core/manifest.ts";
import type { RowFileFormat } from "../../../core/row-file-formats.ts";
import type { Work } from "../../../core/work.ts";
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
  readonly columns: readonly ExportedColumn[];
  /** A portion, as finished JSON: `{ data: [[…]], berikutnya }`, or `{ banyak }` of what is counted. */
  readonly read: (reader: Reader, asked: Queried, portion: Portion) => Promise<string>;
}

type Of<Queried extends Filed> = Omit<Exportable<Queried>, "columns" | "query" | "read">;

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
