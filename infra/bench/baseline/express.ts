// The server that the edge is compared with: Express, pg and ioredis, doing for a list of orders all that the edge does when it
// remembers nothing, and answering the same. One trip to Redis for session and versions, two caches that know nothing (its own
// memory, and Redis where the edge has KV), transaction, statement, entity tag, headers, limit and log line. What it does not
// do makes it faster: no trace goes on to Postgres, no other language, origin or way to log in is thought of.
import { createHash, createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { createWriteStream } from "node:fs";
import type { AddressInfo } from "node:net";
import express, { type Request } from "express";
import { Redis } from "ioredis";
import { LRUCache } from "lru-cache";
import { readConfig } from "../../../db/core/env.ts";
import { askVersions, tagKey } from "../../../db/core/tags.ts";
import { scopeKey, scopeOf } from "../../../db/modules/identity/principal.ts";
import { sessionIdleSeconds, sessionKey, type KeptSession } from "../../../db/modules/identity/session.ts";
import { tagsOfPerson } from "../../../db/modules/identity/rules/tags.ts";
import { grantsOf } from "../../../db/modules/registry.ts";
import { orderList } from "../../../db/modules/sppd/reads/list.ts";
import { readOrders } from "../../../db/modules/sppd/reads/orders.ts";
import { connectPool, workOn } from "./express-database.ts";

const config = readConfig(process.env);
const redis = new Redis(process.env["BENCH_REDIS_URL"] ?? "");
const log = createWriteStream(process.env["BENCH_LOG"] ?? "/dev/null");
const work = workOn(connectPool(process.env["BENCH_DATABASE_URL"] ?? "", 20), process.env, "");

/** What it remembers, as the edge's isolate does. */
const memory = new LRUCache<string, { readonly json: string; readonly etag: string }>({
  maxSize: 16 * 1024 * 1024,
  sizeCalculation: ({ json }, key) => json.length + key.length,
});
/** What the edge allows a session, and what it says in every answer; the bench compares. */
const quota = { limit: 1200, seconds: 60 };
const protection = {
  "strict-transport-security": "max-age=63072000; includeSubDomains",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "strict-origin-when-cross-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
};
const windows = new LRUCache<string, number>({ max: 20_000, ttl: quota.seconds * 1000, noUpdateTTL: true });

const app = express();
app.disable("x-powered-by");
// It gives its own, which is the edge's.
app.disable("etag");
app.get("/api/v1/sppd", async (request, response) => {
  const started = Date.now();
  const id = randomUUID();
  const [status, json, headers] = await answer(request).catch((error: unknown): Answer => {
    console.error(error);
    return [500, ""];
  });
  const ms = Date.now() - started;
  log.write(`${JSON.stringify({ at: "request", requestId: id, route: "listOrders", method: "GET", status, ms })}\n`);
  response.set({ ...protection, ...headers, "x-request-id": id, "server-timing": `total;dur=${ms}` });
  response.status(status).send(json);
});

type Answer = readonly [status: number, json: string, headers?: Readonly<Record<string, string>>];

async function answer(request: Request): Promise<Answer> {
  const claims = readToken(request.get("authorization") ?? "");
  if (!claims) return [401, ""];
  const commands = [
    ["getex", sessionKey(claims.i, claims.s), "ex", sessionIdleSeconds],
    [...askVersions([...tagsOfPerson(claims.u), "sppd"].map((tag) => tagKey(claims.i, tag)))],
  ];
  const [[, kept] = [], [, told] = []] = (await redis.pipeline(commands).exec()) ?? [];
  const session = typeof kept === "string" ? (JSON.parse(kept) as KeptSession) : undefined;
  const [ofPerson = "", ofInstitution = "", ofOrders] = told as string[];
  // Whom somebody has changed it would have to read anew; here nobody changes anybody.
  // The edge asks whether the module is active, too.
  if (!session?.person.modul.includes("sppd") || session.versi !== ofPerson + ofInstitution) return [401, ""];
  const tries = (windows.get(claims.s) ?? 0) + 1;
  windows.set(claims.s, tries);
  if (tries > quota.limit) return [429, ""];
  const { person } = session;
  const scope = scopeOf(person, "sppd.read", grantsOf("sppd.read"));
  const query = orderList.query.safeParse(request.query);
  if (!scope || !query.success) return [scope ? 422 : 403, ""];
  const key = `listOrders:${claims.i}:${scopeKey(scope)}:${JSON.stringify(query.data)}@${ofOrders}`;
  const known = memory.get(key) ?? (await fromRedis(key));
  const read = known ?? tagged(await readOrders({ ...work, institutionId: claims.i }, person, scope, query.data));
  if (!known) memory.set(key, read);
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "private, no-cache",
    vary: "Authorization, Cookie",
    "x-cache": known ? "HIT" : "MISS",
    etag: read.etag,
    "ratelimit-policy": `"sesi";q=${quota.limit};w=${quota.seconds}`,
  };
  return request.get("if-none-match") === read.etag ? [304, "", headers] : [200, read.json, headers];
}

/** What others of its kind would have shared. */
async function fromRedis(key: string): Promise<{ json: string; etag: string } | undefined> {
  const json = await redis.get(key);
  return json === null ? undefined : tagged(json);
}

function tagged(json: string): { json: string; etag: string } {
  return { json, etag: `"${createHash("sha256").update(json).digest("base64url").slice(0, 24)}"` };
}

const server = app.listen(0, "127.0.0.1", () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
process.on("disconnect", () => process.exit(0));

/** What a token says that is signed and has not ended; the same token, checked Node's own way. */
function readToken(header: string): Record<"i" | "u" | "s", string> | undefined {
  const [, payload = "", signature = ""] = /^Bearer ([\w-]+)\.([\w-]+)$/.exec(header) ?? [];
  const expected = createHmac("sha256", config.SESSION_KEY).update(payload).digest();
  const given = Buffer.from(signature, "base64url");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as Record<"i" | "u" | "s", string> & {
    x: number;
  };
  return claims.x * 1000 > Date.now() ? claims : undefined;
}
