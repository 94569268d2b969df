import { describe, expect, it } from "vitest";
import { describeProblem, Problem, problemPath, problemTypes, type ProblemCode, type ProblemType } from "./problem.ts";

const types: [string, ProblemType][] = Object.entries(problemTypes);

describe("every problem", () => {
  it.each(types)("%s has a stable code, an error status, and words in both languages", (code, type) => {
    expect(code).toMatch(/^[A-Z][A-Z0-9_]*$/);
    expect(type.status).toBeGreaterThanOrEqual(400);
    for (const { title, detail } of [type.id, type.en]) {
      expect(title.length).toBeGreaterThan(3);
      expect(detail).toMatch(/[.?…]$/);
    }
    const named = (text: string) =>
      [...text.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name).toSorted((one, other) => one.localeCompare(other));
    expect(named(type.id.detail)).toEqual(named(type.en.detail));
  });
});

describe("an occurrence", () => {
  it("tells its values as people write them", () => {
    const problem = new Problem("PAGU_TIDAK_CUKUP", { values: { sisa: 660_000, dibutuhkan: 4_340_000 } });
    expect(describeProblem(problem, "id").detail).toBe("Sisa pagu akun ini Rp660.000, perkiraan biaya Rp4.340.000.");
    const tariff = new Problem("TARIF_TIDAK_ADA", {
      values: { komponen: "taksi", provinsi: "Papua Selatan", tahun: 2027 },
    });
    expect(describeProblem(tariff, "en").detail).toContain("Papua Selatan in 2027");
  });

  it("leaves out what is no word, and has a page of its own", () => {
    const problem = new Problem("TIDAK_BERWENANG", { values: { izin: { secret: 1 } } });
    expect(describeProblem(problem, "id").detail).not.toContain("object");
    expect(problemPath("PERJALANAN_RANGKAP" satisfies ProblemCode)).toBe("/problems/perjalanan-rangkap");
  });
});
