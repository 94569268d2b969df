/** Texts that hurt those who trust them: in SQL, in pages, in paths, in headers, in templates, in letters. */
export const hostileTexts: readonly string[] = [
  "' or '1'='1",
  "'; select pg_sleep(9); --",
  "1) union select null, null --",
  "\\'; drop table siswa; --",
  '"; --',
  "$1 $$ %s %n %x ? :id @p1",
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "javascript:alert(1)",
  "{{7*7}} ${7*7} #{7*7} <%= 7*7 %> {% raw %}",
  "../../../../etc/passwd",
  "..\\..\\windows\\system32",
  "%2e%2e%2f%2e%2e%2f",
  "/etc/passwd\u0000.pdf",
  "file:///etc/passwd",
  "baris\r\nx-suntikan: 1\r\n\r\nisi",
  "\n",
  "\t",
  "\u0000",
  "\u0007\u001b[31m",
  "\ud800",
  "a\udc00b",
  "\u202egnp.exe",
  "\u2066\u200b\u200d\ufeff",
  "a\u0301".repeat(60),
  "\u{1f9d1}\u200d\u{1f393}".repeat(40),
  "\ufffe\uffff\u{10ffff}",
  "",
  " ",
  "x".repeat(9_000),
  "__proto__",
  "constructor",
  "null",
  "true",
  "[]",
  "{}",
  "0x10",
  "1e400",
  "-1",
  "99999999999999999999",
  "2026-02-30",
  "0000-00-00",
  "9999-12-31",
  "-000001-01-01",
  "2026-04-13T25:61:61Z",
  "00000000-0000-0000-0000-000000000000",
  "ffffffff-ffff-ffff-ffff-ffffffffffff",
];

/** One of those that each harm something else: a statement, a page, a folder, a header. No text goes without them. */
export const essentialTexts: readonly string[] = [
  "'; select pg_sleep(9); --",
  "<script>alert(1)</script>",
  "../../../../etc/passwd",
  "baris\r\nx-suntikan: 1\r\n\r\nisi",
];

const mark = "\u0001angka:";

/** A number that JavaScript cannot hold, to be written into JSON by `toJson` as it stands here. */
function written(number: string): string {
  return `${mark}${number}\u0001`;
}

/** Numbers that are none, or too much of one. */
export const hostileNumbers: readonly (number | string)[] = [
  -1,
  0,
  1.5,
  0.1,
  -1e21,
  1e308,
  2_147_483_648,
  written("9007199254740993"),
  written("1e400"),
  written("-1e400"),
  written("1e-400"),
  written("-0"),
  written("1.0000000000000000000001"),
  written("99999999999999999999"),
];

/** One value of each JSON type. */
export const eachType: readonly unknown[] = [null, true, false, 7, "teks", [], [null], {}, { a: 1 }];

/** JSON in which hostile numbers stand as they were written. */
export function toJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(/"\\u0001angka:([^\\]*)\\u0001"/g, "$1");
}

/** The JSON type of a value, as schemas call it. */
export function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return Number.isInteger(value) ? "integer" : typeof value;
}

/** The paths of all fields in a value that are objects, lists, or neither. */
export function fieldsIn(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => [[...path, key], ...fieldsIn(one, [...path, key])]);
}

/** What stands at a path. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((one, step) => (one as Record<string, unknown>)[step], value);
}

/** The value with another one at a path. */
export function replaceAt(value: unknown, path: readonly string[], other: unknown): unknown {
  const copy: unknown = structuredClone(value);
  const last = path.at(-1) ?? "";
  (valueAt(copy, path.slice(0, -1)) as Record<string, unknown>)[last] = other;
  return copy;
}
