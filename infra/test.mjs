// `npm test`: installs what is missing, runs vitest with the arguments given, and ends with `N passed, N failed`.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepare, root } from "./launch/prepare.mjs";

await prepare();
const asked = process.argv.slice(2);
// Browsers and the stories of faults have stacks of their own and mostly wait: beside the others, they take little time of theirs.
const lanes =
  asked.length > 0
    ? [[asked]]
    : [[["--project=unit", "--project=stack"]], [["--project=browser"]], [["--project=chaos"], ["--project=hostile"]]];
const runs = lanes.flat();
const children = [];
let stopped = false;
// Ctrl-C reaches vitest too; it stops its servers, and we wait for that.
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    stopped = true;
    for (const child of children) child.kill(signal);
  });
}
// What each run's stack is made of is the same, and is made once.
const bundles = runs.length > 1 ? await bundleOnce() : undefined;
const ends = (await Promise.all(lanes.map(follow))).flat();
if (bundles) rmSync(bundles, { recursive: true, force: true });
for (const { said } of ends) process.stdout.write(said);
const passed = ends.reduce((sum, end) => sum + end.passed, 0);
const failed = ends.reduce((sum, end) => sum + end.failed, 0);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = stopped ? 130 : (ends.find(({ code }) => code !== 0)?.code ?? (failed > 0 ? 1 : 0));

/** Runs what goes one after the other. */
async function follow(lane) {
  const ended = [];
  for (const options of lane) if (!stopped) ended.push(await run(options, runs.indexOf(options)));
  return ended;
}

/** Runs vitest; what any but the first has to say is kept until all have ended. */
async function run(options, nth) {
  const report = join(root, "test-results", nth === 0 ? "tests.json" : `tests-${nth}.json`);
  rmSync(report, { force: true });
  const child = spawn(
    process.execPath,
    [
      join(root, "node_modules", "vitest", "vitest.mjs"),
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
      ...options,
    ],
    {
      cwd: root,
      stdio: nth === 0 ? "inherit" : ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...(bundles ? { SERAMBI_BUNDLES: bundles } : {}) },
    },
  );
  children.push(child);
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (piece) => said.push(piece));
  const code = await new Promise((resolve) => {
    child.on("close", (status) => resolve(status ?? 1));
  });
  return { code, said: Buffer.concat(said), ...tally(report, code !== 0) };
}

/** Counts tests; a file that could not even be loaded, or a run that ended badly, counts as one that failed. */
function tally(report, endedBadly) {
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
  const unloadable = testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((assertion) => assertion.status === "failed"),
  ).length;
  const failed = numFailedTests + unloadable;
  return { passed: numPassedTests, failed: failed === 0 && endedBadly ? 1 : failed };
}

/** Bundles the Workers; undefined where they do not build: each run then says why. */
async function bundleOnce() {
  const folder = mkdtempSync(join(tmpdir(), "serambi-bundles-"));
  const args = ["--import", "tsx", join(root, "infra/local/cli/bundle.ts"), folder];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  children.push(child);
  const code = await new Promise((resolve) => {
    child.on("close", resolve);
  });
  if (code === 0) return folder;
  rmSync(folder, { recursive: true, force: true });
  return undefined;
}
