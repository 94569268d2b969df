import { readConfig } from "../../../db/core/env.ts";
import { choosePorts } from "../ports.ts";
import { startStack } from "../stack.ts";
import { prepareDemo } from "./demo.ts";
import { dataFolder, listenForSignals, runCommand, say } from "./project.ts";

/** `npm start`: everything, with demo data. `npm start -- --logs` shows what the Workers write to their console. */
await runCommand(async () => {
  const { starting, whenStopped } = listenForSignals();
  say("Serambi is starting …");
  const stack = await startStack({
    folder: dataFolder,
    choosePorts: () => choosePorts(process.env, say),
    workers: true,
    durable: true,
    showLogs: process.argv.includes("--logs"),
    signal: starting,
    say,
  });
  const stop = (): Promise<void> => stack.stop();
  try {
    const demo = await prepareDemo({
      folder: dataFolder,
      ownerUrl: stack.ownerUrl,
      config: readConfig(stack.env),
      controlUrl: stack.urls.control,
      licencePrivateKey: stack.licencePrivateKey,
      say,
    });
    starting.throwIfAborted();
    whenStopped(stop);
    const { edge, control, qstash, mail } = stack.urls;
    const width = Math.max(...demo.people.map((person) => person.username.length));
    say(
      [
        "",
        `Serambi     ${edge}`,
        `API         ${edge}/api/docs`,
        `Surat       ${mail}`,
        `Control     ${control}    QStash  ${qstash}`,
        "",
        `${demo.institution}: people of the demo, with their passwords`,
        ...demo.people.map(
          ({ username, password, nama, peran }) => `  ${username.padEnd(width)}  ${password}  ${nama} (${peran})`,
        ),
        "",
        "Logs are in .serambi/logs. Ctrl-C stops everything; the data is kept until `npm run reset`.",
      ].join("\n"),
    );
  } catch (error) {
    await stop();
    throw error;
  }
});
