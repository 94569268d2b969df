import { fileURLToPath } from "node:url";
import { buildCheck } from "./build.ts";
import { runChecks, type Verdict } from "./check.ts";
import { docsCheck } from "./docs.ts";
import { layoutCheck } from "./layout.ts";
import { ledgerCheck } from "./ledger.ts";
import { lockfileCheck } from "./lockfile.ts";
import { rulesCheck } from "./rules.ts";
import { tablesCheck } from "./tables.ts";
import { toolChecks } from "./tools.ts";
import { wordsCheck } from "./words.ts";

/*
 * The one gate: `npm run verify`. Every check prints a line with its time and how much it saw; what failed says why at the
 * end, where it is read. Exit code 1 when anything failed.
 */
const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
const checks = [
  ...toolChecks(root),
  rulesCheck(root),
  docsCheck(root),
  ledgerCheck(root),
  lockfileCheck(root),
  layoutCheck(root),
  tablesCheck(root),
  wordsCheck(root),
];

const start = performance.now();
const tell = (verdict: Verdict): void => {
  console.log(lineOf(verdict));
};
// What is made at build time is read by the others.
const verdicts = [...(await runChecks([buildCheck(root)], tell)), ...(await runChecks(checks, tell))];
const failed = verdicts.filter((verdict) => !verdict.ok);
for (const { name, problems } of failed) console.log(`\n── ${name} ──\n${problems.trim()}`);

const seconds = ((performance.now() - start) / 1000).toFixed(1);
console.log(`\n${verdicts.length - failed.length} of ${verdicts.length} checks passed in ${seconds} s`);
process.exitCode = failed.length === 0 ? 0 : 1;

function lineOf({ name, ok, seconds: taken, summary }: Verdict): string {
  return `${ok ? "✓" : "✗"} ${name.padEnd(18)} ${taken.toFixed(1).padStart(5)} s  ${summary}`;
}
