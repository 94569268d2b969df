import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { Client } from "@upstash/qstash";
import pg from "pg";
import { inject } from "vitest";
import { Control } from "../../infra/local/control.ts";
import { startQstash } from "../../infra/local/qstash/server.ts";

/** A delivery as an endpoint got it. */
export interface Received {
  readonly url: string;
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What an endpoint answers; 200 unless told. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** Keys and token of the queues that tests start. */
export const queueKeys = { current: "sig_current_of_a_test", next: "sig_next_of_a_test" };
const token = "token-of-a-test";

/**
 * A queue of a test's own, on a database of its own, with a clock of its own. `restart` stops it and starts it again.
 * `databasePort` leads it to its database by another way than the stack's.
 */
export async function startQueue(databasePort?: number) {
  const { adminUrl } = inject("stack");
  const database = `queue_${crypto.randomUUID().replaceAll("-", "")}`;
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`create database ${database}`);
  const control = new Control();
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  if (databasePort !== undefined) url.port = String(databasePort);
  const start = () => startQstash({ port: 0, databaseUrl: url.href, token, signingKeys: queueKeys, control });
  let running = await start();
  return {
    control,
    token,
    get url() {
      return running.url;
    },
    client: () => new Client({ baseUrl: running.url, token, retry: false, enableTelemetry: false }),
    async restart(meanwhile: () => Promise<void> = () => Promise.resolve()) {
      await running.stop();
      await meanwhile();
      running = await start();
    },
    async stop() {
      await running.stop();
      await admin.query(`drop database ${database} with (force)`);
      await admin.end();
    },
  };
}

/** An endpoint that notes what it is sent and answers as `reply` says. */
export async function startEndpoint(
  reply: (received: Received, earlier: number) => Reply | Promise<Reply> = () => ({}),
) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const one = {
        url: request.url ?? "",
        method: request.method ?? "",
        headers: request.headers,
        body: Buffer.concat(chunks).toString("latin1"),
      };
      received.push(one);
      void Promise.resolve(reply(one, received.length - 1)).then(({ status = 200, headers = {}, body = "" }) => {
        response.writeHead(status, headers).end(body);
      });
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
