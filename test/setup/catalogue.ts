import type pg from "pg";
import { appRows, asApplication, ownerRows } from "./institution.ts";

/** A table as the catalogue knows it. */
export interface Table {
  readonly name: string;
  readonly partition: boolean;
  readonly forced: boolean;
  /** The column that says whose a row is; null for tables of nobody. */
  readonly whose: string | null;
  /** What the application was granted on it as a whole, and the columns that it may update. */
  readonly rights: readonly string[];
  readonly updatable: readonly string[];
}

/** Every table and partition of the product. */
export function readTables(): Promise<Table[]> {
  return ownerRows<Table>(
    `select c.relname as name, c.relispartition as partition, c.relrowsecurity and c.relforcerowsecurity as forced,
        case when c.relname = 'institutions' then 'id' else (select a.attname from pg_attribute a
          where a.attrelid = c.oid and a.attname = 'institution_id' and not a.attisdropped) end as whose,
        array(select r from unnest('{select,insert,update,delete,truncate,references,trigger}'::text[]) r
          where has_table_privilege('serambi_app', c.oid, r)) as rights,
        array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
          and has_column_privilege('serambi_app', c.oid, a.attnum, 'update') order by a.attnum) as updatable
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') order by 1`,
  );
}

/** A foreign key from one institution's table to another: its columns, and those that they point to. */
export interface ForeignKey {
  readonly name: string;
  readonly table: string;
  readonly columns: readonly string[];
  readonly parent: string;
  readonly keys: readonly string[];
}

/** The foreign keys between institutions' tables, as declared (not their copies on partitions). */
export function readForeignKeys(): Promise<ForeignKey[]> {
  return ownerRows<ForeignKey>(
    `select k.conname as name, t.relname as table, p.relname as parent,
        array(select a.attname::text from unnest(k.conkey) with ordinality x(n, i) join pg_attribute a on a.attrelid = t.oid and a.attnum = x.n order by i) as columns,
        array(select a.attname::text from unnest(k.confkey) with ordinality x(n, i) join pg_attribute a on a.attrelid = p.oid and a.attnum = x.n order by i) as keys
      from pg_constraint k join pg_class t on t.oid = k.conrelid join pg_class p on p.oid = k.confrelid
     where k.contype = 'f' and k.conparentid = 0 and not t.relispartition and p.relname <> 'institutions'
       and exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'institution_id')
       and exists (select from pg_attribute a where a.attrelid = p.oid and a.attname = 'institution_id') order by 2, 1`,
  );
}

/** What came of a statement: how many rows it touched, or why it was refused. */
export type Outcome = { readonly rows: number } | { readonly code: string; readonly message: string };

/** Tries statements one after the other as the application of this institution (or of none); nothing of it stays. */
export function tryAsApplication(
  institutionId: string | null,
  statements: readonly { readonly text: string; readonly values?: unknown[] }[],
): Promise<Outcome[]> {
  return asApplication(institutionId, async (client) => await tryEach(client, statements));
}

/** Tries statements one after the other in a transaction that is open; each is undone before the next. */
export async function tryEach(
  client: pg.ClientBase,
  statements: readonly { readonly text: string; readonly values?: unknown[] }[],
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { text, values = [] } of statements) {
    await client.query("savepoint sebelum");
    try {
      outcomes.push({ rows: (await client.query(text, values)).rowCount ?? 0 });
    } catch (error) {
      const { code, message } = error as { code: string; message: string };
      outcomes.push({ code, message });
    }
    await client.query("rollback to savepoint sebelum");
  }
  return outcomes;
}

/** A function of the product as the catalogue knows it. */
interface Definition {
  readonly signature: string;
  readonly definer: boolean;
  readonly config: string[] | null;
  readonly public: boolean;
}

/** The product's functions; those of extensions are theirs. */
export function readFunctions(): Promise<Definition[]> {
  return ownerRows<Definition>(
    `select p.oid::regprocedure::text as signature, p.prosecdef as definer, p.proconfig as config,
        has_function_privilege('public', p.oid, 'execute') as public
      from pg_proc p where p.pronamespace = 'public'::regnamespace
       and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by 1`,
  );
}

/** The columns of the table that a function answers with, by the function's name. */
export async function columnsOf(name: string): Promise<string[]> {
  const [row] = await ownerRows<{ columns: string[] }>(
    `select array(select n from unnest(p.proargnames, p.proargmodes) as x(n, m) where m = 't') as columns from pg_proc p
      where p.proname = $1 and p.pronamespace = 'public'::regnamespace`,
    [name],
  );
  return row?.columns ?? [];
}

/** Texts that would be something else if they were ever part of a statement. */
export const injections = [
  "' or true --",
  "'; drop table sppd; --",
  "\\",
  "%",
  "_",
  "{}",
  "\u202e",
  "x".repeat(100_000),
];

/** What a call of a function answers to the application, of an institution or of none. */
export async function valueOf<T>(
  institutionId: string | null,
  call: string,
  values: unknown[] = [],
): Promise<T | undefined> {
  const [row] = await appRows<{ v: T }>(institutionId, `select ${call} as v`, values);
  return row?.v;
}
