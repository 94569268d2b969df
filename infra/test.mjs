// `npm test`: installs what is missing, runs vitest with the arguments given, and ends with `N passed, N failed`.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { prepare, root } from "./launch/prepare.mjs";

const report = join(root, "test-results", "tests.json");

await prepare();
rmSync(report, { force: true });
const child = spawn(
  process.execPath,
  [
    join(root, "node_modules", "vitest", "vitest.mjs"),
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: "inherit" },
);
// Ctrl-C reaches vitest too; it stops its servers, and we wait for that.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
const code = await new Promise((resolve) => {
  child.on("exit", (status) => resolve(status ?? 1));
});
const { passed, failed } = tally(code !== 0);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 ? 1 : code;

/** Counts tests; a file that could not even be loaded, or a run that ended badly, counts as one that failed. */
function tally(endedBadly) {
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
  const unloadable = testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((assertion) => assertion.status === "failed"),
  ).length;
  const failed = numFailedTests + unloadable;
  return { passed: numPassedTests, failed: failed === 0 && endedBadly ? 1 : failed };
}
