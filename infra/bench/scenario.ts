import type { Stage } from "./stage.ts";

/** What a figure is held to. */
export type Target = { readonly atLeast: number } | { readonly atMost: number };

/** One number of a run. A ratio compares two things of the same run; everything else is context. */
export interface Figure {
  readonly name: string;
  /** Null where this machine cannot tell. */
  readonly value: number | null;
  /** `×` for a ratio. */
  readonly unit: string;
  readonly target?: Target;
}

/** Seconds of CPU that a load took, by who took them. The stand-ins for the cloud's services are nobody's. */
export type Tier = "edge" | "functions" | "redis" | "postgres";

/** What a kind of traffic cost, for the readiness report. */
export interface Cost {
  readonly traffic: string;
  readonly answers: number;
  /** Milliseconds of CPU for one answer, by tier; null where this machine cannot tell. */
  readonly cpuMs: Readonly<Record<Tier, number>> | null;
  /** Round trips for one answer; null where they were not counted. */
  readonly sql: number | null;
  readonly redis: number | null;
}

/** What a scenario found. */
export interface Outcome {
  readonly figures: readonly Figure[];
  readonly costs?: readonly Cost[];
  /** What must be known to read the figures. */
  readonly notes?: readonly string[];
}

/** One thing to measure. */
export interface Scenario {
  readonly title: string;
  run(stage: Stage): Promise<Outcome>;
}

/** Whether a figure keeps to its target; null when it has none, or could not be measured. */
export function keeps({ value, target }: Figure): boolean | null {
  if (!target || value === null) return null;
  return "atLeast" in target ? value >= target.atLeast : value <= target.atMost;
}

/** One number in relation to another; null when either could not be measured. */
export function ratio(one: number | null, other: number | null): number | null {
  return one === null || other === null || other === 0 ? null : one / other;
}
