import path from "node:path";
import { type Check, type Finished, type Outcome, runCommand } from "./check.ts";
import { countAnalysedFiles, countCompiledFiles, countCruisedDependencies, countOxcFiles } from "./counts.ts";
import { listFiles } from "./files.ts";

/** The checks that are other people's tools, each told where the project is. */
export function toolChecks(root: string): Check[] {
  const tool = (name: string, args: readonly string[]): Promise<Finished> =>
    runCommand(root, path.join(root, "node_modules/.bin", name), args);
  return [
    {
      name: "lint",
      async run() {
        const { code, output } = await tool("oxlint", []);
        return { saw: countOxcFiles(output), what: "files", problems: code === 0 ? "" : output };
      },
    },
    {
      name: "types",
      async run() {
        const projects = (await listFiles(root)).filter((file) => path.basename(file) === "tsconfig.json");
        return joinOutcomes(await Promise.all(projects.map((project) => compile(root, project))));
      },
    },
    {
      name: "directions",
      async run() {
        const floors = ["workers", "functions", "db", "infra", "test"];
        const { code, output } = await tool("depcruise", ["--output-type", "err", ...floors]);
        return { saw: countCruisedDependencies(output), what: "imports", problems: code === 0 ? "" : output };
      },
    },
    {
      name: "dead code",
      async run() {
        const reporters = ["--reporter", "symbols", "--reporter", "./infra/gate/knip-reporter.ts"];
        const { code, output } = await tool("knip", ["--no-progress", "--treat-config-hints-as-errors", ...reporters]);
        return { saw: countAnalysedFiles(output), what: "files", problems: code === 0 ? "" : output };
      },
    },
    {
      name: "format",
      async run() {
        const { code, output } = await tool("oxfmt", ["--check", "."]);
        return { saw: countOxcFiles(output), what: "files", problems: code === 0 ? "" : output };
      },
    },
  ];
}

/** One tsconfig.json's files through the native compiler: under 2 s, where the one in JavaScript takes 6. */
async function compile(root: string, project: string): Promise<Outcome> {
  // Named by its path: two packages offer a `tsc`, and the other checks need the one with an API. Templates are read by Vue's own.
  const isVue = project === "workers/console/tsconfig.json";
  const compiler = path.join(root, isVue ? "node_modules/vue-tsc/bin/vue-tsc.js" : "node_modules/typescript7/bin/tsc");
  const args = [compiler, "--noEmit", "--listFiles", "--project", project];
  const { code, output } = await runCommand(root, process.execPath, args);
  const saw = countCompiledFiles(output, root);
  if (code === 0) return { saw, what: "files", problems: saw === 0 ? `${project} names no file` : "" };
  const said = output.split("\n").filter((line) => line.trim() !== "" && !/^\/\S*\.(?:[cm]?ts|json)$/.test(line));
  return { saw, what: "files", problems: said.join("\n") || output };
}

function joinOutcomes(outcomes: readonly Outcome[]): Outcome {
  return {
    saw: outcomes.reduce((sum, { saw }) => sum + saw, 0),
    what: "files",
    problems: outcomes.flatMap(({ problems }) => (problems === "" ? [] : [problems])).join("\n"),
  };
}
