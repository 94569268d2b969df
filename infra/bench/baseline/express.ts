// The server that the edge is compared with: Express, pg and ioredis, doing for a list of orders what the edge does when it
// remembers nothing. The same signature check, session in Redis, permission, parsed query, transaction, statement and JSON; no
// headers of protection, no rate limit, no log line, no trace: what it leaves out makes it faster.
import { createHmac, timingSafeEqual } from "node:crypto";
import type { AddressInfo } from "node:net";
import express from "express";
import { Redis } from "ioredis";
import { readConfig } from "../../../db/core/env.ts";
import { scopeOf } from "../../../db/modules/identity/principal.ts";
import { sessionIdleSeconds, sessionKey, type KeptSession } from "../../../db/modules/identity/session.ts";
import { grantsOf } from "../../../db/modules/registry.ts";
import { orderList } from "../../../db/modules/sppd/reads/list.ts";
import { readOrders } from "../../../db/modules/sppd/reads/orders.ts";
import { connectPool, workOn } from "./express-database.ts";

const config = readConfig(process.env);
const redis = new Redis(process.env["BENCH_REDIS_URL"] ?? "");

const work = workOn(connectPool(process.env["BENCH_DATABASE_URL"] ?? "", 20), process.env, "");

const app = express();
app.disable("x-powered-by");
app.get("/api/v1/sppd", async (request, response) => {
  const claims = readToken(request.get("authorization") ?? "");
  const kept = claims && (await redis.getex(sessionKey(claims.i, claims.s), "EX", sessionIdleSeconds));
  if (!claims || !kept) {
    response.sendStatus(401);
    return;
  }
  const { person } = JSON.parse(kept) as KeptSession;
  const scope = scopeOf(person, "sppd.read", grantsOf("sppd.read"));
  const query = orderList.query.safeParse(request.query);
  if (!scope || !query.success) {
    response.sendStatus(scope ? 422 : 403);
    return;
  }
  const json = await readOrders({ ...work, institutionId: person.institution_id }, person, scope, query.data);
  response.set("content-type", "application/json; charset=utf-8").send(json);
});

const server = app.listen(0, "127.0.0.1", () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
process.on("disconnect", () => process.exit(0));

/** The institution and session of a token that is signed and has not ended; the same token, checked Node's own way. */
function readToken(header: string): { i: string; s: string } | undefined {
  const [, payload = "", signature = ""] = /^Bearer ([\w-]+)\.([\w-]+)$/.exec(header) ?? [];
  const expected = createHmac("sha256", config.SESSION_KEY).update(payload).digest();
  const given = Buffer.from(signature, "base64url");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as { i: string; s: string; x: number };
  return claims.x * 1000 > Date.now() ? claims : undefined;
}
