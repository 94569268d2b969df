import type { FrontAnswer, FrontRequest } from "../front.ts";
import { answerJson, parseJson } from "./answer.ts";
import { letterFilters, messageFilters, readSelection, type Selection } from "./filters.ts";
import { readHeaders } from "./headers.ts";
import { showMessage } from "./message.ts";
import { publish, publishBatch, publishSchedule } from "./publish.ts";
import { Refusal } from "./refusal.ts";
import type { Queue } from "./server.ts";

/** A request taken apart: the words of its path after `/v2`, and its query. */
interface Asked {
  readonly request: FrontRequest;
  readonly id: string | undefined;
  readonly query: URLSearchParams;
}

type Answer = (queue: Queue, asked: Asked) => Promise<FrontAnswer>;

/** By method and path; `*` stands for an id. */
const routes: Readonly<Record<string, Answer>> = {
  "POST batch": (queue, { request }) => publishBatch(queue, request),

  "GET messages/*": async ({ store }, { id = "" }) => {
    const message = await store.find(id);
    return answerJson(200, message ? showMessage(message) : refuse("message"));
  },
  "DELETE messages/*": async ({ store }, { id = "" }) => {
    const cancelled = await store.cancel(selectOne("messageId", id, messageFilters));
    return answerJson(200, cancelled > 0 ? { cancelled } : refuse("message"));
  },
  "DELETE messages": async ({ store }, { query, request }) => {
    addIds(query, request, "messageIds");
    return answerJson(200, { cancelled: await store.cancel(readSelection(query, messageFilters)) });
  },

  "GET schedules": async ({ schedules }) => answerJson(200, await schedules.list()),
  "GET schedules/*": async ({ schedules }, { id = "" }) =>
    answerJson(200, (await schedules.find(id)) ?? refuse("schedule")),
  "DELETE schedules/*": async ({ schedules }, { id = "" }) => done((await schedules.remove(id)) || refuse("schedule")),
  // The SDK sends PATCH, the service's own description says POST.
  "PATCH schedules/*/pause": (queue, asked) => pause(queue, asked, true),
  "POST schedules/*/pause": (queue, asked) => pause(queue, asked, true),
  "PATCH schedules/*/resume": (queue, asked) => pause(queue, asked, false),
  "POST schedules/*/resume": (queue, asked) => pause(queue, asked, false),

  "GET dlq": async ({ letters }, { query }) => {
    const { items, ...page } = await letters.list(readSelection(query, letterFilters));
    return answerJson(200, { messages: items, ...page });
  },
  "GET dlq/*": async ({ letters }, { id = "" }) => answerJson(200, (await letters.find(id)) ?? refuse("dlq message")),
  "DELETE dlq/*": async ({ letters }, { id = "" }) => {
    const { deleted } = await letters.remove(selectOne("dlqIds", id, letterFilters));
    return done(deleted > 0 || refuse("dlq message"));
  },
  "DELETE dlq": async ({ letters }, { query, request }) => {
    addIds(query, request, "dlqIds");
    return answerJson(200, await letters.remove(readSelection(query, letterFilters)));
  },
  "POST dlq/retry": async (queue, { query, request }) => {
    addIds(query, request, "dlqIds");
    const { items, cursor = "" } = await retry(queue, request, readSelection(query, letterFilters));
    return answerJson(201, { cursor, responses: items });
  },
  "POST dlq/retry/*": async (queue, { id = "", request }) => {
    const { items } = await retry(queue, request, selectOne("dlqIds", id, letterFilters));
    return answerJson(201, items[0] ?? refuse("dlq message"));
  },

  "GET keys": async ({ keys }) => answerJson(200, keys.show()),
  "POST keys/rotate": async ({ keys }) => answerJson(200, await keys.rotate()),
};

/** Answers one request of the API. Throws `Refusal` for what is not there or makes no sense. */
export async function answerRequest(queue: Queue, request: FrontRequest): Promise<FrontAnswer> {
  const { method, url } = request;
  // A destination rides along raw, its own query included; every other path is words between slashes.
  const [, verb, destination = ""] = /^\/v2\/(publish|schedules)\/(.*)$/s.exec(url) ?? [];
  if (method === "POST" && verb === "publish") return await publish(queue, request, destination);
  if (method === "POST" && verb === "schedules" && !/^[^/]+\/(pause|resume)(\?|$)/.test(destination))
    return await publishSchedule(queue, request, destination);

  const { path, query } = splitUrl(url);
  const [version, resource = "", ...words] = path.split("/").slice(1).map(decode);
  const found = version === "v2" ? findRoute(method, resource, words) : undefined;
  if (!found) throw new Refusal(404, `no ${method} ${path}`);
  return await found.answer(queue, { request, query, id: found.id });
}

/** The path and the query of a URL whose path may hold another one. */
export function splitUrl(url: string): { path: string; query: URLSearchParams } {
  const mark = url.indexOf("?");
  const [path, query] = mark === -1 ? [url, ""] : [url.slice(0, mark), url.slice(mark + 1)];
  return { path, query: new URLSearchParams(query) };
}

function findRoute(
  method: string,
  resource: string,
  words: readonly string[],
): { answer: Answer; id: string | undefined } | undefined {
  // A word of the API before an id: `dlq/retry` is no letter called "retry".
  for (const starred of [-1, 0, 1]) {
    const path = [resource, ...words.map((word, place) => (place === starred ? "*" : word))].join("/");
    const name = `${method} ${path}`;
    const answer = Object.hasOwn(routes, name) ? routes[name] : undefined;
    if (answer) return { answer, id: words[starred] };
  }
  return undefined;
}

async function pause({ schedules }: Queue, { id = "" }: Asked, paused: boolean): Promise<FrontAnswer> {
  return done((await schedules.pause(id, paused)) || refuse("schedule"));
}

async function retry(
  queue: Queue,
  { headers }: FrontRequest,
  selection: Selection,
): Promise<{ items: readonly { messageId: string }[]; cursor?: string }> {
  // The type of the request's own, empty body says nothing about the letter's.
  const { "content-type": _, ...overrides } = readHeaders(headers);
  const page = await queue.letters.retry(selection, overrides, queue.clock.now());
  queue.courier.wake();
  return page;
}

/** Older clients send the ids in the body. */
function addIds(query: URLSearchParams, { body }: FrontRequest, name: string): void {
  if (body.length === 0) return;
  const sent = parseJson(body);
  const ids: unknown = typeof sent === "object" && sent !== null ? Reflect.get(sent, name) : undefined;
  if (!Array.isArray(ids) || ids.length === 0 || !ids.every((id) => typeof id === "string"))
    throw new Refusal(400, `the body must be {"${name}": ["…"]}`);
  for (const id of ids) query.append(name, id);
}

function selectOne(name: string, id: string, filters: Parameters<typeof readSelection>[1]): Selection {
  return readSelection(new URLSearchParams({ [name]: id }), filters);
}

function done(_: true): FrontAnswer {
  return answerJson(200, {});
}

function refuse(what: string): never {
  throw new Refusal(404, `${what} not found`);
}

function decode(word: string): string {
  try {
    const decoded = decodeURIComponent(word);
    // No id holds it, and no database takes it.
    if (!decoded.includes("\0")) return decoded;
  } catch {
    // a percent sign that encodes nothing
  }
  throw new Refusal(400, "invalid path");
}
