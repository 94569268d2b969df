import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { StartError } from "../start-error.ts";

/** Holds everything that is local: git ignores it, `npm run reset` removes it. */
export const dataFolder = join(fileURLToPath(new URL("../../..", import.meta.url)), ".serambi");

/** Says one line of progress. On stderr: stdout is for what another program may want to read. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Runs a command's body and makes its failure readable: what stands in the way in plain words, a defect with its trace. */
export async function runCommand(body: () => Promise<void>): Promise<void> {
  try {
    await body();
  } catch (error) {
    if (error instanceof StartError) say(`\n✗ ${error.message}\n  ${error.remedy}`);
    else if (error instanceof Interrupted) say("stopped");
    else process.stderr.write(`\n✗ ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  }
}

/** The reader of the terminal changed his mind while things were starting. */
export class Interrupted extends Error {}

/**
 * An AbortSignal for starting, and `whenStopped` for afterwards: on SIGINT, SIGTERM or SIGHUP `stop` is called once, and the
 * process ends when it is done.
 */
export function listenForSignals(): { starting: AbortSignal; whenStopped(stop: () => Promise<void>): void } {
  const interrupt = new AbortController();
  let stopRunning: (() => Promise<void>) | undefined;
  const onSignal = (): void => {
    if (interrupt.signal.aborted) return;
    interrupt.abort(new Interrupted());
    say("\nstopping …");
    if (!stopRunning) return;
    stopRunning().then(
      () => {
        say("✓ stopped; the data is kept");
        process.exit(0);
      },
      (error: unknown) => {
        say(`✗ ${error instanceof Error ? error.message : String(error)}`);
        process.exit(1);
      },
    );
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
  return {
    starting: interrupt.signal,
    whenStopped: (stop) => {
      stopRunning = stop;
    },
  };
}
