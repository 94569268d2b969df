import { inject } from "vitest";
import type { Fault, FaultRequest } from "../../infra/local/control/faults.ts";
import { until } from "./http.ts";
import { kill, start, type ProcessName } from "./processes.ts";

/** Longer than anything waits for: what is frozen thaws only by the death of whoever waits. */
const forever = 600_000;

/** Where somebody is to be stopped: just before, or just after, what this matches. */
export type Step = Pick<FaultRequest, "service" | "when"> & { readonly match: string | readonly string[] };

/**
 * Begins things, kills the program that does them once each has come to its step, and starts it again. Answers what became
 * of each: "gone" when its answer never came.
 */
export async function killAt<T>(
  program: ProcessName,
  things: readonly { readonly step: Step; begin(): Promise<T> }[],
): Promise<(T | "gone")[]> {
  const faults = `${inject("stack").urls.control}/faults`;
  const set = await Promise.all(
    things.map(async ({ step }) => {
      const fault = { ...step, kind: "delay", ms: forever, times: 1 };
      const response = await fetch(faults, { method: "POST", body: JSON.stringify(fault) });
      return ((await response.json()) as Fault).id;
    }),
  );
  const untouched = async () => {
    const { faults: left } = (await (await fetch(faults)).json()) as { faults: Fault[] };
    return left.filter(({ id }) => set.includes(id));
  };
  const begun = things.map(({ begin }) => begin().catch(() => "gone" as const));
  try {
    const missed = await until(untouched, ({ length }) => length === 0);
    if (missed.length > 0) throw new Error(`nobody came to ${JSON.stringify(missed)}`);
    await kill(program);
    await start(program);
    return await Promise.all(begun);
  } finally {
    for (const id of set) await fetch(`${faults}/${id}`, { method: "DELETE" });
  }
}
