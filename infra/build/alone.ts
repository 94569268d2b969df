import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { isRunning } from "../local/child.ts";

/** Does something in a folder once nobody else's process does: several stacks that start at once build what is the same for all. */
export async function alone(folder: string, work: () => Promise<void>): Promise<void> {
  const sign = join(folder, "build.pid");
  await mkdir(folder, { recursive: true });
  while (!(await take(sign))) await wait(200);
  try {
    await work();
  } finally {
    await rm(sign, { force: true });
  }
}

async function take(sign: string): Promise<boolean> {
  try {
    await writeFile(sign, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    const holder = Number(await readFile(sign, "utf8").catch(() => ""));
    // What a killed one left behind is put away; one that has just made its file has not written into it yet.
    if (holder > 0 && !isRunning(holder, "node")) await rm(sign, { force: true });
    return false;
  }
}
