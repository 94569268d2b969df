import { GraphQLError } from "graphql";
import { Problem } from "../../db/core/problem.ts";
import type { Arrival } from "../http/dispatch.ts";
import { problemOf, tellProblem } from "../http/problem.ts";
import { logFault } from "../http/telemetry.ts";
import { InvalidDocument } from "./document.ts";

/** An error as GraphQL answers it. */
interface Told {
  readonly message: string;
  readonly locations?: GraphQLError["locations"];
  readonly path?: GraphQLError["path"];
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** How errors are told to somebody: with names of the schema that come near only to those who may see all of it. */
export interface Telling {
  readonly arrival: Pick<Arrival, "language" | "config" | "log">;
  readonly suggests: boolean;
}

/** What was thrown before anything was run, and the status that it comes to. Only what has to do with the query itself: the rest is thrown on. */
export function tellRefusal(thrown: unknown, telling: Telling): { readonly status: number; readonly errors: Told[] } {
  if (thrown instanceof InvalidDocument)
    return { status: 400, errors: thrown.faults.map((fault) => tellError(fault, telling)) };
  if (thrown instanceof GraphQLError) return { status: 400, errors: [tellError(thrown, telling)] };
  if (thrown instanceof Problem) return { status: thrown.status, errors: [tellThrown(thrown, telling, {})] };
  throw thrown;
}

/**
 * An error of GraphQL's. One that a resolver threw is told as the problem that it is; one of GraphQL's own is about the query, in
 * graphql-js's words.
 */
export function tellError(error: GraphQLError, telling: Telling): Told {
  const { originalError: cause, locations, path, message } = error;
  const where = { ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
  if (cause && !(cause instanceof GraphQLError)) return tellThrown(cause, telling, where);
  const told = tellThrown(new Problem("KUERI_TIDAK_SAH"), telling, where);
  return { ...told, message: telling.suggests ? message : message.replace(/ Did you mean .*$/s, "") };
}

/**
 * A problem as an error: its members are `extensions`, with what is told of its occurrence. `code` is the problem's own, but for
 * one who lacks a permission: clients look for `FORBIDDEN`. `problem` is always the problem's.
 */
function tellThrown(thrown: Error, { arrival }: Telling, where: Pick<Told, "locations" | "path">): Told {
  const { log, language, config } = arrival;
  const problem = problemOf(thrown);
  if (problem.status >= 500) logFault(log, thrown);
  const affected = { id: log.requestId, language, publicUrl: config.PUBLIC_URL };
  const { detail: message, code, ...told } = tellProblem(problem, affected);
  const name = code === "TIDAK_BERWENANG" ? "FORBIDDEN" : code;
  return { message, ...where, extensions: { ...told, code: name, problem: code } };
}
