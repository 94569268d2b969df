import { createHash, createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Config } from "../../db/core/env.ts";
import { readSigned } from "./signature.ts";

const base = "https://functions.example";
const keys = { current: "sig_current", next: "sig_next" };
// Nothing else of the configuration is read.
const config = {
  FUNCTIONS_URL: base,
  QSTASH_CURRENT_SIGNING_KEY: keys.current,
  QSTASH_NEXT_SIGNING_KEY: keys.next,
} as unknown as Config;

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A signature as QStash makes it, for this address and body, `late` seconds from now. */
function signFor(url: string, body: string, options: { key?: string; late?: number; alg?: string } = {}): string {
  const now = Math.floor(Date.now() / 1000) + (options.late ?? 0);
  const hash = createHash("sha256").update(body).digest("base64url");
  const claims = { iss: "Upstash", sub: url, iat: now, nbf: now, exp: now + 300, jti: "jwt_1", body: `${hash}=` };
  const head = `${encode({ alg: options.alg ?? "HS256", typ: "JWT" })}.${encode(claims)}`;
  const signature = createHmac("sha256", options.key ?? keys.current)
    .update(head)
    .digest("base64url");
  return `${head}.${options.alg === "none" ? "" : signature}`;
}

function read(path: string, signature: string | null, body: string): Promise<string> {
  const headers: Record<string, string> = signature === null ? {} : { "upstash-signature": signature };
  return readSigned(new Request(`${base}${path}`, { method: "POST", headers, body }), config);
}

const path = "/jobs/sppd.dokumen?year=2026";
const body = '{"maksud":"Rapat – “kurikulum”"}';
const refused = { code: "PENGIRIMAN_TIDAK_SAH", status: 401 };

describe("a delivery", () => {
  it.each([keys.current, keys.next])("signed with the current key or the next is read: %s", async (key) => {
    expect(await read(path, signFor(`${base}${path}`, body, { key }), body)).toBe(body);
  });

  it("may be signed by a clock that is a little ahead", async () => {
    expect(await read(path, signFor(`${base}${path}`, body, { late: 3 }), body)).toBe(body);
    await expect(read(path, signFor(`${base}${path}`, body, { late: 60 }), body)).rejects.toMatchObject(refused);
  });

  it.each([
    ["another path", `${base}/jobs/failed`],
    ["another query", `${base}/jobs/sppd.dokumen?year=2027`],
    ["no query", `${base}/jobs/sppd.dokumen`],
    ["another host", `https://elsewhere.example${path}`],
  ])("signed for %s is refused", async (_, url) => {
    await expect(read(path, signFor(url, body), body)).rejects.toMatchObject(refused);
  });

  it("whose body was altered is refused", async () => {
    await expect(read(path, signFor(`${base}${path}`, body), `${body} `)).rejects.toMatchObject(refused);
  });

  it("whose time is over is refused", async () => {
    const old = signFor(`${base}${path}`, body, { late: -400 });
    await expect(read(path, old, body)).rejects.toMatchObject(refused);
  });

  it("with nobody's signature, or none, is refused", async () => {
    const forged = [null, "", "a.b.c", signFor(`${base}${path}`, body, { key: "guess" })];
    forged.push(signFor(`${base}${path}`, body, { alg: "none" }));
    for (const signature of forged) await expect(read(path, signature, body)).rejects.toMatchObject(refused);
  });

  it("larger than the queue makes them is refused, whoever signed it", async () => {
    const large = "x".repeat(1024 * 1024 + 1);
    await expect(read(path, signFor(`${base}${path}`, large), large)).rejects.toMatchObject(refused);
  });
});
