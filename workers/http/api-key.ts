import { LRUCache } from "lru-cache";
import { Problem } from "../../db/core/problem.ts";
import type { Work } from "../../db/core/work.ts";
import { apiKeyMark, hashApiKey, readApiKey, sessionIdOf } from "../../db/modules/identity/api-key.ts";
import type { Principal } from "../../db/modules/identity/principal.ts";
import { findKey, noteUse } from "../../db/modules/identity/reads/keys.ts";
import { isYoung, keepKey, type KeptSession } from "../../db/modules/identity/session.ts";
import type { TokenClaims } from "../../db/modules/identity/token.ts";
import { rememberSession, type State } from "./state.ts";

/** What a request with an API key says of itself: as a session's token would, and which key it is. */
export interface KeyClaims extends TokenClaims {
  readonly key: { readonly id: string; readonly hash: string };
}

/** Keys that were read before. Beside the tokens, so that whoever makes keys up drives none of those out. */
const read = new LRUCache<string, KeyClaims>({ max: 1_000 });

/** Whether a bearer token means to be an API key. */
export function looksLikeKey(token: string): boolean {
  return token.startsWith(apiKeyMark);
}

/** Reads an API key with no I/O; whether it is one, only what is kept of it says. `KUNCI_TIDAK_BERLAKU`. */
export async function readKeyClaims(token: string): Promise<KeyClaims> {
  let claims = read.get(token);
  if (!claims) {
    const ids = readApiKey(token);
    if (!ids) throw new Problem("KUNCI_TIDAK_BERLAKU");
    const hash = await hashApiKey(token);
    const { keyId: id, institutionId, userId } = ids;
    claims = { institutionId, userId, sessionId: sessionIdOf(hash), expires: Infinity, key: { id, hash } };
    read.set(token, claims);
  }
  return claims;
}

/**
 * Whose key it is, by what Redis keeps of it as of a session; read anew when the person was changed, when it is hours old, or when
 * Redis does not know it. `KUNCI_TIDAK_BERLAKU` for one that was revoked, has run out, or whose maker may no longer.
 */
export async function whoseKey(
  { session, personVersion, redisAway }: Pick<State, "session" | "personVersion" | "redisAway">,
  claims: KeyClaims,
  work: Work,
): Promise<Principal> {
  const kept = typeof session === "string" ? null : session;
  const current = kept !== null && (redisAway || kept.versi === personVersion);
  const young = current && isYoung(kept);
  const person = young ? kept.person : await readAnew(current ? kept : null, personVersion, claims, work);
  const until = person.kunci?.habis ?? null;
  if (until !== null && until * 1000 <= Date.now()) throw new Problem("KUNCI_TIDAK_BERLAKU");
  return person;
}

/** Reads a key from the database, which notes that it is used. What is merely old goes on while the database is away. */
async function readAnew(
  kept: KeptSession | null,
  version: string | null,
  { institutionId, key, sessionId }: KeyClaims,
  work: Work,
): Promise<Principal> {
  try {
    const [[found]] = await work.db.batch(institutionId, [findKey(key.id, key.hash)]);
    if (!found) throw new Problem("KUNCI_TIDAK_BERLAKU");
    work.later(work.db.batch(institutionId, [noteUse(key.id)]));
    const person = { ...found.person, session_id: sessionId };
    const anew = { person, versi: version, dibaca: Math.floor(Date.now() / 1000) };
    rememberSession(anew);
    // Under the version from before it was read: should it be revoked in this moment, the next request sees that.
    if (version !== null) work.later(keepKey(work.redis, anew));
    return person;
  } catch (error) {
    if (kept && error instanceof Problem && error.status === 503) return kept.person;
    throw error;
  }
}
