import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "../../db/core/env.ts";
import { seedDemo, type SeededDemo } from "../../db/seed/demo.ts";
import { isRunning } from "../local/child.ts";
import { chooseFreePorts, type Ports } from "../local/ports.ts";
import { keepUpload } from "../local/objects.ts";
import { localLicences } from "../local/secrets.ts";
import { type Stack, startStack } from "../local/stack.ts";
import { ownerRows, whenJobsAreDone } from "./database.ts";
import { type LoadGenerator, startLoadGenerator } from "./load/load-generator.ts";
import { findListener, pin, withDescendants } from "./machine.ts";
import type { Tier } from "./scenario.ts";

/** What scenarios run on: a stack of the bench's own with the demo university in it, and somebody who asks. */
export interface Stage {
  readonly stack: Stack;
  /** Everything of this run lies below it and is removed at its end. */
  readonly folder: string;
  readonly generator: LoadGenerator;
  readonly ports: Ports;
  /** Who can be at the demo university: somebody of each role. */
  readonly people: SeededDemo["people"];
  /** Processes by tier, as they are now. */
  pids(): Readonly<Record<Tier, readonly number[]>>;
  /** Whether what is measured has the first core for itself. */
  readonly pinned: boolean;
  /** Says one line of progress. */
  say(line: string): void;
  /** Stops something at the end of the run. */
  keep(running: { stop(): Promise<void> | void }): void;
}

const prefix = "serambi-bench-";

/** Starts a stage on free ports, with empty data that is thrown away when `work` has ended. */
export async function onStage<T>(say: (line: string) => void, work: (stage: Stage) => Promise<T>): Promise<T> {
  removeAbandoned();
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  // As root, the database runs as somebody else.
  chmodSync(folder, 0o755);
  const stops: (() => Promise<void> | void)[] = [() => rmSync(folder, { recursive: true, force: true })];
  try {
    const ports = await chooseFreePorts();
    const options = { folder, choosePorts: () => Promise.resolve(ports), workers: true, durable: false, say };
    const stack = await startStack(options);
    stops.push(() => stack.stop());
    const generator = startLoadGenerator();
    stops.push(() => generator.stop());
    const { people } = await seedDemo({
      ownerUrl: stack.ownerUrl,
      config: readConfig(stack.env),
      signer: { kid: localLicences, privateKey: stack.licencePrivateKey },
      keepFile: keepUpload(stack.urls.control),
      say,
    });
    await whenJobsAreDone(stack.ownerUrl);
    // A database that has been in use for a while knows what is in it.
    await ownerRows(stack.ownerUrl, "analyze");
    const pids = (): Record<Tier, number[]> => findTiers(ports);
    const { edge, ...others } = pids();
    const pinned =
      pin(withDescendants(process.pid), "others") &&
      pin(Object.values(others).flat(), "others") &&
      pin(edge, "measured");
    const keep: Stage["keep"] = (running) => stops.push(() => running.stop());
    return await work({ stack, folder, generator, ports, people, pids, pinned, say, keep });
  } finally {
    for (const stop of stops.toReversed()) await stop();
  }
}

/** Whoever listens; Postgres answers each connection in a process of its own, which are counted with it. */
function findTiers({ edge, functions, redis, postgres }: Ports): Record<Tier, number[]> {
  return {
    edge: findListener(edge),
    functions: findListener(functions),
    redis: findListener(redis),
    postgres: findListener(postgres),
  };
}

/** Folders of runs that were killed before they could remove them. */
function removeAbandoned(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(name.slice(prefix.length).split("-")[0]);
    if (name.startsWith(prefix) && pid > 0 && !isRunning(pid, "node")) {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    }
  }
}
