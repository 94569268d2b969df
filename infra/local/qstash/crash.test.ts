import { spawn } from "node:child_process";
import { once } from "node:events";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { Client } from "@upstash/qstash";
import { startEndpoint } from "../../../test/setup/queue.ts";
import { Control } from "../control.ts";
import { startQstash } from "./server.ts";

const database = `queue_${crypto.randomUUID().replaceAll("-", "")}`;
const options = { port: 0, databaseUrl: "", token: "t", signingKeys: { current: "current", next: "next" } };
let admin: pg.Client;

beforeAll(async () => {
  const url = new URL(inject("stack").adminUrl);
  admin = new pg.Client({ connectionString: url.href });
  await admin.connect();
  await admin.query(`create database ${database}`);
  url.pathname = `/${database}`;
  options.databaseUrl = url.href;
});
afterAll(async () => {
  await admin.query(`drop database ${database} with (force)`);
  await admin.end();
});

/** Starts a queue in a process of its own; answers its URL, and how to kill it. */
async function startApart(): Promise<{ url: string; kill(): Promise<void> }> {
  const script = `
    const { startQstash } = await import(${JSON.stringify(new URL("./server.ts", import.meta.url).href)});
    const { Control } = await import(${JSON.stringify(new URL("../control.ts", import.meta.url).href)});
    const { url } = await startQstash({ ...${JSON.stringify(options)}, control: new Control() });
    process.stdout.write(url);`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [url] = (await once(child.stdout, "data")) as [Buffer];
  return {
    url: url.toString(),
    async kill() {
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}

it("what was being delivered when the process was killed is delivered again by the next one", async () => {
  const answered: string[] = [];
  const endpoint = await startEndpoint(async ({ headers }) => {
    // The first delivery is never answered: the queue dies meanwhile.
    if (endpoint.received.length === 1) await once(process, "never");
    answered.push(String(headers["upstash-message-id"]));
    return {};
  });
  const first = await startApart();
  const client = new Client({ baseUrl: first.url, token: options.token, retry: false, enableTelemetry: false });
  const { messageId } = await client.publish({ url: endpoint.url, body: "x", retries: 0 });
  await expect.poll(() => endpoint.received.length).toBe(1);
  await first.kill();
  const second = await startQstash({ ...options, control: new Control() });
  try {
    await expect.poll(() => answered).toEqual([messageId]);
    expect(endpoint.received.map(({ headers }) => headers["upstash-retried"])).toEqual(["0", "0"]);
  } finally {
    await second.stop();
    endpoint.stop();
  }
});
