import { once } from "node:events";
import { forkTypeScript } from "../load/load-generator.ts";

/** Documents that the bare engines (`engines.ts`) render of these snapshots for a second of CPU, in a process of their own. */
export async function renderAlone(snapshots: readonly unknown[]): Promise<number> {
  const child = forkTypeScript(new URL("./engines.ts", import.meta.url));
  child.send(snapshots);
  try {
    const [{ perCpuSecond }] = (await Promise.race([
      once(child, "message"),
      once(child, "exit").then(() => Promise.reject(new Error("the bare engines ended"))),
    ])) as [{ perCpuSecond: number }];
    return perCpuSecond;
  } finally {
    if (child.connected) child.disconnect();
  }
}
