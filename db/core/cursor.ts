import * as z from "zod";
import { fromBase64Url, toBase64Url } from "./crypto.ts";
import { sql, type Query } from "./postgres.ts";
import { calendarDate, isStorable } from "./storable.ts";

/** Where a page ended: in which sort order, with which sort key (null where the id is the key itself) and which id. */
export interface Cursor {
  readonly sort: string;
  readonly key: string | null;
  readonly id: string;
}

/** What a sort key is made of. `id`: the list is sorted by the id alone. */
export type KeyType = "id" | "date" | "integer" | "text";

const keys = {
  id: z.null(),
  date: calendarDate(),
  integer: z.string().regex(/^-?\d{1,18}$/),
  text: z.string().max(500).refine(isStorable),
} satisfies Record<KeyType, z.ZodType>;

/** Made once: a schema costs more to make than to use. */
const cursorParts = z.tuple([z.string(), z.string().nullable(), z.uuid()]);

/** The cast that makes a cursor's key comparable with its column again. */
export const keyCasts: Readonly<Record<KeyType, Query>> = {
  id: sql`::uuid`,
  date: sql`::date`,
  integer: sql`::bigint`,
  text: sql`::text`,
};

/**
 * Parses the text that stands for a cursor. Opaque to clients, trusted by nobody: whatever it says is checked as any other
 * parameter. `keyTypeOf` names the key of a sort order of the list, undefined for what is none.
 */
export function cursorParameter(keyTypeOf: (sort: string) => KeyType | undefined, example: Cursor) {
  return z
    .string()
    .max(2_000)
    .meta({ description: "`berikutnya` dari halaman sebelumnya.", examples: [encodeCursor(example)] })
    .transform((text, context): Cursor => {
      const parts = cursorParts.safeParse(decode(text));
      if (parts.success) {
        const [sort, key, id] = parts.data;
        const type = keyTypeOf(sort);
        if (type && keys[type].safeParse(key).success) return { sort, key, id };
      }
      context.addIssue({ code: "custom", message: "KURSOR_TIDAK_SAH" });
      return z.NEVER;
    });
}

/** The text of a cursor. */
export function encodeCursor({ sort, key, id }: Cursor): string {
  return toBase64Url(new TextEncoder().encode(JSON.stringify([sort, key, id])));
}

/** The cursor that a page of our own ended with. */
export function cursorOf(text: string): Cursor {
  const [sort, key, id] = cursorParts.parse(decode(text));
  return { sort, key, id };
}

/** A cursor's text in SQL, of a row `o` with `kunci` and `id`: pages leave the database as finished JSON. */
export function cursorSql(sort: string, type: KeyType): Query {
  const key = type === "id" ? sql`null::text` : sql`o.kunci::text`;
  return sql`translate(encode(convert_to(jsonb_build_array(${sort}::text, ${key}, o.id)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')`;
}

function decode(text: string): unknown {
  const bytes = fromBase64Url(text);
  if (!bytes) return undefined;
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
