import { writeFileSync } from "node:fs";
import { runCommand, say } from "../local/cli/project.ts";
import { describeMachine, measurable } from "./machine.ts";
import { readinessOf } from "./report/readiness.ts";
import { tableOf, type Finding } from "./report/table.ts";
import type { Scenario } from "./scenario.ts";
import { scenarios } from "./scenarios.ts";
import { onStage, type Stage } from "./stage.ts";
import { readWish } from "./wish.ts";

/*
 * `npm run bench [scenario …] [--json FILE] [--report FILE]`: starts a stack of its own, measures, prints a table of ratios and
 * what they say of readiness.
 */
await runCommand(async () => {
  const args = process.argv.slice(2);
  const { names, json, report } = readWish(args, Object.keys(scenarios));
  const start = performance.now();
  const { findings, pinned } = await onStage(say, async (stage) => ({
    pinned: stage.pinned,
    findings: await runAll(stage, names),
  }));
  const seconds = Math.round((performance.now() - start) / 1000);
  const command = ["npm run bench", ...(args.length > 0 ? ["--", ...args] : [])].join(" ");
  const text = [
    "# Bench",
    "`npm run bench` starts a stack of its own with the demo university in it, measures one scenario after the other, and says what holds the platform up. `npm run bench -- list cold-list` measures those two; `--json FILE` writes everything that was found, `--report FILE` this page.",
    `Made by \`${command}\` in ${seconds} s on ${describeMachine()}. Ratios (×) compare two things of this one run; every other figure is context.`,
    ...(measurable ? [] : ["CPU and memory are not measured on this system: only Linux tells them."]),
    ...(pinned ? [] : ["What was measured shared its core with whoever asked: there is one core, or no `taskset`."]),
    tableOf(findings),
    ...notesOf(findings),
    "## Readiness",
    readinessOf(findings),
  ].join("\n\n");
  process.stdout.write(`${text}\n`);
  if (report !== undefined) writeFileSync(report, `${text}\n`);
  if (json !== undefined) {
    const found = { command, machine: describeMachine(), seconds, pinned, findings };
    writeFileSync(json, `${JSON.stringify(found, undefined, 2)}\n`);
  }
  // What a scenario started may still hold the process.
  process.exit(findings.some(({ outcome }) => "failed" in outcome) ? 1 : 0);
});

/** One after the other; one that fails does not keep the rest from being measured. */
async function runAll(stage: Stage, names: readonly string[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const name of names) {
    const { title, run } = scenarios[name] as Scenario;
    const start = performance.now();
    const outcome = await run(stage).catch((error: unknown) => {
      say(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return { failed: error instanceof Error ? error.message : String(error) };
    });
    findings.push({ name, title, outcome });
    say(`✓ ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  }
  return findings;
}

function notesOf(findings: readonly Finding[]): string[] {
  const notes = findings.flatMap(({ name, outcome }) =>
    "failed" in outcome ? [] : (outcome.notes ?? []).map((note) => `- ${name}: ${note}`),
  );
  return notes.length === 0 ? [] : [notes.join("\n")];
}
