import { describe, expect, it } from "vitest";
import type { Cost, Figure } from "../scenario.ts";
import { bottleneckOf, readinessOf } from "./readiness.ts";
import { missedOf, round, tableOf, type Finding } from "./table.ts";

const finding = (...figures: Figure[]): Finding => ({ name: "list", title: "the list", outcome: { figures } });
const cost = (changes: Partial<Cost> = {}): Cost => ({
  traffic: "list",
  answers: 100,
  cpuMs: { edge: 0.2, redis: 0.01, postgres: 0, functions: 0 },
  sql: 0,
  redis: 0,
  ...changes,
});

describe("the table", () => {
  it("says of each figure with a target whether it was kept, and of no other", () => {
    const table = tableOf([
      finding(
        { name: "of hello", value: 0.4567, unit: "×", target: { atLeast: 0.45 } },
        { name: "errors", value: 1, unit: "", target: { atMost: 0 } },
        { name: "memory", value: null, unit: "MB", target: { atMost: 128 } },
        { name: "answers", value: 12_345.6, unit: "/s" },
      ),
    ]);
    const cells = table.split("\n").map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
    expect(cells.slice(3)).toEqual([
      ["", "of hello", "0.457 ×", "≥ 0.45 ×", "kept"],
      ["", "errors", "1", "≤ 0", "missed"],
      ["", "memory", "–", "≤ 128 MB", "not measurable here"],
      ["", "answers", "12,346 /s", "", ""],
    ]);
  });

  it("aligns its columns", () => {
    const lines = tableOf([finding({ name: "a longer name than the others", value: 1, unit: "" })]).split("\n");
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  });

  it("tells numbers in three digits", () => {
    expect([0.12345, 1.5, 99.94, 1234.5, 7, 0].map(round)).toEqual(["0.123", "1.5", "99.9", "1,235", "7", "0"]);
  });
});

describe("what was missed", () => {
  it("names the figure with its target, and a scenario that did not run", () => {
    const failed: Finding = { name: "issue", title: "", outcome: { failed: "no queue" } };
    expect(missedOf([finding({ name: "errors", value: 2, unit: "", target: { atMost: 0 } }), failed])).toEqual([
      "list: errors: 2, target ≤ 0",
      "issue did not run: no queue",
    ]);
  });
});

describe("the readiness report", () => {
  it("finds the tier that fills its core first", () => {
    expect(bottleneckOf(cost())).toEqual({ tier: "edge", perSecond: 5000 });
    expect(bottleneckOf(cost({ cpuMs: { edge: 0.5, redis: 0, postgres: 2, functions: 0 } }))?.tier).toBe("postgres");
    expect(bottleneckOf(cost({ cpuMs: null }))).toBeNull();
  });

  it("names the bottleneck of each traffic as people call it, and what to do, once for each", () => {
    const documents = cost({ traffic: "documents", cpuMs: { edge: 1, redis: 0, postgres: 1, functions: 40 } });
    const costs = [cost(), cost({ traffic: "other" }), documents];
    const report = readinessOf([{ name: "x", title: "", outcome: { figures: [], costs } }]);
    expect(report).toContain("Every target was kept.");
    expect(report).toContain("| list | 0.2 | 0.01 | 0 | 0 | 0 | 0 | edge, at 5,000/s a core |");
    expect(report).toContain("queue, at 25/s a core |");
    expect(report.match(/\*\*edge\.\*\*/g)).toHaveLength(1);
    expect(report.match(/\*\*(queue|database|cache)\.\*\*/g)).toEqual(["**queue.**"]);
  });

  it("says so when nothing was measured", () => {
    expect(readinessOf([finding()])).toContain("nothing can be said of a bottleneck");
  });
});
