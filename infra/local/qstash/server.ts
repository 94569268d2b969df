import pg from "pg";
import type { Control } from "../control.ts";
import { startFront, type FrontAnswer, type FrontRequest, type Running } from "../front.ts";
import { Clockwork } from "./clockwork.ts";
import { Courier } from "./courier.ts";
import { DeadLetters } from "./dead-letters.ts";
import { Keys } from "./keys.ts";
import { Refusal } from "./refusal.ts";
import { answerRequest } from "./routes.ts";
import { Schedules } from "./schedules.ts";
import { prepareSchema } from "./schema.ts";
import { MessageStore } from "./store.ts";

/** What the queue needs: its own database (it makes its tables), the token of its clients, its signing keys. */
export interface QstashOptions {
  /** On 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  readonly databaseUrl: string;
  readonly token: string;
  readonly signingKeys: { readonly current: string; readonly next: string };
  readonly control: Control;
}

/** Starts the queue. What it had accepted before it was stopped is delivered. */
export async function startQstash(options: QstashOptions): Promise<Running> {
  const { control, token } = options;
  const pool = new pg.Pool({ connectionString: options.databaseUrl, max: 10 });
  // A connection that breaks while idle is replaced; what was asked over it fails by itself.
  pool.on("error", (error) => process.stderr.write(`qstash: ${error.message}\n`));
  try {
    await prepareSchema(pool);
    const store = new MessageStore(pool);
    await store.takeBack();
    const keys = await Keys.open(pool, options.signingKeys);
    const schedules = new Schedules({ pool, store, control });
    const courier = new Courier({ store, keys, control });
    const clockwork = new Clockwork({ schedules, courier, control });
    const queue = { store, keys, schedules, letters: new DeadLetters(pool, store), courier, clockwork, control };
    const front = await startFront({
      service: "qstash",
      port: options.port,
      control,
      handle: (request) => handle(request, token, () => answerRequest(queue, request)),
      traceparent: forwardedTrace,
      count: ({ method, url }) => ({
        operation: `${method} ${url.split("/").slice(0, 3).join("/").split("?")[0] ?? ""}`,
      }),
    });
    clockwork.wake();
    courier.wake();
    return {
      ...front,
      async stop() {
        await front.stop();
        await clockwork.stop();
        await courier.stop();
        await pool.end();
      },
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

async function handle(request: FrontRequest, token: string, answer: () => Promise<FrontAnswer>): Promise<FrontAnswer> {
  try {
    if (!isAuthorised(request, token)) return refuse(401, "unauthorized: invalid token");
    return await answer();
  } catch (error) {
    if (error instanceof Refusal) return refuse(error.status, error.message);
    process.stderr.write(`qstash: ${error instanceof Error ? error.message : String(error)}\n`);
    return refuse(500, "internal server error");
  }
}

/** The SDK passes its caller's headers on to the endpoint: in a batch they stand with each message. */
function forwardedTrace({ url, headers, body }: FrontRequest): string | undefined {
  const name = "upstash-forward-traceparent";
  if (!url.startsWith("/v2/batch")) return headers[name]?.toString();
  const [first] = JSON.parse(body.toString()) as { headers?: Record<string, string> }[];
  return first?.headers?.[name];
}

function isAuthorised({ headers, url }: FrontRequest, token: string): boolean {
  if (headers.authorization === `Bearer ${token}`) return true;
  return new URLSearchParams(url.split("?").slice(1).join("?")).get("qstash_token") === token;
}

function refuse(status: number, error: string): FrontAnswer {
  return { status, headers: { "Content-Type": "application/json" }, body: JSON.stringify({ error }) };
}
