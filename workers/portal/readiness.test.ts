import { describe, expect, it } from "vitest";
import type { Dependency, Probe } from "../../db/core/readiness.ts";
import { noteReadiness } from "./readiness.ts";

const names: readonly Dependency[] = ["postgres", "redis", "queue", "cache", "uploads", "documents"];
function found(...away: Dependency[]): Record<Dependency, Probe> {
  const probes = names.map((name) => [name, { ok: !away.includes(name), ms: 1 }]);
  return Object.fromEntries(probes) as Record<Dependency, Probe>;
}

describe("since when something is away", () => {
  it("is when it was first found so, and forgotten once it is back", () => {
    const first = noteReadiness(undefined, found("redis"), 1_000);
    const second = noteReadiness(first, found("redis", "queue"), 31_000);
    expect(second.awaySince).toEqual({ redis: 1_000, queue: 31_000 });
    const back = noteReadiness(second, found("queue"), 61_000);
    expect(back.awaySince).toEqual({ queue: 31_000 });
    expect(noteReadiness(back, found("redis"), 62_000).awaySince).toEqual({ redis: 62_000 });
  });

  it("is not claimed over a time in which nobody looked", () => {
    const before = noteReadiness(undefined, found("redis"), 0);
    expect(noteReadiness(before, found("redis"), 60_000).awaySince).toEqual({ redis: 0 });
    expect(noteReadiness(before, found("redis"), 60_001).awaySince).toEqual({ redis: 60_001 });
  });
});
