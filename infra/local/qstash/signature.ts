import { createHash, createHmac, randomUUID } from "node:crypto";

/** Seconds a signature is good for. */
const validSeconds = 300;

/**
 * Signs a delivery as QStash does: a JWT (HS256) over the exact destination and the hash of the raw body. By real time,
 * whatever the queue's own clock says: the receiver tolerates no signature from the future.
 */
export function signDelivery(key: string, url: string, body: Buffer): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: "Upstash",
    sub: url,
    exp: now + validSeconds,
    nbf: now,
    iat: now,
    jti: `jwt_${randomUUID().replaceAll("-", "")}`,
    // The service keeps the padding; receivers strip it on both sides.
    body: createHash("sha256").update(body).digest("base64").replaceAll("+", "-").replaceAll("/", "_"),
  };
  const head = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${head}.${createHmac("sha256", key).update(head).digest("base64url")}`;
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
