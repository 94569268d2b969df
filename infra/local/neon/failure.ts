import pg from "pg";
import type { FrontAnswer } from "../front.ts";

/** A request that is answered with an error. Without a Postgres error behind it, all fields but `message` are null. */
export class SqlFailure extends Error {
  readonly status: number;
  readonly fields: pg.DatabaseError | undefined;

  constructor(status: number, message: string, fields?: pg.DatabaseError) {
    super(message);
    this.status = status;
    this.fields = fields;
  }
}

const PASSWORD_REFUSED = ["28P01", "28000"];
// Postgres is there but takes nobody in: starting, stopping, or full.
const NOT_NOW = ["57P01", "57P02", "57P03", "53300"];

/** What a statement's error becomes: Postgres's own words with status 400, also when the connection broke. */
export function blameStatement(error: unknown): SqlFailure {
  if (error instanceof SqlFailure) return error;
  if (error instanceof pg.DatabaseError) return new SqlFailure(400, error.message, error);
  return new SqlFailure(400, "connection closed");
}

/** What a failure to connect becomes: 400 when the client is to blame, 500 when the database is. */
export function blameConnection(error: unknown, user: string): SqlFailure {
  if (!(error instanceof pg.DatabaseError)) return new SqlFailure(500, "couldn't connect to compute node");
  const code = error.code ?? "";
  if (PASSWORD_REFUSED.includes(code)) {
    return new SqlFailure(400, `password authentication failed for user '${user}'`);
  }
  return new SqlFailure(NOT_NOW.includes(code) ? 500 : 400, error.message, error);
}

/** The answer to a failed request: always the 17 keys that the driver copies onto its NeonDbError. */
export function describeSqlFailure({ status, message, fields }: SqlFailure): FrontAnswer {
  const body = {
    message,
    code: fields?.code ?? null,
    detail: fields?.detail ?? null,
    hint: fields?.hint ?? null,
    position: fields?.position ?? null,
    internalPosition: fields?.internalPosition ?? null,
    internalQuery: fields?.internalQuery ?? null,
    severity: fields?.severity ?? null,
    where: fields?.where ?? null,
    table: fields?.table ?? null,
    column: fields?.column ?? null,
    schema: fields?.schema ?? null,
    dataType: fields?.dataType ?? null,
    constraint: fields?.constraint ?? null,
    file: fields?.file ?? null,
    line: fields?.line ?? null,
    routine: fields?.routine ?? null,
  };
  return answerJson(status, JSON.stringify(body));
}

/** An answer of /sql: any web page may read it, as on the real service. */
export function answerJson(status: number, body: string, headers: Record<string, string> = {}): FrontAnswer {
  return {
    status,
    headers: { "Content-Type": "application/json", "Access-Control-Allow-Origin": "*", ...headers },
    body,
  };
}
