import { LRUCache } from "lru-cache";
import type { Config } from "../../db/core/env.ts";
import { Problem } from "../../db/core/problem.ts";
import { RedisAway } from "../../db/core/redis.ts";
import type { Work } from "../../db/core/work.ts";
import type { Principal } from "../../db/modules/identity/principal.ts";
import { findSession } from "../../db/modules/identity/reads.ts";
import { isYoung, keepSession, mayStand, type KeptSession } from "../../db/modules/identity/session.ts";
import { readToken, type TokenClaims } from "../../db/modules/identity/token.ts";
import { looksLikeKey, readKeyClaims, type KeyClaims } from "./api-key.ts";
import { tokenOf } from "./session-cookie.ts";
import { rememberSession, type State } from "./state.ts";

/** Tokens whose signature was checked: what was signed by us stays so. */
const signed = new LRUCache<string, TokenClaims>({ max: 5_000 });

/**
 * Reads the bearer token, or API key, or the cookie (or what stands in their place), with no I/O. `BELUM_MASUK` without one of ours, `SESSION_EXPIRED` when its time is over,
 * `KUNCI_TIDAK_BERLAKU` for a key that can be none.
 */
export async function readClaims(
  request: Request,
  config: Config,
  token: string | undefined = tokenOf(request),
): Promise<TokenClaims | KeyClaims> {
  if (!token) throw new Problem("BELUM_MASUK");
  let claims = signed.get(token);
  if (!claims) {
    if (looksLikeKey(token)) return await readKeyClaims(token);
    const read = await readToken(config.SESSION_KEY, token);
    if (!read) throw new Problem("BELUM_MASUK");
    claims = read;
    signed.set(token, claims);
  }
  if (claims.expires * 1000 <= Date.now()) throw new Problem("SESSION_EXPIRED");
  return claims;
}

/**
 * Whose session it is; `DEVICE_CONFLICT` when another device took it over, `SESSION_EXPIRED` when it ended otherwise. Redis says so; while it is away, or has lost its memory, the database does. What is kept of the
 * person is read again when they were changed, or after hours; while Redis is away, what the isolate remembers for a
 * moment counts.
 */
export async function whoseSession(
  state: Pick<State, "session" | "personVersion" | "redisAway">,
  claims: TokenClaims,
  work: Work,
): Promise<Principal> {
  const { session, personVersion, redisAway } = state;
  if (session === "replaced") throw new Problem("DEVICE_CONFLICT");
  return session === "none"
    ? await readLost(personVersion, claims, work)
    : session !== "unknown" && (redisAway || session.versi === personVersion) && isYoung(session)
      ? session.person
      : await readAnew(session, personVersion, claims, work);
}

/** On a host of its own, an institution takes only its own people (`INSTITUSI_LAIN`). */
export function keepToHost(principal: Principal, host: string, config: Config): void {
  if (host !== principal.host && host !== hostOf(config)) throw new Problem("INSTITUSI_LAIN");
}

const publicHosts = new WeakMap<Config, string>();

/** The platform's own host, worked out once. */
function hostOf(config: Config): string {
  let host = publicHosts.get(config);
  if (host === undefined) {
    ({ host } = new URL(config.PUBLIC_URL));
    publicHosts.set(config, host);
  }
  return host;
}

/**
 * Who is merely old may go on while the database is away; who was changed may not. While Redis is away the isolate remembers
 * them all the same, so that not every request asks the database.
 */
async function readAnew(
  kept: KeptSession | "unknown",
  version: string | null,
  claims: TokenClaims,
  work: Work,
): Promise<Principal> {
  try {
    const { person } = await fromDatabase(claims, work);
    const renewed = { person, versi: version, dibaca: Math.floor(Date.now() / 1000) };
    rememberSession(renewed);
    if (version !== null) work.later(keepSession(work.redis, renewed, "itself"));
    return person;
  } catch (error) {
    const old = kept !== "unknown" && kept.versi === version;
    if (old && error instanceof Problem && error.status === 503) return kept.person;
    throw error;
  }
}

/** A session that Redis does not know has ended, unless it was Redis that forgot or was away: nobody is thrown out by a flush. */
async function readLost(version: string | null, claims: TokenClaims, work: Work): Promise<Principal> {
  try {
    if (!(await mayStand(work.redis, claims))) throw new Problem("SESSION_EXPIRED");
  } catch (error) {
    if (!(error instanceof RedisAway)) throw error;
    return await readAnew("unknown", null, claims, work);
  }
  const { person, nomor } = await fromDatabase(claims, work);
  // Under the version from before it was read: should it end in this moment, that is seen by the next request.
  const kept = { person, versi: version, dibaca: Math.floor(Date.now() / 1000) };
  work.later(keepSession(work.redis, kept, "nothing", nomor));
  return person;
}

async function fromDatabase(claims: TokenClaims, work: Work): Promise<{ person: Principal; nomor: number }> {
  const [[found]] = await work.db.batch(claims.institutionId, [findSession(claims.sessionId)]);
  if (!found?.person) throw new Problem(found?.alasan === "perangkat" ? "DEVICE_CONFLICT" : "SESSION_EXPIRED");
  return { person: { ...found.person, session_id: claims.sessionId }, nomor: found.versi };
}
