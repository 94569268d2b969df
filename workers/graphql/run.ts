import { execute, Kind, type ExecutionResult, type OperationDefinitionNode } from "graphql";
import { Problem } from "../../db/core/problem.ts";
import { reachOf } from "../../db/modules/identity/authority.ts";
import type { Principal } from "../../db/modules/identity/principal.ts";
import { answer } from "../http/answer.ts";
import type { Arrival } from "../http/dispatch.ts";
import { readIdempotencyKey } from "../http/idempotency.ts";
import { permit } from "../http/permission.ts";
import type { Known } from "../http/recognize.ts";
import type { Reply } from "../http/reply.ts";
import { Caller } from "./caller.ts";
import { operationOf, understand } from "./document.ts";
import { tellError, tellRefusal, type Telling } from "./errors.ts";
import type { Asked } from "./index.ts";
import { readKept, type Made } from "./kept.ts";
import { schema } from "./schema.ts";

/** Whoever manages the modules may ask for the schema itself, and is helped with its names; to others it is a document. */
const developer = "registry.manage";

/**
 * Runs one operation. What is wrong with the query is 400 with `errors` alone; what goes wrong in a field is 200 with `errors`
 * beside what there is of `data`.
 */
export async function run(asked: Asked, known: Known, arrival: Arrival): Promise<Reply | Response> {
  const { request } = arrival;
  const { principal } = known;
  const suggests = !principal.wajib_otp && reachOf(principal, developer) !== null;
  const telling: Telling = { arrival, suggests };
  let prepared: ReturnType<typeof prepare>;
  try {
    prepared = prepare(asked, principal, request);
  } catch (error) {
    const { status, errors } = tellRefusal(error, telling);
    const headers = { "content-type": mediaType(request), "cache-control": "no-store" };
    return { status, body: JSON.stringify({ errors }), headers };
  }
  const { document, operation, introspects } = prepared;
  const changes = operation.operation === "mutation";
  if (changes && request.method !== "POST")
    throw new Problem("METODE_TIDAK_DIDUKUNG", { values: { diterima: "POST, OPTIONS" } });
  const key = changes ? await readIdempotencyKey(arrival.config, request, principal.user_id, asked) : undefined;
  if (key) known.work.idempotency = key;
  const make = async (): Promise<Made> => {
    const caller = new Caller(known, arrival);
    const { variables: variableValues, operationName } = asked;
    const result = await execute({ schema, document, contextValue: caller, variableValues, operationName });
    // Without data not even variables were found right.
    const status = "data" in result ? 200 : 400;
    return { status, text: JSON.stringify(tell(result, telling)), keepable: !result.errors && !caller.readOld };
  };
  const made = changes || introspects ? await make() : await readKept(asked, known, arrival, make);
  if (key?.replayed) arrival.remarks["idempotency-replayed"] = "true";
  const type = { "content-type": mediaType(request) };
  if ("state" in made) {
    arrival.log.cache = made.state;
    return await answer(request, { json: made.body, headers: { ...type, "x-cache": made.state } });
  }
  if (made.status === 400) return { status: 400, body: made.text, headers: { ...type, "cache-control": "no-store" } };
  return await answer(request, { json: made.text, headers: type });
}

function prepare({ query, operationName }: Asked, principal: Principal, { headers }: Request) {
  const understood = understand(query);
  const operation = operationOf(understood, operationName ?? null);
  if (understood.introspects) permit(principal, { method: "get", access: developer }, "registry");
  if (headers.has("idempotency-key") && operation.operation === "mutation" && !isSingle(operation))
    throw new Problem("KUNCI_UNTUK_SATU_PERUBAHAN");
  return { ...understood, operation };
}

/**
 * Whether an operation is one field, written out. A key stands for one change: of several, those that changed nothing would be done
 * again when the request is repeated, and undo what was kept of the others.
 */
function isSingle({ selectionSet: { selections } }: OperationDefinitionNode): boolean {
  return selections.length === 1 && selections[0]?.kind === Kind.FIELD;
}

function tell({ data, errors }: ExecutionResult, telling: Telling): object {
  const told = errors?.map((error) => tellError(error, telling));
  return { ...(told ? { errors: told } : {}), ...(data === undefined ? {} : { data }) };
}

/** GraphQL's own type to those who know it, plain JSON to all others. */
function mediaType({ headers }: Request): string {
  const known = headers.get("accept")?.includes("application/graphql-response+json");
  return `application/${known ? "graphql-response+json" : "json"}; charset=utf-8`;
}
