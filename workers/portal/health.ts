import type { Context } from "hono";
import { probeDependencies, type Dependency, type Probe } from "../../db/core/readiness.ts";
import type { Portal } from "./index.ts";

/** How long an isolate tells the same: whoever asks often costs the dependencies nothing. */
const memoMs = 5_000;
let last: { readonly at: number; readonly dependencies: Record<Dependency, Probe> } | undefined;

const headers = { "cache-control": "no-store" };

/** `GET /health`: the Worker runs. Asks nobody. */
export function tellAlive(c: Context<Portal>): Response {
  return c.json({ status: "OK" }, 200, headers);
}

/**
 * `GET /health/ready`: whether each dependency answers, and how fast. 503 when Postgres is away; without another one the
 * platform goes on, and this says `TERGANGGU`.
 */
export async function tellReady(c: Context<Portal>): Promise<Response> {
  if (!last || last.at + memoMs <= Date.now()) {
    const { config, trace, env } = c.env.arrival;
    const dependencies = await probeDependencies(config, trace, env);
    last = { at: Date.now(), dependencies };
  }
  const { at, dependencies } = last;
  const well = Object.values(dependencies).every(({ ok }) => ok);
  const usable = dependencies.postgres.ok;
  const body = {
    status: well ? "OK" : usable ? "TERGANGGU" : "TIDAK_SIAP",
    checked_at: new Date(at).toISOString(),
    dependencies,
  };
  return usable ? c.json(body, 200, headers) : c.json(body, 503, { ...headers, "retry-after": "5" });
}
