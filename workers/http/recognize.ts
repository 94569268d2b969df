import type { Principal } from "../../db/modules/identity/principal.ts";
import { whoseKey } from "./api-key.ts";
import type { Arrival } from "./dispatch.ts";
import { LazyWork } from "./lazy-work.ts";
import { limitAddress, limitSession } from "./limits.ts";
import type { Quota } from "./quota.ts";
import { keepToHost, readClaims, whoseSession } from "./session.ts";
import { readState } from "./state.ts";

/** Somebody who asks, once they are known and within their limits, and the tags that their request is about. */
export interface Known {
  readonly principal: Principal;
  readonly work: LazyWork;
  readonly tags: readonly string[];
  /** Their versions, in their order; null when they are not to be had. */
  readonly versions: readonly string[] | null;
  /** When their session ends, however busy it is (seconds). */
  readonly expires: number;
}

/**
 * Finds out who asks: token, session, limits, in at most one round trip to Redis, which tells the versions of the tags as well.
 * What they may is asked afterwards. The problems are those of a session, and `TERLALU_SERING`.
 */
export async function recognize(
  arrival: Arrival,
  host: string,
  wanted: {
    readonly tags: (userId: string) => readonly string[];
    readonly limit?: Quota | undefined;
    /** Where it does not stand where a token usually does. */
    readonly token?: string | undefined;
  },
): Promise<Known> {
  const { request, config, env, spent } = arrival;
  const claims = await readClaims(request, config, wanted.token).catch(async (error: unknown) => {
    await limitAddress(env, request, spent);
    throw error;
  });
  const tags = wanted.tags(claims.userId);
  const work = new LazyWork(arrival, claims.institutionId);
  const counted = wanted.limit ? [{ quota: wanted.limit, whose: `${claims.institutionId}:${claims.userId}` }] : [];
  const state = await readState(work, { ...claims, tags, counted }, spent);
  // What Redis knows no key of is looked for in the database: nobody makes it look as often as they like.
  if ("key" in claims && state.session === "none") await limitAddress(env, request, spent);
  const principal = await ("key" in claims ? whoseKey(state, claims, work) : whoseSession(state, claims, work));
  keepToHost(principal, host, config);
  arrival.log.principal = principal;
  await limitSession(env, principal.session_id, spent);
  if (state.redisAway) arrival.remarks["serambi-degraded"] = "redis";
  return { principal, work, tags, versions: state.versions, expires: claims.expires };
}
