import { Redis } from "ioredis";
import { expect, inject, it } from "vitest";
import { findListener } from "../../infra/bench/machine.ts";
import { makeInstitution, ownerRows } from "../setup/institution.ts";
import { ask } from "../setup/http.ts";
import { kill, type ProcessName, start } from "../setup/processes.ts";

const { urls, redisUrl } = inject("stack");

it.each(["edge", "edge2", "functions"] as const)(
  "%s is gone when it is killed, and answers again on its port",
  async (name) => {
    const answers = () =>
      fetch(`${urls[name]}/health`).then(
        ({ status }) => status,
        () => "nothing",
      );
    expect(await answers()).toBe(200);
    await kill(name);
    await kill(name);
    expect(await answers()).toBe("nothing");
    await start(name);
    await start(name);
    expect(await answers()).toBe(200);
  },
);

it.each(["edge", "functions"] as const)("another %s takes the place of one that ends by itself", async (name) => {
  const answering = () => findListener(Number(new URL(urls[name]).port));
  const [before] = answering();
  // 0 would be everybody here.
  if (before === undefined) throw new Error(`nobody is seen to answer for ${name}`);
  process.kill(before, "SIGKILL");
  await expect.poll(answering).not.toEqual(expect.arrayContaining([before]));
  await expect.poll(answering).toHaveLength(1);
  await start(name);
  expect((await fetch(`${urls[name]}/health`)).status).toBe(200);
});

it("a killed Redis comes back with what it held", async () => {
  const client = new Redis(redisUrl, { lazyConnect: true, retryStrategy: () => 50, maxRetriesPerRequest: null });
  await client.set("kept", "value");
  await kill("redis");
  await start("redis");
  expect(await client.get("kept")).toBe("value");
  client.disconnect();
});

it("a killed Postgres comes back with every change it had confirmed", async () => {
  const { id } = await makeInstitution();
  await ownerRows("update institutions set nama = 'Sesudah' where id = $1", [id]);
  await kill("postgres");
  const [asked] = await Promise.allSettled([ownerRows("select 1")]);
  // Whatever it said: who comes next finds it there.
  await start("postgres");
  expect([asked.status, String(asked.status === "rejected" && asked.reason)]).toEqual([
    "rejected",
    expect.stringMatching(/ECONNREFUSED|ECONNRESET|terminat/),
  ]);
  expect(await ownerRows("select nama from institutions where id = $1", [id])).toEqual([{ nama: "Sesudah" }]);
});

it("what is no process is refused", async () => {
  await expect(kill("printer" as ProcessName)).rejects.toThrow("404");
});

it("the second edge serves the same people, with a cache of its own", async () => {
  const institution = await makeInstitution({ today: "2026-04-06" });
  const d1 = await institution.actor("D1");
  const here = await ask(d1, "GET", "/sppd");
  const there = await fetch(`${urls.edge2}/api/v1/sppd`, { headers: { authorization: `Bearer ${d1.token}` } });
  expect([there.status, there.headers.get("x-cache"), await there.json()]).toEqual([200, "MISS", here.body]);
});
