import type { Config } from "../../db/core/env.ts";
import { Problem } from "../../db/core/problem.ts";
import type { Work } from "../../db/core/work.ts";
import type { Principal } from "../../db/modules/identity/principal.ts";
import { findSession } from "../../db/modules/identity/reads.ts";
import { readToken, type TokenClaims } from "../../db/modules/identity/token.ts";

/** Reads the bearer token with no I/O. `BELUM_MASUK` without one of ours, `SESSION_EXPIRED` when its time is over. */
export async function readClaims(request: Request, config: Config): Promise<TokenClaims> {
  const match = /^Bearer ([\w.-]+)$/.exec(request.headers.get("authorization") ?? "");
  const claims = match?.[1] ? await readToken(config.SESSION_KEY, match[1]) : null;
  if (!claims) throw new Problem("BELUM_MASUK");
  if (claims.expires * 1000 <= Date.now()) throw new Problem("SESSION_EXPIRED");
  return claims;
}

/**
 * Whose session it is. Redis says so; while it is away the database does. On a host of its own, an institution takes
 * only its own people's tokens (`INSTITUSI_LAIN`).
 */
export async function whoseSession(
  session: Principal | "none" | "unknown",
  claims: TokenClaims,
  work: Work,
  request: Request,
): Promise<Principal> {
  if (session === "none") throw new Problem("SESSION_EXPIRED");
  const principal = session === "unknown" ? await fromDatabase(claims, work) : session;
  const { host } = new URL(request.url);
  if (host !== principal.host && host !== new URL(work.config.PUBLIC_URL).host) throw new Problem("INSTITUSI_LAIN");
  return principal;
}

async function fromDatabase(claims: TokenClaims, work: Work): Promise<Principal> {
  const [[found]] = await work.db.batch(claims.institutionId, [findSession(claims.sessionId)]);
  if (!found) throw new Problem("SESSION_EXPIRED");
  return { ...found.person, session_id: claims.sessionId };
}
