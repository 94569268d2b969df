import { readConfig } from "../../db/core/env.ts";
import { connectDatabase } from "../../db/core/postgres.ts";
import { connectRedis } from "../../db/core/redis.ts";
import { continueTrace } from "../../db/core/trace.ts";
import { findLogin } from "../../db/modules/identity/reads.ts";
import { keepSession, sessionMaxSeconds } from "../../db/modules/identity/session.ts";
import { issueToken } from "../../db/modules/identity/token.ts";
import type { Principal } from "../../db/modules/identity/principal.ts";
import { recordSessions } from "./database.ts";
import type { Stage } from "./stage.ts";

/** The demo university's. */
const slug = "demo";

/** Sessions opened at once: more would have to wait longer for Redis than the product does. */
const atOnce = 8;

/** Somebody with a session. */
export interface Visitor {
  readonly token: string;
  readonly principal: Principal;
}

/**
 * Opens sessions of somebody at the demo university with the product's own functions and without the password's 25 ms of CPU:
 * what is limited by session is measured with many of them.
 */
export async function openSessions({ stack }: Stage, username: string, count: number): Promise<Visitor[]> {
  const config = readConfig(stack.env);
  const trace = continueTrace(null);
  const [[found]] = await connectDatabase(config, trace).batchFor({ host: "-", slug }, [findLogin(username)]);
  if (!found) throw new Error(`nobody is called ${username}`);
  const redis = connectRedis(config, trace);
  const expires = Math.floor(Date.now() / 1000) + sessionMaxSeconds;
  const visitors: Visitor[] = [];
  for (let from = 0; from < count; from += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, count - from) }, async () => {
      const principal = { ...found.person, session_id: crypto.randomUUID() };
      await keepSession(redis, principal);
      const { institution_id: institutionId, user_id: userId, session_id: sessionId } = principal;
      return { principal, token: await issueToken(config.SESSION_KEY, { institutionId, userId, sessionId, expires }) };
    });
    visitors.push(...(await Promise.all(some)));
  }
  await recordSessions(
    stack.ownerUrl,
    visitors.map(({ principal }) => principal),
  );
  return visitors;
}
