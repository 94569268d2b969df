// The server that logins are compared with: Express, pg, ioredis and argon2 compiled for this processor, on Node's threads. What the
// edge does before and after it answers: limits counted, one look-up under row-level security, the password, the session
// in Redis, a signed token, the durable row afterwards.
import type { AddressInfo } from "node:net";
import { verify } from "@node-rs/argon2";
import express from "express";
import { Redis } from "ioredis";
import { readConfig } from "../../../db/core/env.ts";
import { sql } from "../../../db/core/postgres.ts";
import { findLogin } from "../../../db/modules/identity/reads.ts";
import { sessionIdleSeconds, sessionKey, sessionMaxSeconds } from "../../../db/modules/identity/session.ts";
import { issueToken } from "../../../db/modules/identity/token.ts";
import { connectPool } from "./express-database.ts";

const config = readConfig(process.env);
const redis = new Redis(process.env["BENCH_REDIS_URL"] ?? "");
const database = connectPool(process.env["BENCH_DATABASE_URL"] ?? "", 20);

const app = express();
app.disable("x-powered-by");
app.use(express.json());
app.post("/api/v1/identity/login", async (request, response) => {
  const { identifier, password, institution } = request.body as Record<
    "identifier" | "password" | "institution",
    string
  >;
  const limits = ["alamat", identifier].map((whose) => `bench:${whose}`);
  await limits.reduce((multi, key) => multi.incr(key).expire(key, 60, "NX"), redis.multi()).exec();
  const [[found]] = await database.batchFor({ host: "-", slug: institution }, [findLogin(identifier)]);
  if (!found?.password_hash || !(await verify(found.password_hash, password))) {
    response.sendStatus(401);
    return;
  }
  const { person } = found;
  const session = crypto.randomUUID();
  const kept = JSON.stringify({ person: { ...person, session_id: session }, versi: null, dibaca: 0 });
  await redis.set(sessionKey(person.institution_id, session), kept, "EX", sessionIdleSeconds);
  const expires = Math.floor(Date.now() / 1000) + sessionMaxSeconds;
  const claims = { institutionId: person.institution_id, userId: person.user_id, sessionId: session, expires };
  response.json({ token: await issueToken(config.SESSION_KEY, claims), expires, person });
  await database.batch(person.institution_id, [
    sql`insert into sessions (institution_id, id, user_id) values (${person.institution_id}, ${session}, ${person.user_id})`,
    sql`update users set last_login_at = now() where id = ${person.user_id}`,
  ]);
});

const server = app.listen(0, "127.0.0.1", () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
process.on("disconnect", () => process.exit(0));
