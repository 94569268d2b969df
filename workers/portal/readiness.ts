import { once } from "../../db/core/flights.ts";
import { probeDependencies, type Dependency, type Probe } from "../../db/core/readiness.ts";
import type { Arrival } from "../http/dispatch.ts";

/** What was last found, and since when each of what is away has been, as far as this isolate has seen. */
export interface Readiness {
  readonly at: number;
  readonly dependencies: Record<Dependency, Probe>;
  readonly awaySince: Partial<Record<Dependency, number>>;
}

/** How long an isolate tells the same: whoever asks often costs the dependencies nothing. */
const memoMs = 5_000;
/** Longer than this without looking, and nobody knows whether what is away now was away all the time. */
const unseenMs = 60_000;

let last: Readiness | undefined;

/** Whether each dependency answers; asked by one request for all that ask at the same time. */
export async function readReadiness({ config, trace, env, later }: Arrival): Promise<Readiness> {
  if (last && last.at + memoMs > Date.now()) return last;
  const dependencies = await once("readiness", () => probeDependencies(config, trace, env), later);
  // Whoever waited for the same answer has noted it already.
  if (last?.dependencies !== dependencies) last = noteReadiness(last, dependencies, Date.now());
  return last;
}

/** What is away now has been since it was first found so, provided that it was looked at again and again in between. */
export function noteReadiness(
  before: Readiness | undefined,
  dependencies: Record<Dependency, Probe>,
  at: number,
): Readiness {
  const known = before && at - before.at <= unseenMs ? before.awaySince : {};
  const away = (Object.keys(dependencies) as Dependency[]).filter((name) => !dependencies[name].ok);
  return { at, dependencies, awaySince: Object.fromEntries(away.map((name) => [name, known[name] ?? at])) };
}
