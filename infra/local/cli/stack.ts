import { choosePorts } from "../ports.ts";
import { localLicences } from "../secrets.ts";
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
  const environment = {
    ...stack.env,
    CONTROL_URL: stack.urls.control,
    // What `npm run db:migrate` and `npm run db:partitions` ask for.
    OWNER_DATABASE_URL: stack.ownerUrl,
    APP_DATABASE_PASSWORD: decodeURIComponent(new URL(stack.appUrl).password),
    OPS_DATABASE_PASSWORD: decodeURIComponent(new URL(stack.opsUrl).password),
    // What `npm run licence:issue` asks for.
    LICENCE_KEY_ID: localLicences,
    LICENCE_PRIVATE_KEY: stack.licencePrivateKey,
  };
  const lines = Object.entries(environment).map(([name, value]) => `export ${name}='${value}'`);
  process.stdout.write(`${lines.join("\n")}\n`);
  say("\nThe services are running. Ctrl-C stops them; the data is kept.");
});
