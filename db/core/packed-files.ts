import { sql, type Query } from "./postgres.ts";
import { keepFile } from "./temporary-files.ts";
import type { Work } from "./work.ts";
import { write, writtenColumns, type Written } from "./write.ts";

/** Days that a copy is kept which nobody came to need, and an original whose place its copy has taken. */
const daysKept = 1;

/** What became of a file: where it lies compressed and what people had of it, that it would be no smaller, or that it is not what was recorded. */
type Packing =
  | {
      readonly keadaan: "mampat";
      readonly letak: string;
      readonly ukuran: number;
      readonly etag: string;
      readonly ukuranMampat: number;
    }
  | { readonly keadaan: "utuh" | "rusak" };

/** A file that lies compressed, as gzip: where, and what it is once it is opened. */
export interface PackedFile {
  readonly letak: string;
  readonly ukuran: number;
  readonly etag: string;
}

/** Where a file of the documents' store lies compressed; null: it does not. The key begins with the institution. One round trip. */
export async function findPacked({ db }: Pick<Work, "db">, key: string): Promise<PackedFile | null> {
  const [[found]] = await db.batch(key.slice(0, 36), [
    sql<PackedFile>`select m.letak, m.ukuran, m.etag from berkas_mampat m where m.kunci = ${key} and m.keadaan = 'mampat'`,
  ]);
  return found ?? null;
}

/** Has a copy go again unless it comes to be needed, before it is written; whether its file was looked at already. */
export async function beginPacking(work: Work, key: string, copy: string): Promise<boolean> {
  const [, [found]] = await work.db.batch(work.institutionId, [
    keepFile(work, "documents", copy, daysKept),
    sql<{ ada: true }>`select true as ada from berkas_mampat m where m.kunci = ${key}`,
  ]);
  return found !== undefined;
}

/**
 * Records what became of a file, once: whoever comes second records nothing, and their copy goes. A copy takes the place of its original
 * only while it is not about to go itself; the original goes a day later, so that nobody who is reading it loses it.
 */
export async function recordPacked(work: Work, key: string, packing: Packing): Promise<void> {
  const row = (
    from: Query,
  ) => sql`insert into berkas_mampat (institution_id, kunci, keadaan, letak, ukuran, etag, ukuran_mampat)
    select x.institution_id, ${key}, ${packing.keadaan}, ${"letak" in packing ? packing.letak : null}, ${"letak" in packing ? packing.ukuran : null}::integer,
           ${"letak" in packing ? packing.etag : null}, ${"letak" in packing ? packing.ukuranMampat : null}::integer from ${from} x
    on conflict do nothing returning institution_id, kunci, letak`;
  const change =
    "letak" in packing
      ? sql`salinan as (select b.institution_id from berkas_sementara b
            where b.kunci = ${packing.letak} and b.gudang = 'documents' and b.sampai > now() for update),
          change as (${row(sql`salinan`)}),
          tetap as (delete from berkas_sementara b using change c where b.institution_id = c.institution_id and b.kunci = c.letak),
          pergi as (insert into berkas_sementara (institution_id, kunci, gudang, sampai)
            select c.institution_id, c.kunci, 'documents', now() + make_interval(days => ${daysKept}::integer) from change c)`
      : sql`change as (${row(sql`(select ${work.institutionId}::uuid as institution_id)`)})`;
  await write(
    work,
    sql<
      Written<true>
    >`with ${change} select ${writtenColumns(sql`'true'::jsonb`, { jobs: false, tags: false })} from change`,
  );
}
