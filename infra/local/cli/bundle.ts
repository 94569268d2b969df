import { bundleWorkers } from "../workers/bundle.ts";
import { runCommand } from "./project.ts";

/* `tsx infra/local/cli/bundle.ts FOLDER`: bundles both Workers once, for several stacks that run the same code. */
await runCommand(async () => {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) throw new Error("say where to");
  await bundleWorkers(folder);
});
