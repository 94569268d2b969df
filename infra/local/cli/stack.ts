import { choosePorts } from "../ports.ts";
import { startStack } from "../stack.ts";
import { dataFolder, listenForSignals, runCommand, say } from "./project.ts";

/** `npm run stack`: the services without the Workers; prints the environment of a client as shell lines on stdout. */
await runCommand(async () => {
  const { starting, whenStopped } = listenForSignals();
  const stack = await startStack({
    folder: dataFolder,
    choosePorts: () => choosePorts(process.env, say),
    workers: false,
    durable: true,
    signal: starting,
    say,
  });
  whenStopped(() => stack.stop());
  const lines = Object.entries({ ...stack.env, CONTROL_URL: stack.urls.control }).map(
    ([name, value]) => `export ${name}='${value}'`,
  );
  process.stdout.write(`${lines.join("\n")}\n`);
  say("\nThe services are running. Ctrl-C stops them; the data is kept.");
});
