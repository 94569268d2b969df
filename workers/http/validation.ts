import * as z from "zod";
import { Problem, type FieldError, type Language } from "../../db/core/problem.ts";
import { isStorable } from "../../db/core/storable.ts";
import { tellBound } from "./field-bounds.ts";
import { ruleOf, tellRule } from "./field-rules.ts";

/** The largest JSON body that is read. */
const maxJsonBytes = 256 * 1024;

/** Errors that are told of at once: nobody corrects more, and an answer must not be many times its question. */
const mostErrors = 100;

/** How deep a value may nest: whatever takes any JSON goes down into it level by level, and would run out of stack. */
const mostLevels = 64;

/** Parses a part of a request; what is wrong becomes one `DATA_TIDAK_SAH` that names every field. */
export function parsePart<T>(schema: z.ZodType<T> | undefined, value: unknown, place: string, language: Language): T {
  if (!schema) return undefined as T;
  if (nestsBeyond(value, mostLevels)) {
    const detail = tellRule("TERLALU_BERSARANG", language);
    throw new Problem("DATA_TIDAK_SAH", { fields: [{ pointer: place, code: "TERLALU_BERSARANG", detail }] });
  }
  const result = schema.safeParse(value);
  if (result.success) {
    const unfit = findUnstorable(value, place);
    if (unfit.length === 0) return result.data;
    const detail = tellRule("KARAKTER_TERLARANG", language);
    throw new Problem("DATA_TIDAK_SAH", {
      fields: unfit.slice(0, mostErrors).map((pointer) => ({ pointer, code: "KARAKTER_TERLARANG", detail })),
    });
  }
  throw new Problem("DATA_TIDAK_SAH", {
    fields: result.error.issues.flatMap((issue) => toFieldErrors(issue, schema, place, language)).slice(0, mostErrors),
  });
}

/** Reads a JSON body, bounded while it streams, whatever its length header says. */
export async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json")
    throw new Problem("JENIS_ISI_TIDAK_DIDUKUNG", { values: { diterima: "application/json" } });
  const bytes = await readBytes(request, maxJsonBytes);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new Problem("JSON_TIDAK_SAH");
  }
}

/**
 * The body's bytes, up to so many. A somewhat larger body is read to its end and thrown away, so that whoever sends it
 * hears why it was refused instead of a broken connection; a much larger one is not.
 */
export async function readBytes(request: Request, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () => new Problem("ISI_TERLALU_BESAR", { values: { batas: most } });
  const patience = 4 * most;
  if (Number(request.headers.get("content-length") ?? 0) > patience) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length <= most) chunks.push(chunk);
    else chunks.length = 0;
    if (length > patience) break;
  }
  if (length > most) throw tooLarge();
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

function toFieldErrors(issue: z.core.$ZodIssue, schema: z.ZodType, place: string, language: Language): FieldError[] {
  const paths = issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
  const code = ruleOf(issue);
  // A rule of the domain has words of its own.
  const boundTold = code.startsWith("NILAI_TERLALU_") ? tellBound(issue, language) : undefined;
  return paths.map((path) => ({
    pointer: `${place}${path.map((step) => `/${escapeStep(step)}`).join("")}`,
    code,
    detail: boundTold ?? tellRule(code, language, allowedInstead(issue, schema)),
  }));
}

/** What may stand in the place of what was refused: values of a choice, names of fields. */
function allowedInstead(issue: z.core.$ZodIssue, schema: z.ZodType): readonly unknown[] {
  if (issue.code === "invalid_value") return issue.values;
  if (issue.code === "custom") return (issue.params?.["allowed"] as readonly unknown[] | undefined) ?? [];
  const named = issue.code === "unrecognized_keys" && issue.path.length === 0;
  return named && schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

/** A step of a JSON pointer (RFC 6901), cut short: a name that nobody knows may be of any length. */
function escapeStep(step: PropertyKey): string {
  return String(step).slice(0, 200).replaceAll("~", "~0").replaceAll("/", "~1");
}

function nestsBeyond(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((one) => nestsBeyond(one, levels - 1));
}

/** Pointers to the texts that no column takes, in a value whose shape a schema has found right. */
function findUnstorable(value: unknown, pointer: string): string[] {
  if (typeof value === "string") return isStorable(value) ? [] : [pointer];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([step, one]) => findUnstorable(one, `${pointer}/${escapeStep(step)}`));
}
