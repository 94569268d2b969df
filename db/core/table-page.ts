import { exportedRow, type ExportedColumns } from "./exported.ts";
import { only, sql, type Query } from "./postgres.ts";
import type { Work } from "./work.ts";

/**
 * A portion of a table that is small and shown whole elsewhere, as a file takes it. `rows` are all of it; `order` is theirs, over a
 * row `o`. What `after` says is how many were read before: nobody changes so little so often that it matters.
 */
export async function readTable(
  work: Work,
  { rows, order, exported }: { rows: Query; order: Query; exported: ExportedColumns },
  portion: { readonly per_page: number; readonly after: string | null; readonly as: "exported" | "counted" },
): Promise<string> {
  const { made, from } = exportedRow(exported);
  const before = Number(portion.after ?? 0);
  const end = before + portion.per_page;
  const statement =
    portion.as === "counted"
      ? sql<{ json: string }>`select jsonb_build_object('banyak', count(*))::text as json from (${rows}) x`
      : sql<{ json: string }>`with isi as (select x.*, row_number() over (order by ${order}) as urutan from (${rows}) x)
          select jsonb_build_object('data', coalesce((select jsonb_agg(${made} order by o.urutan) from isi o ${from} where o.urutan > ${before} and o.urutan <= ${end}), '[]'),
            'berikutnya', case when (select count(*) from isi) > ${end} then ${String(end)}::text end)::text as json`;
  const [read] = await work.db.batch(work.institutionId, [statement]);
  return only(read).json;
}
