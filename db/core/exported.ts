import type { Config } from "./env.ts";
import { openField } from "./crypto.ts";
import type { Said } from "./manifest.ts";
import { empty, join, sql, type Query } from "./postgres.ts";

/**
 * What a column of a file holds. `text` is never taken for a number or a formula: an identifier of 18 digits keeps them all.
 * `date` is ISO; `instant` is a timestamptz, told in the institution's time zone.
 */
export type CellKind = "text" | "number" | "rupiah" | "date" | "instant";

/** A column of a list as a file has it: its heading, and its value in SQL over a row `o` of the page. */
export interface ExportedColumn {
  readonly label: Said;
  readonly kind: CellKind;
  readonly sql: Query;
  /** The value is sealed, bound to this place. */
  readonly sealed?: string;
  /** Writes in words what SQL gives as JSON. */
  readonly write?: (value: unknown, language: keyof Said) => string;
}

/** The columns of a file, and what of a row is worked out once for several of them: a join, `left join lateral (…) x on true`. */
export interface ExportedColumns {
  readonly joined?: Query;
  readonly columns: readonly ExportedColumn[];
}

/** A value as it leaves the database. */
export type ExportedValue = string | number | null;

/** A row of a file in SQL, as an array of its values, and what it is joined with. */
export function exportedRow(exported: ExportedColumns | undefined): { made: Query; from: Query } {
  if (!exported) throw new Error("a list that says nothing of files is not exported");
  const values = exported.columns.map(({ kind, sql: value, write }) => {
    if (write || kind === "number" || kind === "rupiah" || kind === "date") return value;
    return kind === "text"
      ? sql`(${value})::text`
      : sql`to_char((${value}) at time zone ${zone}, 'YYYY-MM-DD HH24:MI')`;
  });
  return { made: sql`jsonb_build_array(${join(values)})`, from: exported.joined ?? empty };
}

/** Writes a truth value. */
export function yesNo(value: unknown, language: keyof Said): string {
  return { id: value ? "ya" : "tidak", en: value ? "yes" : "no" }[language];
}

const zone = sql`(select i.zona_waktu from institutions i where i.id = current_institution())`;

/** The rows of a page as they are written: what is sealed opened, what needs words in this language. */
export async function openRows(
  config: Config,
  columns: readonly ExportedColumn[],
  rows: readonly (readonly unknown[])[],
  language: keyof Said,
): Promise<ExportedValue[][]> {
  return await Promise.all(
    rows.map((row) =>
      Promise.all(
        columns.map(async ({ sealed, write }, index) => {
          const value = row[index] ?? null;
          if (write) return value === null ? null : write(value, language);
          if (sealed !== undefined && typeof value === "string") return await openField(config, sealed, value);
          return value as ExportedValue;
        }),
      ),
    ),
  );
}
