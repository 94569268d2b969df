import { existsSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { chooseFreePorts, isFree, type Ports } from "./ports.ts";
import { type Stack, type StackOptions, startStack } from "./stack.ts";
import { StartError } from "./start-error.ts";
import { makeTestFolder } from "../../test/setup/folder.ts";

let folder: string;
let ports: Ports;

beforeEach(async () => {
  folder = makeTestFolder();
  ports = await chooseFreePorts();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function start(changes: Partial<StackOptions> = {}): Promise<Stack> {
  return startStack({
    folder,
    choosePorts: () => Promise.resolve(ports),
    workers: false,
    durable: false,
    say: () => undefined,
    ...changes,
  });
}

async function listTakenPorts(): Promise<string[]> {
  const taken: string[] = [];
  for (const [name, port] of Object.entries(ports)) if (!(await isFree(port))) taken.push(name);
  return taken;
}

describe("a stack", () => {
  it("keeps its data and its keys from one start to the next", async () => {
    const first = await start();
    const client = new pg.Client(first.ownerUrl);
    await client.connect();
    await client.query("create table kept as select 42 as n");
    await client.end();
    await first.stop();
    expect(await listTakenPorts()).toEqual([]);

    const second = await start();
    try {
      expect(second.env).toEqual(first.env);
      const again = new pg.Client(second.appUrl);
      await again.connect();
      const { rows } = await again.query("select current_user::text as me, to_regclass('kept')::text as kept");
      await again.end();
      expect(rows).toEqual([{ me: "serambi_app", kept: "kept" }]);
    } finally {
      await second.stop();
    }
  });

  it("leaves nothing running when a port turns out to be taken half way", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => {
      other.listen(ports.upstash, "127.0.0.1", resolve);
    });
    try {
      const failure = start();
      await expect(failure).rejects.toBeInstanceOf(StartError);
      await expect(failure).rejects.toThrow(`Port ${ports.upstash} was taken by another program`);
      expect(await listTakenPorts()).toEqual(["upstash"]);
      expect(existsSync(join(folder, "stack.pid"))).toBe(false);
    } finally {
      other.close();
    }
  });

  it("leaves nothing running when it is interrupted while it starts", async () => {
    const interrupt = new AbortController();
    const failure = start({
      signal: interrupt.signal,
      say: (line) => line.startsWith("✓ Postgres") && interrupt.abort(new Error("enough")),
    });
    await expect(failure).rejects.toThrow("enough");
    expect(await listTakenPorts()).toEqual([]);
  });
});

describe("the control port's cron", () => {
  const control = inject("stack").urls.control;
  const post = (body: string): Promise<Response> => fetch(`${control}/cron`, { method: "POST", body });

  it("runs the functions Worker's scheduled() and says how it ended", async () => {
    const answer = await post('{"cron":"* * * * *"}');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ outcome: "ok" });
  });

  it("refuses what is not a cron", async () => {
    for (const body of ["", "{}", '{"cron":5}', "[", '{"cron":""}']) expect((await post(body)).status).toBe(400);
  });
});
