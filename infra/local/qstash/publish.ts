import * as z from "zod";
import type { FrontAnswer, FrontRequest } from "../front.ts";
import { answerJson, parseJson } from "./answer.ts";
import { readEntryHeaders, readHeaders } from "./headers.ts";
import { Refusal } from "./refusal.ts";
import type { Queue } from "./server.ts";
import { checkDestination, readPublishSpec } from "./spec.ts";

/** Publishes one message: 200, or 202 with the id of the one that said the same before. */
export async function publish(queue: Queue, request: FrontRequest, destination: string): Promise<FrontAnswer> {
  const url = checkDestination(destination);
  const spec = readPublishSpec(readHeaders(request.headers));
  const [accepted] = await queue.store.accept([{ url, spec, body: request.body }], queue.clock.now());
  queue.courier.wake();
  return answerJson(accepted?.deduplicated ? 202 : 200, accepted);
}

const entries = z.array(
  z.object({
    destination: z.string(),
    headers: z.record(z.string(), z.string()).nullish(),
    body: z.string().nullish(),
    queue: z.string().nullish(),
  }),
);

/** The entries of a batch. Throws `Refusal` when it is none. */
export function readBatch(body: Buffer): z.infer<typeof entries> {
  const read = entries.safeParse(parseJson(body));
  if (!read.success) throw new Refusal(400, `invalid batch: ${z.prettifyError(read.error)}`);
  return read.data;
}

/** Publishes several messages, or none when one makes no sense. */
export async function publishBatch(queue: Queue, request: FrontRequest): Promise<FrontAnswer> {
  const drafts = readBatch(request.body).map((entry) => {
    if (entry.queue) throw new Refusal(400, "queues are not supported here");
    return {
      url: checkDestination(entry.destination),
      spec: readPublishSpec(readEntryHeaders(entry.headers ?? {})),
      body: Buffer.from(entry.body ?? ""),
    };
  });
  const accepted = await queue.store.accept(drafts, queue.clock.now());
  queue.courier.wake();
  return answerJson(200, accepted);
}

/** Makes a schedule, or overwrites the one of the same id. */
export async function publishSchedule(queue: Queue, request: FrontRequest, destination: string): Promise<FrontAnswer> {
  const headers = readHeaders(request.headers);
  const url = checkDestination(destination);
  const cron = headers["upstash-cron"]?.trim();
  if (!cron) throw new Refusal(400, "missing Upstash-Cron header");
  const spec = readPublishSpec(headers);
  const id = headers["upstash-schedule-id"] || undefined;
  return answerJson(200, { scheduleId: await queue.schedules.put({ id, cron, url, spec, body: request.body }) });
}
