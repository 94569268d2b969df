import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";

/** What a check found: how much it looked at, and what is wrong with it. */
export interface Outcome {
  /** How many things the checker looked at. 0 fails the check: a checker that saw nothing proves nothing. */
  readonly saw: number;
  /** What was counted: `files`, `modules`, `references` … */
  readonly what: string;
  /** What is wrong, ready to print; empty when all is well. */
  readonly problems: string;
}

/** One check of the gate. */
export interface Check {
  readonly name: string;
  run(): Promise<Outcome>;
}

/** A check that ran. */
export interface Verdict {
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
  /** `ok` or the reason of the failure in a few words, for the check's one line. */
  readonly summary: string;
  /** Everything the failing check had to say; empty when it passed. */
  readonly problems: string;
}

/** Judges an outcome: it passes when the checker saw something and found nothing wrong. */
export function judge(name: string, seconds: number, outcome: Outcome): Verdict {
  const seen = `${outcome.saw} ${outcome.what}`;
  if (outcome.problems !== "") {
    return { name, ok: false, seconds, summary: seen, problems: outcome.problems };
  }
  if (!(outcome.saw > 0)) {
    return {
      name,
      ok: false,
      seconds,
      summary: seen,
      problems: `${name} saw no ${outcome.what}, so it proves nothing.`,
    };
  }
  return { name, ok: true, seconds, summary: seen, problems: "" };
}

/**
 * Runs every check, as many at a time as there are cores, and tells each verdict as it comes. A check that throws fails.
 */
export async function runChecks(checks: readonly Check[], tell: (verdict: Verdict) => void): Promise<Verdict[]> {
  const waiting = [...checks];
  const verdicts: Verdict[] = [];
  const work = async (): Promise<void> => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const verdict = await runCheck(check);
      verdicts.push(verdict);
      tell(verdict);
    }
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, work));
  return verdicts;
}

async function runCheck(check: Check): Promise<Verdict> {
  const start = performance.now();
  const seconds = (): number => (performance.now() - start) / 1000;
  try {
    const outcome = await check.run();
    return judge(check.name, seconds(), outcome);
  } catch (error) {
    const problems = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { name: check.name, ok: false, seconds: seconds(), summary: "could not run", problems };
  }
}

/** What a command printed (both streams, in order of arrival) and how it ended. */
export interface Finished {
  readonly code: number;
  readonly output: string;
}

/** A tool that takes this long hangs. */
const PATIENCE_MS = 120_000;

/**
 * Runs a command in a folder to its end. A command that cannot be started rejects; one that fails, or that is stopped
 * because it hangs, resolves with its code. `environment` is added to this process's own.
 */
export function runCommand(
  folder: string,
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0", ...environment };
    const child = spawn(command, args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"], timeout: PATIENCE_MS });
    const parts: Buffer[] = [];
    const keep = (part: Buffer): void => {
      parts.push(part);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ code: code ?? 1, output: Buffer.concat(parts).toString("utf8") });
    });
  });
}
