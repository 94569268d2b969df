import { startEdgeApart } from "../baseline/edge-apart.ts";
import { startExpress } from "../baseline/express-server.ts";
import { answersPerCpuSecond, measureTraffic, Traffic } from "../measure.ts";
import { openSessions } from "../people.ts";
import { encodeCursor } from "../../../db/core/cursor.ts";
import { ratio, type Scenario } from "../scenario.ts";
import { listPath } from "./mix.ts";

/** Sessions are asked for in turn, and so many that the isolate has forgotten each when its turn comes again. */
const sessions = 1_500;

/** The same list, when nothing remembers anything: a session read from Redis and a transaction, each time. */
export const coldList: Scenario = {
  title: "cold list of 50 orders, against Express + pg + ioredis",
  async run(stage) {
    const { port, pids } = await startEdgeApart(stage);
    const server = await startExpress(stage, "list");
    const visitors = await openSessions(stage, "agendaris", sessions);
    const traffic = new Traffic("list, cold");
    const token = (turn: number): string => visitors[turn % visitors.length]?.token ?? "";
    const same = await compareAnswers([port, server.port], unseenPath(0), token(0));
    const turns = Array.from({ length: 20_000 }, (_, turn) => turn + 1);
    const plan = { connections: 32 };

    const edge = (from: number) => ({
      ...plan,
      port,
      requests: turns.map((turn) => traffic.get(port, unseenPath(from + turn), token(turn))),
    });
    const express = {
      ...plan,
      port: server.port,
      requests: turns.map((turn) => traffic.get(server.port, unseenPath(turn), token(turn))),
    };
    await stage.generator.run({ ...edge(100_000), until: { seconds: 2 } });
    await stage.generator.run({ ...express, until: { seconds: 2 } });
    const apart = { ...stage, pids: () => ({ ...stage.pids(), edge: pids }) };
    const { measured, cost } = await measureTraffic(apart, traffic, { ...edge(200_000), until: { seconds: 6 } });
    const node = await answersPerCpuSecond(stage, server.pids, { ...express, until: { seconds: 6 } });
    const nodeMs = node.perCpuSecond === null ? null : 1000 / node.perCpuSecond;
    const misses = measured.kinds[traffic.kind]?.caches["MISS"] ?? 0;
    return {
      figures: [
        {
          name: "CPU for an answer, of Express",
          value: ratio(cost.cpuMs?.edge ?? null, nodeMs),
          unit: "×",
          target: { atMost: 1 },
        },
        { name: "answers with the same bytes and headers", value: same ? 1 : 0, unit: "", target: { atLeast: 1 } },
        { name: "SQL for an answer", value: cost.sql, unit: "round trips", target: { atMost: 1 } },
        { name: "Redis for an answer", value: cost.redis, unit: "round trips", target: { atMost: 2 } },
        { name: "answers that no cache gave", value: misses / measured.answers, unit: "share", target: { atLeast: 1 } },
        { name: "errors", value: measured.errors + node.result.errors, unit: "", target: { atMost: 0 } },
        { name: "CPU for an answer, edge", value: cost.cpuMs?.edge ?? null, unit: "ms" },
        { name: "CPU for an answer, Express", value: nodeMs, unit: "ms" },
      ],
      costs: [cost],
      notes: [
        "Counted is the CPU of the edge's workerd, with its KV in another process as in the cloud, against that of the Node process. Neon's and Upstash's own work is nobody's on either side.",
        "Express does all that the edge does and answers the same headers: session and versions in one trip to Redis, two caches that know nothing, limit, entity tag, log line. Its connections stay open; the Worker speaks HTTP to each service, and a third of its CPU is the runtime's for three subrequests (Redis, KV, Neon) with their headers, streams and promises: a Worker that does nothing else pays as much as a hello for each. KV is asked all the same: from it an isolate that has just begun shows lists also while the database is away. The statement and the query's schema are the same on both sides. Requests come slowly, since the database is what both wait for, so neither runs as warm as under a load of short answers.",
      ],
    };
  },
};

/** The same page of the list by an address that nobody has used: what comes after an order that is newer than any. */
function unseenPath(turn: number): string {
  const id = `ffffffff-ffff-7fff-bfff-${turn.toString(16).padStart(12, "0")}`;
  return `${listPath}&setelah=${encodeCursor({ sort: "-dibuat", key: null, id })}`;
}

/** Headers that differ from answer to answer, or that only the server's own HTTP sends. */
const ofItsOwn = new Set([
  "x-request-id",
  "server-timing",
  "date",
  "connection",
  "keep-alive",
  "content-length",
  "transfer-encoding",
]);

async function compareAnswers(ports: readonly number[], path: string, token: string): Promise<boolean> {
  const texts = await Promise.all(
    ports.map(async (port) => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      const headers = [...response.headers].filter(([name]) => !ofItsOwn.has(name));
      return `${response.status} ${JSON.stringify(headers)} ${await response.text()}`;
    }),
  );
  return texts.every((text) => text.startsWith("200 ") && text === texts[0]);
}
