import { sql, type Query } from "./postgres.ts";
import type { Work } from "./work.ts";

/** The stores of files, by their buckets' names. */
export type FileStore = "documents" | "uploads";

/** How much is removed at a time, and how often at the most in one go. */
const most = 200;
const rounds = 10;

/**
 * The statement, or CTE body, that lets a file go after so many days; said again of the same file it counts from then.
 * The key begins with the institution.
 */
export function keepFile({ institutionId }: Work, store: FileStore, key: string, days: number): Query {
  return sql`insert into berkas_sementara (institution_id, kunci, gudang, sampai)
    values (${institutionId}::uuid, ${key}, ${store}, now() + make_interval(days => ${days}::integer))
    on conflict (institution_id, kunci) do update set sampai = excluded.sampai`;
}

/** The CTE body that lets files go that nothing refers to any more: `from` has `institution_id` and `kunci` of each. */
export function letGo(from: Query, store: FileStore): Query {
  return sql`insert into berkas_sementara (institution_id, kunci, gudang, sampai)
    select institution_id, kunci, ${store}, now() from ${from}`;
}

/**
 * Removes the files of a store whose time is over, of every institution, and answers how many: first the files, then what says that
 * they are to go. Whatever it does not come to, it comes to when it runs again.
 */
export async function removeOldFiles(
  workFor: (institutionId: string) => Work,
  store: FileStore,
  bucket: Pick<R2Bucket, "delete">,
): Promise<number> {
  let removed = 0;
  for (let round = 0; round < rounds; round++) {
    const [old] = await workFor("").db.batch(null, [
      sql<{ institution_id: string; kunci: string }>`select * from berkas_lewat(${store}, ${most})`,
    ]);
    if (old.length > 0) await bucket.delete(old.map(({ kunci }) => kunci));
    for (const institutionId of new Set(old.map((file) => file.institution_id))) {
      const keys = old.flatMap((file) => (file.institution_id === institutionId ? [file.kunci] : []));
      await workFor(institutionId).db.batch(institutionId, [
        sql`delete from berkas_sementara where kunci = any(${keys}::text[])`,
      ]);
    }
    removed += old.length;
    if (old.length < most) break;
  }
  return removed;
}
