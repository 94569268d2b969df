import type { Context } from "hono";
import type { Portal } from "./index.ts";
import { readReadiness } from "./readiness.ts";

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
  const { at, dependencies } = await readReadiness(c.env.arrival);
  const well = Object.values(dependencies).every(({ ok }) => ok);
  const usable = dependencies.postgres.ok;
  const body = {
    status: well ? "OK" : usable ? "TERGANGGU" : "TIDAK_SIAP",
    checked_at: new Date(at).toISOString(),
    dependencies,
  };
  return usable ? c.json(body, 200, headers) : c.json(body, 503, { ...headers, "retry-after": "5" });
}
