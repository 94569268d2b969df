import { sign } from "../../db/core/crypto.ts";
import type { Config } from "../../db/core/env.ts";
import type { IdempotencyKey } from "../../db/core/idempotency.ts";
import { Problem } from "../../db/core/problem.ts";

/**
 * The key under which a request may be repeated (`Idempotency-Key`), if it has one and is a POST, or a PUT that names the version it was
 * written against: repeated, that would be refused for its own doing. `KUNCI_IDEMPOTENSI_TIDAK_SAH` when it is none. It is a person's
 * own, and stands for this address with this body: what is kept of that is a keyed hash, since a body may hold a password.
 */
export async function readIdempotencyKey(
  config: Config,
  request: Request,
  userId: string,
  body: unknown,
): Promise<IdempotencyKey | undefined> {
  const { pathname, search, searchParams } = new URL(request.url);
  const repeatable = request.method === "POST" || (request.method === "PUT" && searchParams.has("versi"));
  const key = repeatable ? request.headers.get("idempotency-key") : null;
  if (key === null) return undefined;
  if (!/^[!-~]{1,255}$/.test(key)) throw new Problem("KUNCI_IDEMPOTENSI_TIDAK_SAH");
  const asked = `${request.method} ${pathname}${search}\n${JSON.stringify(body) ?? ""}`;
  return { userId, key, requestHash: await sign(config.SESSION_KEY, `request\n${asked}`), replayed: false };
}
