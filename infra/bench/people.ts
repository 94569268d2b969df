import { readConfig } from "../../db/core/env.ts";
import { connectDatabase } from "../../db/core/postgres.ts";
import { connectRedis } from "../../db/core/redis.ts";
import { continueTrace } from "../../db/core/trace.ts";
import { beginSession } from "../../db/modules/identity/begin-session.ts";
import { findLogin } from "../../db/modules/identity/reads.ts";
import { sessionMaxSeconds } from "../../db/modules/identity/session.ts";
import { issueToken } from "../../db/modules/identity/token.ts";
import type { Principal } from "../../db/modules/identity/principal.ts";
import { hashForSeed } from "../../db/seed/password.ts";
import { enrolLecturers, recordSessions } from "./database.ts";
import { forEachOf } from "./load/journey.ts";
import type { Stage } from "./stage.ts";

/** The demo university's. */
const demo = "demo";

/** Sessions opened at once: more would have to wait longer for Redis than the product does. */
const atOnce = 8;

/** Somebody with a session. */
export interface Visitor {
  readonly token: string;
  readonly principal: Principal;
}

/** As {@link openSessionsOf}, so many of one person: what is limited by session is measured with many of them. */
export async function openSessions(stage: Stage, username: string, count: number, slug = demo): Promise<Visitor[]> {
  return await openSessionsOf(stage, Array<string>(count).fill(username), slug);
}

/**
 * Opens a session for each of these people of an institution, the demo university unless another is named, with the product's own functions and without the password's
 * 25 ms of CPU.
 */
export async function openSessionsOf({ stack }: Stage, usernames: readonly string[], slug = demo): Promise<Visitor[]> {
  const config = readConfig(stack.env);
  const trace = continueTrace(null);
  const db = connectDatabase(config, trace);
  const redis = connectRedis(config, trace);
  const expires = Math.floor(Date.now() / 1000) + sessionMaxSeconds;
  const visitors: Visitor[] = [];
  await forEachOf(usernames, atOnce, async (username) => {
    const [[found]] = await db.batchFor({ host: "-", slug }, [findLogin(username)]);
    if (!found) throw new Error(`nobody is called ${username}`);
    const principal = { ...found.person, session_id: crypto.randomUUID() };
    await beginSession(redis, principal, { versi: 0, kebijakan: "bebas", terbuka: false });
    const { institution_id: institutionId, user_id: userId, session_id: sessionId } = principal;
    const token = await issueToken(config.SESSION_KEY, { institutionId, userId, sessionId, expires });
    visitors.push({ principal, token });
  });
  await recordSessions(
    stack.ownerUrl,
    visitors.map(({ principal }) => principal),
  );
  return visitors;
}

/** The one password of everybody that {@link enrol} enrols. */
export const password = "kata-sandi-peserta-uji";

/** Enrols so many lecturers, at the demo university unless another is named, each with an account; answers their user names. */
export async function enrol({ stack }: Stage, count: number, slug = demo): Promise<string[]> {
  const group = crypto.randomUUID().slice(0, 8);
  return await enrolLecturers(stack.ownerUrl, { slug, group, count, hash: await hashForSeed(password) });
}
