import { inject } from "vitest";

/** A program of the stack. */
export type ProcessName = "edge" | "edge2" | "functions" | "redis" | "postgres";

/** Kills a program of the stack as a crash would. For tests in `test/chaos`, which have a stack of their own. */
export async function kill(name: ProcessName): Promise<void> {
  await order(name, "kill");
}

/** Starts a program again that was killed; resolves when it answers. */
export async function start(name: ProcessName): Promise<void> {
  await order(name, "start");
}

async function order(name: ProcessName, verb: "kill" | "start"): Promise<void> {
  const response = await fetch(`${inject("stack").urls.control}/processes/${name}/${verb}`, { method: "POST" });
  if (!response.ok) throw new Error(`${verb} ${name}: ${response.status} ${await response.text()}`);
}
