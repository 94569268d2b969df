import type { IncomingHttpHeaders } from "node:http";
import * as z from "zod";
import { SqlFailure } from "./failure.ts";
import { writeParameter } from "./values.ts";

/** Who connects to which database. */
export interface Login {
  user: string;
  password: string;
  database: string;
}

/** One statement with its parameters as Postgres text. */
export interface Statement {
  query: string;
  params: (string | null)[];
  /** Rows as arrays, not objects. */
  arrayMode: boolean;
}

/** What POST /sql was asked to do. A batch is one transaction. */
export type SqlRequest = { statements: Statement[]; rawText: boolean } & (
  | { batch: false }
  | { batch: true; begin: string; echo: Record<string, string> }
);

const ISOLATION_LEVELS = new Map([
  ["ReadUncommitted", "READ UNCOMMITTED"],
  ["ReadCommitted", "READ COMMITTED"],
  ["RepeatableRead", "REPEATABLE READ"],
  ["Serializable", "SERIALIZABLE"],
]);
// The protocol counts parameters in 16 bits.
const MAX_PARAMETERS = 65_535;

const query = z.object({
  query: z.string(),
  params: z.array(z.unknown()).default([]),
  arrayMode: z.boolean().nullish(),
});
const payload = z.union([query, z.object({ queries: z.array(query) })]);

/** Reads the `Neon-Connection-String` header. Throws SqlFailure (400) in the service's words. */
export function readLogin(headers: IncomingHttpHeaders): Login {
  const header = headers["neon-connection-string"];
  if (typeof header !== "string") throw new SqlFailure(400, "invalid header: neon-connection-string");
  const url = parseUrl(header);
  if (!/^postgres(ql)?:$/.test(url.protocol)) throw new SqlFailure(400, "incorrect scheme");
  const [database, ...more] = url.pathname.slice(1).split("/");
  if (!database) throw new SqlFailure(400, "missing database name");
  if (more.length > 0) throw new SqlFailure(400, "invalid database name");
  if (!url.username) throw new SqlFailure(400, "missing username");
  if (!url.password) throw new SqlFailure(400, "missing authentication credentials: required password");
  if (!url.hostname) throw new SqlFailure(400, "missing hostname");
  return {
    user: decode(url.username, "invalid username"),
    password: decode(url.password, "invalid password"),
    database: decode(database, "invalid database name"),
  };
}

/** Reads the headers and body of POST /sql. Throws SqlFailure (400) in the service's words. */
export function readSqlRequest(headers: IncomingHttpHeaders, body: Buffer): SqlRequest {
  const isolation = headers["neon-batch-isolation-level"];
  const level = typeof isolation === "string" ? ISOLATION_LEVELS.get(isolation) : undefined;
  if (isolation !== undefined && level === undefined) throw new SqlFailure(400, "invalid isolation level");
  const isTrue = (name: string): boolean => headers[name] === "true";
  const readOnly = isTrue("neon-batch-read-only");
  const deferrable = isTrue("neon-batch-deferrable");
  const rawText = isTrue("neon-raw-text-output");
  const arrays = isTrue("neon-array-mode");

  const parsed = parseBody(body);
  const read = (one: z.output<typeof query>): Statement => ({
    query: one.query,
    params: one.params.map(writeParameter),
    arrayMode: one.arrayMode ?? arrays,
  });
  if ("query" in parsed) return { batch: false, rawText, statements: [checkSendable(read(parsed))] };
  return {
    batch: true,
    rawText,
    statements: parsed.queries.map((one) => checkSendable(read(one))),
    begin: `BEGIN${level ? ` ISOLATION LEVEL ${level}` : ""}${readOnly ? " READ ONLY" : ""}${deferrable ? " DEFERRABLE" : ""}`,
    echo: {
      ...(readOnly && { "Neon-Batch-Read-Only": "true" }),
      ...(deferrable && { "Neon-Batch-Deferrable": "true" }),
      ...(typeof isolation === "string" && { "Neon-Batch-Isolation-Level": isolation }),
    },
  };
}

/** How many statements a body carries; 0 when it makes no sense. */
export function countStatements(body: Buffer): number {
  const parsed = parseBody(body);
  return "query" in parsed ? 1 : parsed.queries.length;
}

function parseBody(body: Buffer): z.output<typeof payload> {
  const refuse = (why: string): SqlFailure => new SqlFailure(400, `could not parse the HTTP request body: ${why}`);
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : String(error));
  }
  const parsed = payload.safeParse(json);
  if (!parsed.success) throw refuse("data did not match any variant of untagged enum Payload");
  return parsed.data;
}

/** What the wire protocol cannot carry must not reach it: the connection would lose its place. */
function checkSendable(statement: Statement): Statement {
  if (statement.query.includes("\0") || statement.params.length > MAX_PARAMETERS) {
    throw new SqlFailure(400, "error encoding message to server");
  }
  return statement;
}

function parseUrl(text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw new SqlFailure(400, "invalid connection string: relative URL without a base");
  }
}

function decode(text: string, complaint: string): string {
  try {
    const decoded = decodeURIComponent(text);
    // Strings of the start-up message end at a zero byte.
    if (!decoded.includes("\0")) return decoded;
  } catch {
    // Falls through to the same complaint.
  }
  throw new SqlFailure(400, complaint);
}
