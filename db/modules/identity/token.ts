import * as z from "zod";
import { fromBase64Url, isSigned, sign, toBase64Url } from "../../core/crypto.ts";

const claimsSchema = z.object({
  i: z.uuid(),
  u: z.uuid(),
  s: z.uuid(),
  x: z.number().int(),
  d: z.literal(1).optional(),
});

/** What a session token says: institution, user, session, and when it ends at the latest (seconds). */
export interface TokenClaims {
  readonly institutionId: string;
  readonly userId: string;
  readonly sessionId: string;
  readonly expires: number;
  /** It began while Redis was away: that Redis does not know it says nothing yet. */
  readonly durable?: boolean;
}

/** A token of `payload.signature`, both base64url, that the edge can check without asking anyone. */
export async function issueToken(key: string, claims: TokenClaims): Promise<string> {
  const { institutionId: i, userId: u, sessionId: s, expires: x, durable } = claims;
  const text = JSON.stringify({ i, u, s, x, ...(durable ? { d: 1 } : {}) });
  const payload = toBase64Url(new TextEncoder().encode(text));
  return `${payload}.${await sign(key, payload)}`;
}

/** The claims of a token that we signed; null for anything else. Whether it has expired is the caller's question. */
export async function readToken(key: string, token: string): Promise<TokenClaims | null> {
  const [payload, signature, rest] = token.split(".");
  if (!payload || !signature || rest !== undefined || !(await isSigned(key, payload, signature))) return null;
  const bytes = fromBase64Url(payload);
  if (!bytes) return null;
  const claims = claimsSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
  if (!claims.success) return null;
  const { i, u, s, x, d } = claims.data;
  return { institutionId: i, userId: u, sessionId: s, expires: x, ...(d ? { durable: true } : {}) };
}
