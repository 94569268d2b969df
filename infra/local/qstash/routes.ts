import type { FrontAnswer, FrontRequest } from "../front.ts";
import { json, parse } from "./answer.ts";
import { showMessage } from "./message.ts";
import { publishBatch, publishOne, putSchedule } from "./publish.ts";
import { Refusal } from "./refusal.ts";
import type { Queue } from "./queue.ts";

/** Answers one request of the API. Throws `Refusal` for what is not there or makes no sense. */
export async function answerRequest(queue: Queue, request: FrontRequest): Promise<FrontAnswer> {
  const { method, url } = request;
  // A destination rides along raw, its own query included; everything else is split at slashes.
  const raw = /^\/v2\/(publish|schedules)\/(.+)$/s.exec(url);
  if (method === "POST" && raw?.[1] === "publish") return await publishOne(queue, request, withoutToken(raw[2] ?? ""));
  if (method === "POST" && raw?.[1] === "schedules" && !/^[^/]+\/(pause|resume)$/.test(raw[2] ?? "")) {
    return await putSchedule(queue, request, withoutToken(raw[2] ?? ""));
  }
  const [path = "", query = ""] = url.split("?");
  const [version, resource = "", id, verb] = path.split("/").slice(1).map(decode);
  if (version !== "v2") throw notFound();
  switch (resource) {
    case "batch":
      if (method === "POST" && id === undefined) return await publishBatch(queue, request);
      break;
    case "messages":
      if (id !== undefined && verb === undefined) return await answerMessage(queue, method, id);
      break;
    case "schedules":
      return await answerSchedules(queue, method, id, verb);
    case "dlq":
      return await answerLetters(queue, method, { id, verb, query: new URLSearchParams(query), body: request.body });
    case "keys":
      if (method === "GET" && id === undefined) return json(200, queue.keys.show());
      if (method === "POST" && id === "rotate") return json(200, await queue.keys.rotate());
      break;
    default:
  }
  throw notFound();
}

async function answerMessage({ store }: Queue, method: string, id: string): Promise<FrontAnswer> {
  if (method === "GET") {
    const message = await store.find(id);
    if (message) return json(200, showMessage(message));
  }
  if (method === "DELETE" && (await store.remove(id))) return json(200, { cancelled: 1 });
  throw new Refusal(404, "message not found");
}

async function answerSchedules(
  { schedules, clockwork }: Queue,
  method: string,
  id: string | undefined,
  verb: string | undefined,
): Promise<FrontAnswer> {
  if (id === undefined && method === "GET") return json(200, await schedules.list());
  if (id !== undefined && verb === undefined && method === "GET") {
    const found = await schedules.find(id);
    if (found) return json(200, found);
  }
  if (id !== undefined && verb === undefined && method === "DELETE" && (await schedules.remove(id)))
    return json(200, {});
  // The SDK sends PATCH, the service's own description says POST.
  const holds = verb === "pause" || verb === "resume";
  if (id !== undefined && holds && (method === "PATCH" || method === "POST")) {
    if (await schedules.pause(id, verb === "pause")) {
      clockwork.wake();
      return json(200, {});
    }
  }
  throw new Refusal(404, "schedule not found");
}

async function answerLetters(
  { letters, courier, control }: Queue,
  method: string,
  asked: { id: string | undefined; verb: string | undefined; query: URLSearchParams; body: Buffer },
): Promise<FrontAnswer> {
  const { id, verb, query } = asked;
  const retry = method === "POST" && id === "retry";
  // A filter that is misspelt would otherwise mean everything.
  refuseUnknown(query, id === undefined && method === "GET" ? ["count", "cursor", "dlqIds"] : ["dlqIds"]);
  if (retry) {
    const ids = verb === undefined ? readIds(query, asked.body) : [verb];
    const responses = [];
    for (const each of ids) {
      const messageId = await letters.retry(each, control.clock.now());
      if (messageId === null && verb !== undefined) throw new Refusal(404, "dlq message not found");
      if (messageId !== null) responses.push({ messageId });
    }
    courier.wake();
    return json(201, verb === undefined ? { cursor: "", responses } : responses[0]);
  }
  if (method === "GET" && id === undefined) {
    const count = Math.min(100, Math.max(1, Number(query.get("count") ?? 100) || 100));
    return json(200, await letters.list({ count, cursor: query.get("cursor") }));
  }
  if (method === "GET" && id !== undefined && verb === undefined) {
    const found = await letters.find(id);
    if (found) return json(200, found);
  }
  if (method === "DELETE" && verb === undefined) {
    const deleted = await letters.remove(id === undefined ? readIds(query, asked.body) : [id]);
    if (id === undefined) return json(200, { deleted });
    if (deleted > 0) return json(200, {});
  }
  throw new Refusal(404, "dlq message not found");
}

function readIds(query: URLSearchParams, body: Buffer): string[] {
  const inQuery = query.getAll("dlqIds").flatMap((ids) => ids.split(","));
  if (inQuery.length > 0 || body.length === 0) return inQuery;
  const parsed = parse(body) as { dlqIds?: unknown };
  if (Array.isArray(parsed.dlqIds) && parsed.dlqIds.every((each) => typeof each === "string")) return parsed.dlqIds;
  throw new Refusal(400, "dlqIds must be a list of ids");
}

function refuseUnknown(query: URLSearchParams, known: readonly string[]): void {
  const unknown = [...query.keys()].find((name) => name !== "qstash_token" && !known.includes(name));
  if (unknown !== undefined) throw new Refusal(400, `unknown parameter: ${unknown}`);
}

function notFound(): Refusal {
  return new Refusal(404, "not found");
}

/** The token may stand in the query of any request; it is not part of the destination. */
function withoutToken(destination: string): string {
  return destination.replace(/[?&]qstash_token=[^&]*$/, "");
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new Refusal(400, "invalid path");
  }
}
