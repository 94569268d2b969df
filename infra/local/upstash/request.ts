import type { FrontRequest } from "../front.ts";
import type { Command } from "./resp.ts";

/** What a request asks for: one command, several in a row, or several as a transaction. */
export interface RestRequest {
  form: "single" | "pipeline" | "multi-exec";
  /** At least one. */
  commands: Command[];
}

/** The request makes no sense. The message is the service's. */
export class BadRequest extends Error {}

/**
 * Reads `POST /`, `/pipeline` and `/multi-exec` with a JSON body, and the URL form (`/set/foo/bar/EX/100`), in which a POST's or PUT's
 * body follows the path's arguments and the query's parameters follow the body. Throws BadRequest.
 */
export function readRequest({ method, url, body }: FrontRequest): RestRequest {
  const question = url.indexOf("?");
  const path = (question === -1 ? url : url.slice(0, question)).replace(/\/+$/, "");
  switch (path) {
    case "":
      return { form: "single", commands: [readCommand(readJson(body, "command"))] };
    case "/pipeline":
      return { form: "pipeline", commands: readCommands(body, "pipeline request") };
    case "/multi-exec":
      return { form: "multi-exec", commands: readCommands(body, "transaction request") };
    default: {
      const command = path.slice(1).split("/").map(unescapePart);
      if ((method === "POST" || method === "PUT") && body.length > 0) command.push(body);
      for (const [name, value] of readQuery(url)) {
        if (name.toString() === "_token") continue;
        command.push(name);
        if (value.length > 0) command.push(value);
      }
      return { form: "single", commands: [command] };
    }
  }
}

/** The token a request carries: `?_token=` before `Authorization: Bearer`. Throws BadRequest on a query that makes no sense. */
export function readToken({ url, headers }: FrontRequest): string | undefined {
  const asked = readQuery(url).find(([name]) => name.toString() === "_token");
  if (asked) return asked[1].toString();
  return /^bearer\s+(.+)$/i.exec(headers.authorization?.trim() ?? "")?.[1];
}

function readCommands(body: Buffer, what: string): Command[] {
  const rows = readJson(body, what);
  if (!Array.isArray(rows) || !rows.every(Array.isArray)) throw new BadRequest(`ERR failed to parse ${what}`);
  if (rows.length === 0) throw new BadRequest(`ERR empty ${what}`);
  return rows.map(readCommand);
}

function readCommand(row: unknown): Command {
  if (!Array.isArray(row)) throw new BadRequest("expected JSON array");
  if (row.length === 0) throw new BadRequest("ERR empty command");
  return row.map(readArgument);
}

function readArgument(value: unknown): Buffer {
  if (typeof value === "string") return Buffer.from(value);
  if (typeof value === "boolean") return Buffer.from(String(value));
  if (value === null) throw new BadRequest("ERR null args are not supported");
  throw new BadRequest(`ERR unsupported arg type: "${Array.isArray(value) ? "[" : "{"}": json.Delim`);
}

function readJson(body: Buffer, what: string): unknown {
  const text = body.toString();
  if (text.trim() === "") throw new BadRequest("EOF");
  try {
    JSON.parse(text);
  } catch {
    throw new BadRequest(`ERR failed to parse ${what}`);
  }
  return JSON.parse(quoteNumbers(text));
}

/** Valid JSON with its numbers put into strings as they were written: as JavaScript's numbers they would end at 2^53. */
function quoteNumbers(json: string): string {
  const token = /"|-?\d[\d.eE+-]*/g;
  let quoted = "";
  let copied = 0;
  for (let match = token.exec(json); match; match = token.exec(json)) {
    if (match[0] === '"') {
      token.lastIndex = findStringEnd(json, match.index);
      continue;
    }
    quoted += `${json.slice(copied, match.index)}"${match[0]}"`;
    copied = token.lastIndex;
  }
  return quoted + json.slice(copied);
}

function findStringEnd(json: string, start: number): number {
  let quote = json.indexOf('"', start + 1);
  while (isEscaped(json, quote)) quote = json.indexOf('"', quote + 1);
  return quote + 1;
}

function isEscaped(json: string, at: number): boolean {
  let first = at;
  while (json[first - 1] === "\\") first -= 1;
  return (at - first) % 2 === 1;
}

function readQuery(url: string): [name: Buffer, value: Buffer][] {
  const question = url.indexOf("?");
  if (question === -1) return [];
  return url
    .slice(question + 1)
    .split("&")
    .filter((part) => part !== "")
    .map((part) => {
      const equals = part.indexOf("=");
      const [name, value] = equals === -1 ? [part, ""] : [part.slice(0, equals), part.slice(equals + 1)];
      return [unescapePart(name.replaceAll("+", " ")), unescapePart(value.replaceAll("+", " "))];
    });
}

/** Percent-decodes to bytes, which need not be UTF-8. */
function unescapePart(part: string): Buffer {
  if (/%(?![\da-f]{2})/i.test(part)) throw new BadRequest("ERR invalid URL escape");
  const latin = Buffer.from(part).toString("latin1");
  return Buffer.from(
    latin.replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  );
}
