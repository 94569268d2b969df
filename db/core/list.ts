import * as z from "zod";
import { cursorParameter, type Cursor, type KeyType } from "./cursor.ts";
import type { ExportedColumns } from "./exported.ts";
import type { Query } from "./postgres.ts";
import { formatParameter } from "./row-file-formats.ts";

/** A column or a relation of a list: its shape, and its value in SQL, over a row `o` of the page. */
export interface Shown<Schema extends z.ZodType = z.ZodType> {
  readonly schema: Schema;
  /** Where it reads a table that is parted by year, it says by what is asked which of its parts. */
  readonly sql: Query | ((asked: Asked) => Query);
}

/** What a list can be sorted by besides the time of creation: a key that, with the id behind it, is the order of an index. */
export interface SortKey {
  readonly key: Query;
  readonly type: KeyType;
}

type Shape = Readonly<Record<string, z.ZodType>>;
type Showns = Readonly<Record<string, Shown>>;
type Filters<Of extends Shape> = { [Name in keyof Of & string as `filter[${Name}]`]: z.ZodOptional<Of[Name]> };
type Schemas<Of extends Showns> = { [Name in keyof Of]: z.ZodOptional<Of[Name]["schema"]> };

/** What a list declares of itself; everything that a request can ask of it follows from this. */
export interface Declaration<F extends Shape, Also extends Shape, Columns extends Showns, Relations extends Showns> {
  /** Each becomes the parameter `filter[name]`; what it means in SQL is said where the rows are read. */
  readonly filters: F;
  /** Parameters of its own beside them, such as the year. */
  readonly also: Also;
  /** Sort orders besides `dibuat`, the time of creation, which every list has. Only such as an index serves. */
  readonly sorts: Readonly<Record<string, SortKey>>;
  /** The sort orders that serve what was asked for, the usual one first. All of them, newest first, where a list does not say. */
  readonly serves?: (asked: Partial<z.output<z.ZodObject<Filters<F> & Also>>>) => readonly string[];
  /** `id` is one of them and is always shown. */
  readonly columns: Columns;
  /** Shown beside the columns unless `include` or `fields` leaves them out. */
  readonly relations: Relations;
  /** What a row becomes in a file; a list that says nothing of it is not exported. */
  readonly exported?: ExportedColumns;
  /** Of `also`, what concerns pages alone and says nothing of a file. */
  readonly ofPages?: readonly (keyof Also & string)[];
}

/** A declared list as the machinery sees it. */
export interface List {
  readonly sorts: Readonly<Record<string, SortKey>>;
  readonly columns: Showns;
  readonly relations: Showns;
  readonly exported: ExportedColumns | undefined;
  /** The sort order of a request. */
  sortOf(asked: Asked): string;
}

/** What the parameters of every list say. */
export interface Asked {
  readonly per_page: number;
  readonly setelah?: Cursor | undefined;
  readonly sort?: string | undefined;
  readonly fields?: readonly string[] | undefined;
  readonly include?: readonly string[] | undefined;
  /** No request's: rows as an exported file has them, or how many there are, counted to `per_page` and one more. */
  readonly as?: "exported" | "counted";
}

/** By the time of creation; ids are time-ordered. */
const created = "dibuat";

/**
 * Declares a list: its filters, sort orders, fields and relations. Answers with the schema of its query (`query`) and of its
 * pages (`page`), both documented by themselves, what may be asked of a file of it (`fileQuery`), what somebody may keep of it as a view of
 * their own (`viewQuery`), and the list that `readPage` reads.
 */
export function defineList<
  F extends Shape,
  Also extends Shape,
  Columns extends Showns & { readonly id: Shown<z.ZodUUID> },
  Relations extends Showns,
>(declared: Declaration<F, Also, Columns, Relations>) {
  const sorts = [created, ...Object.keys(declared.sorts)].flatMap((name) => [`-${name}`, name]);
  const keyTypeOf = (sort: string) => (sorts.includes(sort) ? (declared.sorts[nameOf(sort)]?.type ?? "id") : undefined);
  const servedFor = (asked: unknown) => declared.serves?.(asked as Parameters<typeof declared.serves>[0]) ?? sorts;
  const sortOf = (asked: Asked) => asked.sort ?? asked.setelah?.sort ?? servedFor(asked)[0] ?? `-${created}`;
  const filters = Object.fromEntries(
    Object.entries(declared.filters).map(([name, schema]) => [`filter[${name}]`, schema.optional()]),
  ) as unknown as Filters<F>;

  const inOrder = z.check<object>(({ value, issues }) => {
    const asked = value as Asked;
    const sort = sortOf(asked);
    const allowed = servedFor(asked);
    const refuse = (path: string, message: string) =>
      issues.push({ code: "custom", input: value, path: [path], message, params: { allowed } });
    if (asked.setelah && asked.setelah.sort !== sort) refuse("setelah", "KURSOR_URUTAN_LAIN");
    else if (!allowed.includes(sort)) refuse("sort", "URUTAN_TIDAK_DILAYANI");
  });
  const order = orderParameters(sorts, keyTypeOf);
  const shown = {
    fields: nameList(
      Object.keys(declared.columns),
      "Kolom yang diinginkan; `id` selalu ada. Tanpa ini semua kolom, dengan relasinya.",
    ),
    ...includeParameter(Object.keys(declared.relations)),
  };
  const query = z
    .strictObject({
      per_page: z.coerce.number().int().min(1).max(100).default(50).meta({ description: "Banyaknya baris." }),
      ...order,
      ...shown,
      ...filters,
      ...declared.also,
    })
    .check(inOrder);
  const ofFiles = Object.entries(declared.also).filter(([name]) => !declared.ofPages?.includes(name));
  const asked = { sort: order.sort, ...filters, ...(Object.fromEntries(ofFiles) as Also) };
  const fileQuery = z.strictObject({ ...formatParameter, ...asked }).check(inOrder);
  const viewQuery: z.ZodType = z.strictObject({ ...asked, ...shown }).check(inOrder);

  const item = z.object({
    ...optional(declared.columns),
    ...optional(declared.relations),
    id: declared.columns.id.schema,
  });
  const page = z.object({ data: z.array(item), berikutnya: z.string().nullable() });
  const { columns, relations, exported } = declared;
  const list: List = { sorts: declared.sorts, columns, relations, exported, sortOf };
  return { list, query, fileQuery, viewQuery, page };
}

/** The name of what a sort order goes by: `-nama` goes by `nama`. */
export function nameOf(sort: string): string {
  return sort.replace(/^-/, "");
}

function orderParameters(sorts: readonly string[], keyTypeOf: (sort: string) => KeyType | undefined) {
  const example = sorts[2] ?? `-${created}`;
  const keys = { id: null, date: "2026-04-13", integer: "4340000", text: "Budi Santoso" };
  const ended = { sort: example, key: keys[keyTypeOf(example) ?? "id"], id: "0199a2c4-7d0e-7c31-9f3a-5b1d2e3f4a5b" };
  return {
    sort: z
      .enum(sorts)
      .optional()
      .meta({ description: "Urutan; `-` berarti yang terbaru atau terbesar dulu.", examples: [example] }),
    setelah: cursorParameter(keyTypeOf, ended).optional(),
  };
}

/** Of a list that has relations; another takes no such parameter. */
function includeParameter(relations: readonly string[]) {
  const include = nameList(relations, "Relasi yang diinginkan; kosong: tidak satu pun.");
  return (relations.length > 0 ? { include } : {}) as { include: typeof include };
}

/** A parameter that names some of these, with commas between; empty names none. */
export function nameList<const Name extends string>(names: readonly Name[], description: string) {
  const one = names.join("|");
  return z
    .string()
    .max(1_000)
    .meta({
      description: `${description} Dipisah koma: ${names.map((name) => `\`${name}\``).join(", ")}.`,
      pattern: `^((${one})(,(${one}))*)?$`,
      examples: [names.slice(0, 2).join(",")],
    })
    .transform((text, context) => {
      const given = text === "" ? [] : [...new Set(text.split(","))];
      const unknown = given.find((name) => !names.includes(name as Name));
      if (unknown !== undefined) context.addIssue({ code: "invalid_value", values: [...names], input: unknown });
      return given as Name[];
    })
    .optional();
}

function optional<Of extends Showns>(shown: Of): Schemas<Of> {
  const schemas = Object.entries(shown).map(([name, { schema }]) => [name, schema.optional()]);
  return Object.fromEntries(schemas) as unknown as Schemas<Of>;
}
