import { ownerRows } from "./database.ts";
import type { Stage } from "./stage.ts";

/** What was found of some orders whose letters were issued; nothing lost and nothing doubled is all zeros but `documents`. */
export interface Books {
  readonly documents: number;
  /** Documents that are not rendered, or whose files are missing or other than was recorded. */
  readonly lost: number;
  /** Numbers, documents, log rows or jobs beyond one of each kind, files beside those of the documents. */
  readonly doubled: number;
  /** Milliseconds from each issue until its document was recorded. */
  readonly waits: readonly number[];
}

interface DocumentRow {
  readonly place: string;
  readonly pdf_sha256: string | null;
  readonly docx_sha256: string | null;
  readonly wait: number | null;
}

/** Two documents, numbers and jobs, five steps in the log: what each order has that one person travels on. */
const wanted = `select coalesce(sum(abs(beyond)), 0)::int as doubled from unnest($1::uuid[]) o(id), lateral (values
    ((select count(*) from nomor_surat n where n.sppd_id = o.id) - 2),
    ((select count(distinct n.jenis) from nomor_surat n where n.sppd_id = o.id) - 2),
    ((select count(*) from dokumen d where d.sppd_id = o.id) - 2),
    ((select count(distinct d.jenis) from dokumen d where d.sppd_id = o.id) - 2),
    ((select count(*) from approval_logs l where l.sppd_id = o.id and l.aksi <> 'buat') - 5),
    ((select count(*) from jobs j where j.payload ->> 'sppd_id' = o.id::text) - 2)) x(beyond)`;

/** Looks up orders in the database and the object store. */
export async function auditOrders({ stack }: Stage, orders: readonly string[], institutionId: string): Promise<Books> {
  const [sum] = await ownerRows<{ doubled: number }>(stack.ownerUrl, wanted, [orders]);
  const documents = await ownerRows<DocumentRow>(
    stack.ownerUrl,
    `select folder || id as place, pdf_sha256, docx_sha256, extract(epoch from rendered_at - created_at)::float * 1000 as wait
       from dokumen where sppd_id = any($1::uuid[])`,
    [orders],
  );
  const everything = await ownerRows<{ count: number }>(
    stack.ownerUrl,
    "select count(*)::int from dokumen where rendered_at is not null and institution_id = $1",
    [institutionId],
  );
  const response = await fetch(`${stack.urls.control}/objects/documents/${institutionId}`);
  const { objects } = (await response.json()) as { objects: { key: string; sha256: string }[] };
  const hashes = new Map(objects.map(({ key, sha256 }) => [key, sha256]));
  const isThere = ({ place, pdf_sha256, docx_sha256 }: DocumentRow): boolean =>
    pdf_sha256 !== null && hashes.get(`${place}.pdf`) === pdf_sha256 && hashes.get(`${place}.docx`) === docx_sha256;
  return {
    documents: documents.length,
    lost: documents.filter((row) => !isThere(row)).length,
    doubled: (sum?.doubled ?? 0) + Math.max(0, objects.length - 2 * (everything[0]?.count ?? 0)),
    waits: documents.flatMap(({ wait }) => wait ?? []),
  };
}

/** What these orders' documents say, as they were frozen. */
export async function readSnapshots({ stack }: Stage, orders: readonly string[]): Promise<unknown[]> {
  const rows = await ownerRows<{ snapshot: unknown }>(
    stack.ownerUrl,
    "select snapshot from dokumen where sppd_id = any($1::uuid[]) order by id",
    [orders],
  );
  return rows.map(({ snapshot }) => snapshot);
}
