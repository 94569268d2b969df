import { findFreePort } from "../../local/ports.ts";
import { runWorker, type WorkerOptions } from "../../local/workers/worker.ts";
import { cpuSeconds, findListener } from "../machine.ts";

/** From the start of a workerd until it has answered what it was asked. */
export interface Start {
  readonly ms: number;
  /** Null where this machine cannot tell. */
  readonly cpuMs: number | null;
}

/** Starts a workerd, asks these paths of it, one after the other, as whoever holds the token, and stops it. Throws unless all answer 200. */
export async function startOnce(
  options: Omit<WorkerOptions, "port">,
  paths: readonly string[],
  token: string,
): Promise<Start> {
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const start = performance.now();
  const worker = await runWorker({ ...options, port, env: { ...options.env, PUBLIC_URL: url } });
  try {
    for (const path of paths) {
      const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
      await response.text();
      if (response.status !== 200) throw new Error(`the first answer of ${path} was ${response.status}`);
    }
    const ms = performance.now() - start;
    const cpu = cpuSeconds(findListener(port));
    return { ms, cpuMs: cpu === null ? null : cpu * 1000 };
  } finally {
    await worker.stop();
  }
}

/** The middle one of what could be measured; null when nothing could. */
export function median(values: readonly (number | null)[]): number | null {
  const known = values.flatMap((value) => value ?? []).toSorted((one, other) => one - other);
  return known[Math.floor(known.length / 2)] ?? null;
}
