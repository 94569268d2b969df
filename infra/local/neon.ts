import type { Control, CountDetail } from "./control.ts";
import { type FrontAnswer, type FrontRequest, type Running, startFront } from "./front.ts";
import { execute } from "./neon/execute.ts";
import { answerJson, describeSqlFailure, SqlFailure } from "./neon/failure.ts";
import { countStatements, readLogin, readSqlRequest } from "./neon/request.ts";
import { Sessions } from "./neon/sessions.ts";

// The service's documented limit of one request.
const MAX_REQUEST_BYTES = 64 * 1024 * 1024;

/**
 * Starts what speaks Neon's SQL over HTTP (`POST /sql`, single and batch) in front of a Postgres. User, password and database come from
 * each request's `Neon-Connection-String`; its host and port are not used.
 */
export async function startNeon(options: {
  /** On 127.0.0.1; 0 takes a free one. */
  port: number;
  postgres: { host: string; port: number };
  control: Control;
}): Promise<Running> {
  const sessions = new Sessions(options.postgres);
  const front = await startFront({
    service: "neon",
    port: options.port,
    control: options.control,
    maxBodyBytes: MAX_REQUEST_BYTES,
    handle: (request) => route(sessions, request),
    count: describeRequest,
  });
  const stop = async (): Promise<void> => {
    await front.stop();
    await sessions.stop();
  };
  let stopping: Promise<void> | undefined;
  return { ...front, stop: () => (stopping ??= stop()) };
}

async function route(sessions: Sessions, request: FrontRequest): Promise<FrontAnswer> {
  const path = request.url.split("?")[0];
  if (path === "/sql" && request.method === "POST") return await answerSql(sessions, request);
  if (path === "/sql" && request.method === "OPTIONS") return preflight;
  return answerJson(400, JSON.stringify("query is not supported"));
}

async function answerSql(sessions: Sessions, { headers, body, signal }: FrontRequest): Promise<FrontAnswer> {
  try {
    const login = readLogin(headers);
    const request = readSqlRequest(headers, body);
    const json = await sessions.run(login, signal, (client) => execute(client, request, signal));
    return answerJson(200, json, request.batch ? request.echo : {});
  } catch (error) {
    if (error instanceof SqlFailure) return describeSqlFailure(error);
    throw error;
  }
}

function describeRequest({ body }: FrontRequest): CountDetail {
  const statements = countStatements(body);
  return { operation: statements === 1 ? "single" : "batch", statements };
}

const preflight: FrontAnswer = {
  status: 200,
  headers: {
    Allow: "OPTIONS, POST",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers":
      "Authorization, Neon-Connection-String, Neon-Raw-Text-Output, Neon-Array-Mode, Neon-Pool-Opt-In, Neon-Batch-Read-Only, Neon-Batch-Isolation-Level",
    "Access-Control-Max-Age": "86400",
  },
};
