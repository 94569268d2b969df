import { inject } from "vitest";
import { readConfig } from "../../db/core/env.ts";
import { connectRedis } from "../../db/core/redis.ts";
import { continueTrace } from "../../db/core/trace.ts";
import type { Principal } from "../../db/modules/identity/principal.ts";
import { findSession } from "../../db/modules/identity/reads.ts";
import { beginSession } from "../../db/modules/identity/begin-session.ts";
import { sessionMaxSeconds } from "../../db/modules/identity/session.ts";
import { issueToken } from "../../db/modules/identity/token.ts";
import { until } from "./http.ts";
import { appRows, asOwner, type Actor, type TestInstitution } from "./institution.ts";

/** One more session, beside those that there are. */
const anew = { versi: 0, kebijakan: "bebas", terbuka: false } as const;

/**
 * People of an institution with sessions that were opened beside the door: as a login leaves them, without its password and
 * the time that costs. For tests that need hundreds.
 */
export async function openSessions<Key extends string>(
  institution: TestInstitution,
  keys: readonly Key[],
): Promise<Record<Key, Actor>> {
  const config = readConfig(inject("stack").env);
  const redis = connectRedis(config, continueTrace(null));
  const expires = Math.floor(Date.now() / 1000) + sessionMaxSeconds;
  const opened = await asOwner(async (client) => {
    const actors: [Key, Actor][] = [];
    for (const key of keys) {
      const person = institution.people[key];
      if (!person?.user_id) throw new Error(`nobody called ${key}`);
      const claims = { institutionId: institution.id, userId: person.user_id, sessionId: crypto.randomUUID(), expires };
      await client.query("insert into sessions (institution_id, id, user_id) values ($1, $2, $3)", [
        claims.institutionId,
        claims.sessionId,
        claims.userId,
      ]);
      const { text, values } = findSession(claims.sessionId);
      const [found] = await appRows<{ person: Principal | null }>(institution.id, text, values);
      if (!found?.person) throw new Error(`the session of ${key} is not there`);
      const begun = { ...found.person, session_id: claims.sessionId };
      // On a busy machine Redis may seem to be away, as anywhere; whoever logs in tries again.
      await until(
        () => beginSession(redis, begun, anew).then(Boolean, () => false),
        (stands) => stands,
      );
      const token = await issueToken(config.SESSION_KEY, claims);
      actors.push([key, { token, userId: person.user_id, pegawaiId: person.pegawai_id }]);
    }
    return actors;
  });
  return Object.fromEntries(opened) as Record<Key, Actor>;
}
