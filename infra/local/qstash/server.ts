import pg from "pg";
import type { Control } from "../control.ts";
import type { Clock } from "../control/clock.ts";
import { type FrontAnswer, type FrontRequest, type Running, startFront } from "../front.ts";
import { answerJson } from "./answer.ts";
import { Complaints } from "./complaints.ts";
import { Courier } from "./courier.ts";
import { DeadLetters } from "./dead-letters.ts";
import { Keys, type SigningKeys } from "./keys.ts";
import { readBatch } from "./publish.ts";
import { Refusal } from "./refusal.ts";
import { answerRequest, splitUrl } from "./routes.ts";
import { Schedules } from "./schedules.ts";
import { prepareSchema } from "./schema.ts";
import { MessageStore } from "./store.ts";

/** How often deduplication ids whose time is over are forgotten: as often as one lives. */
const forgetMs = 10 * 60_000;

/** What the queue needs. */
export interface QstashOptions {
  /** On 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  /** A database of its own, in which it makes its tables. */
  readonly databaseUrl: string;
  /** Of its clients. */
  readonly token: string;
  /** Until they are rotated. */
  readonly signingKeys: SigningKeys;
  readonly control: Control;
}

/** The queue's parts, as its API reaches them. */
export interface Queue {
  readonly store: MessageStore;
  readonly letters: DeadLetters;
  readonly schedules: Schedules;
  readonly keys: Keys;
  readonly courier: Courier;
  readonly clock: Clock;
  readonly complaints: Complaints;
}

/**
 * Starts the queue: QStash's REST API for URL destinations, and the deliveries. What it accepted before it was stopped, or
 * died, is delivered now. Rejects when its database cannot be reached or the port is taken.
 */
export async function startQstash(options: QstashOptions): Promise<Running> {
  const { control, port, token } = options;
  const pool = new pg.Pool({ connectionString: options.databaseUrl, max: 10 });
  const complaints = new Complaints();
  // What is asked on a connection that breaks is told to whoever asked; the connection's own word would end the process.
  pool.on("connect", (client) => client.on("error", () => undefined));
  pool.on("error", (error) => {
    // A connection that breaks while idle is replaced; what was asked over it fails by itself.
    if (!pool.ending) complaints.add(error);
  });
  pool.on("connect", () => complaints.databaseIsThere());
  try {
    const queue = await openQueue(pool, complaints, options);
    const front = await startFront({
      service: "qstash",
      port,
      control,
      handle: (request) => handle(queue, token, request),
      traceparent: readForwardedTrace,
      count: nameOperation,
    });
    try {
      await queue.schedules.start();
    } catch (error) {
      await front.stop();
      throw error;
    }
    queue.courier.wake();
    // What fails now is forgotten the next time.
    const forget = (): void => void queue.store.forgetSeen(queue.clock.now()).catch(() => undefined);
    const forgetting = setInterval(forget, forgetMs).unref();
    const stop = async (): Promise<void> => {
      clearInterval(forgetting);
      await front.stop();
      await queue.schedules.stop();
      await queue.courier.stop();
      await pool.end();
    };
    let stopping: Promise<void> | undefined;
    return { ...front, stop: () => (stopping ??= stop()) };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

async function openQueue(
  pool: pg.Pool,
  complaints: Complaints,
  { control, signingKeys }: QstashOptions,
): Promise<Queue> {
  const { clock } = control;
  await prepareSchema(pool);
  const store = new MessageStore(pool);
  await store.forgetSeen(clock.now());
  const keys = await Keys.open(pool, signingKeys);
  const courier = new Courier({ pool, store, keys, control, complaints });
  const schedules = new Schedules({ pool, clock, complaints, onFired: () => courier.wake() });
  return { store, keys, courier, schedules, letters: new DeadLetters(pool), clock, complaints };
}

async function handle(queue: Queue, token: string, request: FrontRequest): Promise<FrontAnswer> {
  try {
    return await answerRequest(queue, authorize(request, token));
  } catch (error) {
    if (error instanceof Refusal) return answerJson(error.status, { error: error.message });
    // The database is away, most likely: nothing was accepted, and the client may ask again.
    queue.complaints.add(error);
    return answerJson(500, { error: "internal server error" });
  }
}

/** The request without the token that may stand in its query; it is no part of a destination. Throws `Refusal` (401). */
function authorize(request: FrontRequest, token: string): FrontRequest {
  if (request.headers.authorization === `Bearer ${token}`) return request;
  if (splitUrl(request.url).query.get("qstash_token") !== token)
    throw new Refusal(401, "unauthorized: missing or invalid token");
  const url = request.url.replace(/([?&])qstash_token=[^&]*&?/, "$1").replace(/[?&]$/, "");
  return { ...request, url };
}

/** The SDK passes its caller's headers on to the endpoint: in a batch they stand with each message. */
function readForwardedTrace({ url, headers, body }: FrontRequest): string | undefined {
  const name = "upstash-forward-traceparent";
  if (splitUrl(url).path !== "/v2/batch") return headers[name]?.toString();
  return readBatch(body)[0]?.headers?.[name];
}

/** For the counters: what is asked, without ids and destinations. */
function nameOperation({ method, url }: FrontRequest): { operation: string } {
  return { operation: `${method} ${splitUrl(url).path.split("/").slice(0, 3).join("/")}` };
}
