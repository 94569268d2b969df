import { configDefaults, defineConfig } from "vitest/config";

const chaosTests = ["test/chaos/**/*.test.ts"];
/** What a browser does is mostly waiting: a stack and workers of their own, beside the others, take little of their time. */
const browserTests = ["test/console/**/*.test.ts", "test/**/*.browser.test.ts"];
/** What anybody may try against every route: as long as all others, and after the stories of faults on their lane. */
const hostileTests = ["test/hostile/**/*.test.ts"];
const stackTests = ["test/**/*.test.ts", "infra/local/**/*.test.ts"];
/** Makes what is random the same in every run. */
const setupFiles = ["test/setup/seed.ts"];
const exclude = [...configDefaults.exclude, "**/.serambi/**", "**/dist/**"];
/** What the files import is read once by each worker, not once by each file. A project inherits nothing: each is told. */
const isolate = false;

export default defineConfig({
  test: {
    // Two: the servers of the stack want their share of a small machine as well.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: "unit",
          setupFiles,
          isolate,
          include: ["**/*.test.ts"],
          exclude: [...exclude, ...stackTests],
          // Nothing is slow by itself; a small machine that does other things as well may be.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: "stack",
          setupFiles,
          isolate,
          include: stackTests,
          exclude: [...exclude, ...chaosTests, ...browserTests, ...hostileTests],
          globalSetup: ["test/setup/global.ts"],
          testTimeout: 240_000,
          hookTimeout: 120_000,
          // A machine that is busy elsewhere is slow, not wrong.
          expect: { poll: { timeout: 60_000 } },
        },
      },
      {
        test: {
          name: "hostile",
          setupFiles,
          isolate,
          include: hostileTests,
          exclude,
          globalSetup: ["test/setup/global.ts"],
          testTimeout: 240_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 60_000 } },
        },
      },
      {
        test: {
          name: "browser",
          setupFiles,
          isolate,
          include: browserTests,
          // A browser on a machine that three runs share may be late once; what is wrong is wrong twice.
          retry: 1,
          exclude,
          globalSetup: ["test/setup/global.ts"],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 60_000 } },
        },
      },
      {
        test: {
          // Kills what the others stand on: after them, one file at a time, on a stack of its own.
          name: "chaos",
          setupFiles,
          isolate,
          include: chaosTests,
          globalSetup: ["test/setup/global.ts"],
          sequence: { groupOrder: 1 },
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 240_000,
          expect: { poll: { timeout: 60_000 } },
        },
      },
    ],
  },
});
