import * as z from "zod";
import { Problem } from "../../db/core/problem.ts";
import { institutionTag, personTag } from "../../db/modules/identity/rules/tags.ts";
import { answerOptions } from "../http/cors.ts";
import type { Arrival } from "../http/dispatch.ts";
import type { Quota } from "../http/quota.ts";
import { readQuery } from "../http/query.ts";
import { recognize } from "../http/recognize.ts";
import type { Reply } from "../http/reply.ts";
import { parsePart, readJson } from "../http/validation.ts";
import { modules } from "../modules/index.ts";

const methods = ["GET", "HEAD", "POST", "OPTIONS"];

const object = z.record(z.string().max(200), z.unknown());

/** A request as GraphQL over HTTP has it: one operation, never a list of them. */
const shape = z.strictObject({
  query: z.string().min(1).max(20_000),
  operationName: z.string().max(200).nullish(),
  variables: object.nullish(),
  /** Clients send some; none is known here. */
  extensions: object.nullish(),
});

/** One operation that somebody asks for. */
export type Asked = z.output<typeof shape>;

/**
 * `/graphql`: who asks is known, and within their limits, before anything of GraphQL is even loaded. One operation counts as one
 * request of the registry.
 */
export async function answerGraphql(arrival: Arrival): Promise<Reply | Response> {
  const { request, config, log } = arrival;
  log.route = "graphql";
  if (request.method === "OPTIONS") return answerOptions(request, config, methods);
  if (!methods.includes(request.method))
    throw new Problem("METODE_TIDAK_DIDUKUNG", { values: { diterima: methods.join(", ") } });
  const { host, searchParams } = new URL(request.url);
  const tags = (userId: string): readonly string[] => [institutionTag, personTag(userId)];
  const known = await recognize(arrival, host, { tags, limit: await paceOf() });
  const asked =
    request.method === "POST"
      ? parsePart(shape, await readJson(request), "", arrival.language)
      : parsePart(shape, readAddress(searchParams), "/query", arrival.language);
  const { run } = await import("./run.ts");
  return await run(asked, known, arrival);
}

/** What the registry's own routes are held to: both are counted together. */
async function paceOf(): Promise<Quota | undefined> {
  const { routes } = await modules.registry();
  const lists = routes.find(({ operationId }) => operationId === "listModules");
  return lists && lists.access !== "public" ? lists.limit : undefined;
}

/** The same of an address, where what is not text stands as JSON. */
function readAddress(searchParams: URLSearchParams): object {
  const query = readQuery(searchParams);
  for (const name of ["variables", "extensions"]) {
    const text = query[name];
    if (typeof text === "string") Object.assign(query, { [name]: parseText(text) });
  }
  return query;
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem("JSON_TIDAK_SAH");
  }
}
