import pg from "pg";
import { SqlFailure } from "./failure.ts";
import type { SqlRequest, Statement } from "./request.ts";
import { stopIfGone } from "./sessions.ts";
import { writeJson } from "./values.ts";

// The service's documented limit of one answer.
const MAX_RESPONSE_BYTES = 64 * 1024 * 1024;

// Everything stays the text that Postgres sent: what becomes of it is decided here, not by node-postgres.
const asText: pg.CustomTypesConfig = { getTypeParser: () => (text: unknown) => text };

/** Runs a request and returns the answer's JSON. Rejects with pg's DatabaseError, or SqlFailure when the answer is too long. */
export async function execute(client: pg.ClientBase, request: SqlRequest, signal: AbortSignal): Promise<string> {
  const budget = { left: MAX_RESPONSE_BYTES };
  if (!request.batch) {
    const [statement] = request.statements;
    if (!statement) throw new SqlFailure(400, "no statement");
    return await runStatement(client, statement, request.rawText, budget);
  }
  await client.query(request.begin);
  const results: string[] = [];
  for (const statement of request.statements) {
    stopIfGone(signal);
    results.push(await runStatement(client, statement, request.rawText, budget));
  }
  stopIfGone(signal);
  // What fails before here leaves the transaction open; whoever takes the session back rolls it back.
  await client.query("COMMIT");
  return `{"results":[${results.join(",")}]}`;
}

function runStatement(
  client: pg.ClientBase,
  { query: text, params: values, arrayMode }: Statement,
  rawText: boolean,
  budget: { left: number },
): Promise<string> {
  return new Promise((resolve, reject) => {
    // Without "extended" an empty list of parameters would fall to the simple protocol, which takes several statements.
    const config = { text, values, rowMode: "array", queryMode: "extended", types: asText } as const;
    const query = new pg.Query<(string | null)[]>(config);
    const rows: string[] = [];
    query.on("row", (row, result) => {
      if (budget.left < 0 || result === undefined) return;
      const json = writeRow(row, result.fields, { arrayMode, rawText });
      budget.left -= json.length + 1;
      rows.push(json);
      if (budget.left < 0) reject(new SqlFailure(507, `response is too large (max is ${MAX_RESPONSE_BYTES} bytes)`));
    });
    query.on("error", reject);
    query.on("end", (result) => resolve(writeResult(result, rows, arrayMode)));
    client.query(query);
  });
}

function writeRow(
  row: (string | null)[],
  fields: pg.FieldDef[],
  { arrayMode, rawText }: { arrayMode: boolean; rawText: boolean },
): string {
  const values = row.map((text, index) => {
    if (text === null) return "null";
    return rawText ? JSON.stringify(text) : writeJson(text, fields[index]?.dataTypeID ?? 0);
  });
  if (arrayMode) return `[${values.join(",")}]`;
  return `{${values.map((value, index) => `${JSON.stringify(fields[index]?.name ?? "")}:${value}`).join(",")}}`;
}

function writeResult({ fields, command, rowCount }: pg.QueryResult, rows: string[], rowAsArray: boolean): string {
  const columns = fields.map(({ name, dataTypeID, tableID, columnID, dataTypeSize, dataTypeModifier }) => ({
    name,
    dataTypeID,
    tableID,
    columnID,
    dataTypeSize,
    dataTypeModifier,
    format: "text",
  }));
  // An empty statement has no command tag: node-postgres then says null.
  const rest = JSON.stringify({ command: command ?? "", rowCount, rowAsArray });
  return `{"fields":${JSON.stringify(columns)},"rows":[${rows.join(",")}],${rest.slice(1)}`;
}
