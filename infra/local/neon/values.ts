import { SqlFailure } from "./failure.ts";

// As deep as the service's JSON reader goes.
const MAX_DEPTH = 127;

/**
 * A JSON parameter as Postgres text: null is NULL, a string is itself, an array is an array literal, anything else its JSON.
 * A bare JSON number beyond 2^53 loses digits; the driver sends numbers as strings, so it never does.
 */
export function writeParameter(value: unknown): string | null {
  if (value === null || typeof value === "string") return value;
  checkDepth(value, MAX_DEPTH);
  return Array.isArray(value) ? writeArray(value) : JSON.stringify(value);
}

function writeArray(values: unknown[]): string {
  return `{${values.map(writeElement).join(",")}}`;
}

function writeElement(value: unknown): string {
  if (value === null) return "NULL";
  if (Array.isArray(value)) return writeArray(value);
  // An object in an array is JSON text, which the array literal then quotes once more.
  return JSON.stringify(typeof value === "object" ? JSON.stringify(value) : value);
}

function checkDepth(value: unknown, left: number): void {
  if (typeof value !== "object" || value === null) return;
  if (left === 0) throw new SqlFailure(400, "could not parse the HTTP request body: recursion limit exceeded");
  for (const inner of Object.values(value)) checkDepth(inner, left - 1);
}

/** Object identifiers of Postgres types (pg_type.dat): those whose text is not written as a JSON string. */
const BOOL = 16;
const NUMBERS = new Set([21, 23, 700, 701]);
const JSONS = new Set([114, 3802]);
const ELEMENT_OF = new Map([
  [199, 114], // json[]
  [1000, BOOL],
  [1001, 17], // bytea[]
  [1002, 18], // "char"[]
  [1003, 19], // name[]
  [1005, 21], // int2[]
  [1007, 23], // int4[]
  [1009, 25], // text[]
  [1014, 1042], // char(n)[]
  [1015, 1043], // varchar[]
  [1016, 20], // int8[]
  [1021, 700], // float4[]
  [1022, 701], // float8[]
  [1028, 26], // oid[]
  [1041, 869], // inet[]
  [1115, 1114], // timestamp[]
  [1182, 1082], // date[]
  [1183, 1083], // time[]
  [1185, 1184], // timestamptz[]
  [1187, 1186], // interval[]
  [1231, 1700], // numeric[]
  [2951, 2950], // uuid[]
  [3807, 3802], // jsonb[]
]);

/** A value's Postgres text as JSON text, for clients that did not ask for raw text. */
export function writeJson(text: string, typeId: number): string {
  const element = ELEMENT_OF.get(typeId);
  if (element !== undefined) return writeJsonArray(text, element);
  if (typeId === BOOL) return text === "t" ? "true" : "false";
  // NaN and the infinities have no JSON number.
  if (NUMBERS.has(typeId)) return Number.isFinite(Number(text)) ? String(Number(text)) : JSON.stringify(text);
  return JSONS.has(typeId) ? text : JSON.stringify(text);
}

/** An array's text (`{1,"a b",NULL,{…}}`, its bounds left out) token by token: braces, commas, quoted and bare elements. */
function writeJsonArray(text: string, element: number): string {
  const body = text.startsWith("[") ? text.slice(text.indexOf("=") + 1) : text;
  return body.replace(/[{},]|"(?:[^"\\]|\\[^])*"|[^{},"]+/g, (token) => {
    if (token === "{") return "[";
    if (token === "}") return "]";
    if (token === ",") return ",";
    if (token.startsWith('"')) return writeJson(token.slice(1, -1).replace(/\\([^])/g, "$1"), element);
    return token === "NULL" ? "null" : writeJson(token, element);
  });
}
