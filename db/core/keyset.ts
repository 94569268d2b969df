import * as z from "zod";

/** Query parameters of every list: how many, and after which row (the `berikutnya` of the page before). */
export const pageQuery = {
  per_page: z.coerce.number().int().min(1).max(100).default(50),
  setelah: z.uuid().optional(),
};

/** A page of a list; `berikutnya` is null on the last. Ids are time-ordered, so the last id is the whole cursor. */
export interface Page<Item> {
  readonly data: Item[];
  readonly berikutnya: string | null;
}

/** Makes a page of rows that were read one more than asked for. */
export function toPage<Item extends { id: string }>(rows: Item[], perPage: number): Page<Item> {
  const data = rows.slice(0, perPage);
  return { data, berikutnya: rows.length > perPage ? (data.at(-1)?.id ?? null) : null };
}

/** The JSON shape of a page of these. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ data: z.array(item), berikutnya: z.uuid().nullable() });
}
