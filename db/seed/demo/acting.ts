import type { Config } from "../../core/env.ts";
import { connectDatabase } from "../../core/postgres.ts";
import { connectRedis } from "../../core/redis.ts";
import { continueTrace } from "../../core/trace.ts";
import type { Work } from "../../core/work.ts";
import type { Principal } from "../../modules/identity/principal.ts";
import type { Member } from "./staff.ts";

/**
 * Has the product's own actions done for an institution, with the services that `config` names. Resolves when the queue has been told of
 * all that is to be rendered, or has not answered; what it did not take stays recorded, and the minute's sweep sends it.
 */
export async function working(
  config: Config,
  institutionId: string,
  act: (work: Work) => Promise<void>,
): Promise<void> {
  const trace = continueTrace(null);
  const after: Promise<unknown>[] = [];
  try {
    await act({
      config,
      trace,
      db: connectDatabase(config, trace),
      redis: connectRedis(config, trace),
      institutionId,
      later: (promise) => after.push(promise),
      onTags: () => undefined,
      live: () => Promise.resolve(),
    });
  } finally {
    await Promise.allSettled(after);
  }
}

/** Somebody as the actions see them. What they may reach is said beside, so no roles are read. */
export function actAs(institutionId: string, { user_id, pegawai_id, nama }: Member): Principal {
  return {
    session_id: crypto.randomUUID(),
    user_id,
    institution_id: institutionId,
    nama,
    pegawai_id,
    zona_waktu: "Asia/Jakarta",
    host: null,
    modul: [],
    roles: [],
  };
}
