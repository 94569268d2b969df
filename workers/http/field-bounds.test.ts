import * as z from "zod";
import { describe, expect, it } from "vitest";
import { tellBound } from "./field-bounds.ts";

const told = (schema: z.ZodType, value: unknown, language: "id" | "en" = "id") =>
  schema.safeParse(value).error?.issues.map((issue) => tellBound(issue, language))[0];

describe("what a person is told of a bound", () => {
  it.each([
    [z.string().min(10), "Umrah", "Tulis sekurangnya 10 karakter."],
    [z.string().min(1), "", "Wajib diisi."],
    [z.string().max(3), "Bandung", "Tulis paling banyak 3 karakter."],
    [z.int().min(1000), 0, "Paling kecil 1.000."],
    [z.number().max(100), 101, "Paling besar 100."],
    [z.array(z.string()).max(1), ["a", "b"], "Isi paling banyak 1 baris."],
    [z.array(z.string()).min(2), [], "Isi sekurangnya 2 baris."],
  ])("is how far it goes", (schema, value, says) => {
    expect(told(schema, value)).toBe(says);
  });

  it("is in their language, and nothing where no bound is broken", () => {
    expect(told(z.string().min(10), "Umrah", "en")).toBe("Write at least 10 characters.");
    expect(told(z.string(), 7)).toBeUndefined();
    expect(told(z.number().gt(0), 0)).toBeUndefined();
  });
});
