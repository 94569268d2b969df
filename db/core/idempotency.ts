import { sql, type Query } from "./postgres.ts";
import { Problem } from "./problem.ts";
import type { Work } from "./work.ts";

/** A key under which somebody may repeat a request that they heard no answer to. */
export interface IdempotencyKey {
  readonly userId: string;
  readonly key: string;
  /** A keyed hash of what was asked: the same key for something else is refused. A route that takes a file adds the file's. */
  requestHash: string;
  /** Set when the write had been done before, and its answer was given again. */
  replayed: boolean;
}

/** SQLSTATE of a key under which a write has been done before; `claim_key` raises it and so undoes the transaction. */
export const keyTaken = "SB409";

/** The statement before a write under a key, and the one after it: without an answer the key is free again. */
export function claimStatements({ userId, key, requestHash }: IdempotencyKey): { claim: Query; release: Query } {
  return {
    claim: sql`select claim_key(${userId}::uuid, ${key}, ${requestHash})`,
    release: sql`select release_key()`,
  };
}

/**
 * What the write under this key answered when it was done; null when the key has expired since. The problem
 * `KUNCI_IDEMPOTENSI_DIPAKAI` when it was for something else.
 */
export async function recallAnswer<Answer>(work: Work, idempotency: IdempotencyKey): Promise<Answer | null> {
  const [[kept]] = await work.db.batch(work.institutionId, [
    sql<{ request_hash: string; answer: Answer }>`select request_hash, answer from idempotency_keys
      where user_id = ${idempotency.userId}::uuid and key = ${idempotency.key}`,
  ]);
  if (!kept) return null;
  if (kept.request_hash !== idempotency.requestHash) throw new Problem("KUNCI_IDEMPOTENSI_DIPAKAI");
  idempotency.replayed = true;
  return kept.answer;
}
