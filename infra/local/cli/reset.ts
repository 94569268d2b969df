import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findHolder } from "../lock.ts";
import { listPostgresFolders } from "../postgres.ts";
import { explainFileError, StartError } from "../start-error.ts";
import { dataFolder, runCommand, say } from "./project.ts";

/** `npm run reset`: removes all local data, wherever the database's files had to go. */
await runCommand(async () => {
  const holder = findHolder(dataFolder);
  if (holder !== undefined) {
    throw new StartError(
      `The stack is running (process ${holder}); its data cannot be removed now.`,
      "Stop it first (Ctrl-C where it runs).",
    );
  }
  const folders = [...listPostgresFolders(join(dataFolder, "data", "postgres")), dataFolder];
  for (const folder of folders.filter((each) => existsSync(each))) {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      throw explainFileError("The data could not be removed", folder, error);
    }
    say(`✓ removed ${folder}`);
  }
  say("Nothing local is left; `npm start` begins afresh.");
});
