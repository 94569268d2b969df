/*
 * How much a tool looked at, read from what it prints. A count that cannot be found is 0, and 0 fails the check: should a
 * new version of a tool change its words, the gate says so instead of passing on nothing.
 */

/** oxfmt and oxlint: `Finished in 7ms on 4 files using 2 threads.` */
export function countOxcFiles(output: string): number {
  return readCount(output, /^Finished in \S+ on (\d+) files?\b/m);
}

/** dependency-cruiser: `✔ no dependency violations found (159 modules, 402 dependencies cruised)` */
export function countCruisedDependencies(output: string): number {
  const modules = readCount(output, /\b(\d+) modules, \d+ dependencies cruised/);
  const dependencies = readCount(output, /\b\d+ modules, (\d+) dependencies cruised/);
  // Under a compiler it cannot use it still lists the files, but sees no import in them.
  return modules === 0 ? 0 : dependencies;
}

/** tsc --listFiles: one absolute path a line, the project's own and those of packages. Only the first are counted. */
export function countCompiledFiles(output: string, root: string): number {
  return output
    .split("\n")
    .filter((line) => line.startsWith(`${root}/`) && !line.includes("/node_modules/") && !line.includes("): error "))
    .length;
}

/** knip, through `knip-reporter.ts`: `knip saw 120 files` */
export function countAnalysedFiles(output: string): number {
  return readCount(output, /^knip saw (\d+) files$/m);
}

function readCount(output: string, pattern: RegExp): number {
  return Number(pattern.exec(output)?.[1] ?? 0);
}
