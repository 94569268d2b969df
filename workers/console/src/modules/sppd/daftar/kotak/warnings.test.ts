import { describe, expect, it } from "vitest";
import { warningsOf } from "./warnings.ts";

const quiet = {
  tanggal_berangkat: "2026-04-13",
  versi: 1,
  eskalasi_pada: null,
  catatan: null,
  sisa: 1_000_000,
  peringatan: [],
};
const now = Date.parse("2026-04-01T03:00:00Z");
const kinds = (changes: Partial<Parameters<typeof warningsOf>[0]>, today = "2026-04-01"): string[] =>
  warningsOf({ ...quiet, ...changes }, today, now).map(({ kind }) => kind);

describe("what an approver is told of an order", () => {
  it("is nothing where nothing stands out", () => {
    expect(kinds({})).toEqual([]);
  });

  it("is that departure is near, is today, or was yesterday", () => {
    expect(warningsOf(quiet, "2026-04-10", now)).toEqual([{ kind: "soon", given: { days: 3 } }]);
    expect(warningsOf(quiet, "2026-04-13", now)).toEqual([{ kind: "soon", given: { days: 0 } }]);
    expect(kinds({}, "2026-04-14")).toEqual(["past"]);
    expect(kinds({}, "2026-04-09")).toEqual([]);
  });

  it("is that it goes to the next level within a day, not that it went", () => {
    expect(kinds({ eskalasi_pada: "2026-04-01T20:00:00Z" })).toEqual(["escalates"]);
    expect(kinds({ eskalasi_pada: "2026-04-02T20:00:00Z" })).toEqual([]);
    expect(kinds({ eskalasi_pada: "2026-04-01T02:00:00Z" })).toEqual([]);
  });

  it("is that it was given back before, and why", () => {
    expect(warningsOf({ ...quiet, versi: 3, catatan: "Lampirkan undangan." }, "2026-04-01", now)).toEqual([
      { kind: "returned", given: { times: 2, words: "Lampirkan undangan." } },
    ]);
  });

  it("is which account it should be charged to", () => {
    const peringatan = [{ akun: "524113", seharusnya: ["524111", "524119"] }];
    expect(warningsOf({ ...quiet, peringatan }, "2026-04-01", now)).toEqual([
      { kind: "account", given: { account: "524113", should: "524111, 524119" } },
    ]);
  });

  it("is by how much its budget line is overspent; nothing where that is not known", () => {
    expect(warningsOf({ ...quiet, sisa: -5 }, "2026-04-01", now)).toEqual([
      { kind: "overspent", given: { amount: 5 } },
    ]);
    expect(kinds({ sisa: null })).toEqual([]);
  });
});
