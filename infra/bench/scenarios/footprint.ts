import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { describeBaseline, helloScript } from "../baseline/hello.ts";
import { median, startOnce, type Start } from "../baseline/start-once.ts";
import { memoryOf } from "../machine.ts";
import { openSessions } from "../people.ts";
import { ratio, type Scenario } from "../scenario.ts";
import type { Stage } from "../stage.ts";
import { listPath } from "./mix.ts";

const run = promisify(execFile);
const starts = 3;

/** What the Workers weigh, and how long one starts: memory so far, bundles, a fresh workerd, the type check. */
export const footprint: Scenario = {
  title: "memory, cold start, bundles, types",
  async run(stage) {
    const pids = stage.pids();
    const [edge, functions] = [memoryOf(pids.edge), memoryOf(pids.functions)];
    const [visitor] = await openSessions(stage, "agendaris", 1);
    const cold: Start[] = [];
    const bare: Start[] = [];
    for (let turn = 0; turn < starts; turn += 1) {
      const places = describeBaseline(stage.folder, `cold-${turn}`, helloScript);
      bare.push(await startOnce(places, ["/"], ""));
      const bundle = join(stage.folder, "build", "edge");
      cold.push(await startOnce({ ...places, bundle, env: { ...stage.stack.env } }, [listPath], visitor?.token ?? ""));
    }
    const [old, fresh] = [await timeTypes("typescript"), await timeTypes("typescript7")];
    const beyondHello = (of: (start: Start) => number | null): number | null => {
      const [ours, hello] = [median(cold.map(of)), median(bare.map(of))];
      return ours === null || hello === null ? null : ours - hello;
    };
    return {
      figures: [
        { name: "peak memory of the edge's workerd", value: mega(edge?.peak), unit: "MB" },
        { name: "peak memory of the functions' workerd", value: mega(functions?.peak), unit: "MB" },
        {
          name: "cold start to the first list, of a bare hello's",
          value: ratio(median(cold.map(({ ms }) => ms)), median(bare.map(({ ms }) => ms))),
          unit: "×",
        },
        { name: "cold start beyond a bare hello's", value: beyondHello(({ ms }) => ms), unit: "ms" },
        { name: "CPU of a cold start beyond a bare hello's", value: beyondHello(({ cpuMs }) => cpuMs), unit: "ms" },
        { name: "edge bundle, gzip", value: weigh(stage, "edge"), unit: "kB", target: { atMost: 450 } },
        { name: "functions bundle, gzip", value: weigh(stage, "functions"), unit: "kB" },
        { name: "type check with TypeScript 7, of 6's", value: ratio(fresh, old), unit: "×" },
        { name: "type check with TypeScript 7", value: fresh, unit: "s" },
        { name: "type check with TypeScript 6", value: old, unit: "s" },
      ],
      notes: [
        "Memory is that of a whole workerd process at its highest in this run: the isolate, V8 and the emulators of KV and R2 in it.",
        "A cold start is a fresh workerd, from its start to the first answered list, with a session and an order list read from the services.",
      ],
    };
  },
};

/** Seconds that a whole check of this project takes, by a compiler that it has. */
async function timeTypes(name: string): Promise<number> {
  const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
  const start = performance.now();
  await run(process.execPath, [join(dirname(manifest), "bin", "tsc"), "--noEmit"]);
  return (performance.now() - start) / 1000;
}

/** Kilobytes of a bundle as it is uploaded, its modules one by one. */
function weigh(stage: Stage, name: "edge" | "functions"): number {
  const folder = join(stage.folder, "build", name);
  const modules = readdirSync(folder).filter((file) => file !== "README.md" && !file.endsWith(".map"));
  return modules.reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0) / 1000;
}

function mega(bytes: number | undefined): number | null {
  return bytes === undefined ? null : bytes / 2 ** 20;
}
