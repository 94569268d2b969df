import { inject } from "vitest";
import { readConfig } from "../../db/core/env.ts";
import type { Bulletin } from "../../db/core/live.ts";
import { postBulletin } from "../../db/core/live-post.ts";
import { connectDatabase } from "../../db/core/postgres.ts";
import { connectRedis } from "../../db/core/redis.ts";
import { continueTrace } from "../../db/core/trace.ts";
import { openSession } from "../../db/modules/identity/open-session.ts";
import { findLogin } from "../../db/modules/identity/reads.ts";

/**
 * A session of somebody, begun by the product's own functions but without the password: its hash would take longer than most of what
 * is tested with the session. Its record is written when this resolves.
 */
export async function openSessionOf(slug: string, name: string): Promise<string> {
  const config = readConfig(inject("stack").env);
  const trace = continueTrace(null);
  const [db, redis] = [connectDatabase(config, trace), connectRedis(config, trace)];
  const [[login]] = await db.batchFor({ host: "-", slug }, [findLogin(name)]);
  if (!login) throw new Error(`nobody at ${slug} is called ${name}`);
  const afterwards: Promise<unknown>[] = [];
  const work = {
    config,
    trace,
    db,
    redis,
    institutionId: login.person.institution_id,
    later: (promise: Promise<unknown>) => afterwards.push(promise),
    onTags: () => undefined,
    live: (institution: string, bulletin: Bulletin) => postBulletin(config, trace, institution, bulletin),
  };
  const { token } = await openSession(work, login, { perangkat: "uji", alamat: "" });
  await Promise.all(afterwards);
  return token;
}
