import type * as z from "zod";
import {
  describeProblem,
  Problem,
  problemTypes,
  type FieldError,
  type Language,
  type ProblemCode,
} from "../../db/core/problem.ts";

/** The largest JSON body that is read. */
const maxJsonBytes = 256 * 1024;

/** Parses a part of a request; what is wrong becomes one `DATA_TIDAK_SAH` that names every field. */
export function parsePart<T>(schema: z.ZodType<T> | undefined, value: unknown, place: string, language: Language): T {
  if (!schema) return undefined as T;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new Problem("DATA_TIDAK_SAH", {
    fields: result.error.issues.flatMap((issue) => toFieldErrors(issue, place, language)),
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

/** The body's bytes, up to so many. */
export async function readBytes(request: Request, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () => new Problem("ISI_TERLALU_BESAR", { values: { batas: most } });
  if (Number(request.headers.get("content-length") ?? 0) > most) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > most) throw tooLarge();
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

function toFieldErrors(issue: z.core.$ZodIssue, place: string, language: Language): FieldError[] {
  const paths = issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
  return paths.map((path) => {
    const pointer = `${place}${path.map((step) => `/${String(step)}`).join("")}`;
    // Rules of the domain put their own code where zod has a message.
    const code = /^[A-Z][A-Z0-9_]+$/.test(issue.message) ? issue.message : issue.code.toUpperCase();
    const known =
      code in problemTypes
        ? describeProblem(new Problem(code as ProblemCode), language).detail
        : fieldText(issue, language);
    return { pointer, code, detail: known };
  });
}

/** What a person is told of a rule that any field may have. */
function fieldText(issue: z.core.$ZodIssue, language: Language): string {
  const id = language === "id";
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined
        ? id
          ? "Wajib diisi."
          : "Required."
        : id
          ? "Jenis isian salah."
          : "Wrong type of value.";
    case "too_small":
      return id ? `Paling sedikit ${String(issue.minimum)}.` : `At least ${String(issue.minimum)}.`;
    case "too_big":
      return id ? `Paling banyak ${String(issue.maximum)}.` : `At most ${String(issue.maximum)}.`;
    case "unrecognized_keys":
      return id ? "Isian ini tidak dikenal." : "This field is unknown.";
    case "invalid_value":
      return id ? "Pilih salah satu nilai yang tersedia." : "Choose one of the allowed values.";
    default:
      return id ? "Isian tidak sah." : "Invalid value.";
  }
}
