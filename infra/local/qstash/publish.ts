import * as z from "zod";
import type { FrontAnswer, FrontRequest } from "../front.ts";
import { checkDestination, readPublishSpec, type Headers } from "./headers.ts";
import { Refusal } from "./refusal.ts";
import { json, parse } from "./answer.ts";
import type { Queue } from "./queue.ts";
import { nextTime } from "./schedules.ts";

/** Publishes one message; 202 when it was one that we have already. */
export async function publishOne(queue: Queue, request: FrontRequest, destination: string): Promise<FrontAnswer> {
  const spec = readPublishSpec(textHeaders(request));
  const url = checkDestination(destination);
  const kept = await queue.store.add({ url, body: request.body, spec }, queue.control.clock.now());
  queue.courier.wake();
  return json(kept.deduplicated ? 202 : 200, kept);
}

const batchSchema = z.array(
  z.object({
    destination: z.string(),
    headers: z.record(z.string(), z.string()).optional(),
    body: z.string().nullish(),
    queue: z.undefined().optional(),
  }),
);

/** Publishes several messages; all are checked before the first is kept. */
export async function publishBatch(queue: Queue, request: FrontRequest): Promise<FrontAnswer> {
  const batch = batchSchema.safeParse(parse(request.body));
  if (!batch.success) throw new Refusal(400, "invalid batch");
  const messages = batch.data.map(({ destination, headers = {}, body }) => ({
    url: checkDestination(destination),
    spec: readPublishSpec(lowerCase(headers)),
    body: Buffer.from(body ?? ""),
  }));
  const kept = [];
  for (const message of messages) kept.push(await queue.store.add(message, queue.control.clock.now()));
  queue.courier.wake();
  return json(200, kept);
}

/** Makes or overwrites a schedule. */
export async function putSchedule(queue: Queue, request: FrontRequest, destination: string): Promise<FrontAnswer> {
  const headers = textHeaders(request);
  const cron = headers["upstash-cron"]?.trim();
  if (!cron) throw new Refusal(400, "missing Upstash-Cron header");
  const schedule = { cron, url: checkDestination(destination), body: request.body, spec: readPublishSpec(headers) };
  nextTime(cron, queue.control.clock.now());
  const id = headers["upstash-schedule-id"];
  const scheduleId = await queue.schedules.put(id === undefined ? schedule : { ...schedule, id });
  queue.clockwork.wake();
  return json(200, { scheduleId });
}

function textHeaders({ headers }: FrontRequest): Headers {
  const texts = Object.entries(headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(", ") : (value ?? ""),
  ]);
  return Object.fromEntries(texts) as Headers;
}

function lowerCase(headers: Readonly<Record<string, string>>): Headers {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
