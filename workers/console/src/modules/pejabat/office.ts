import type { Output } from "../../api/operation.ts";
import { today } from "../../parts/today.ts";

/** Somebody's office, their own or for a while. */
export type Office = Output<"listOffices">[number];

export const kinds = ["rektor", "warek", "dekan", "wadek", "kaprodi", "kabag", "kpa", "ppk", "bendahara"] as const;
type Capacity = "Plh" | "Plt" | "a.n." | "u.b.";

/**
 * In what capacity others may stand in for an office: below one that signs in another's name there is one u.b., and what somebody was
 * given is handed on in no other way.
 */
export function capacitiesOf({ kapasitas, sebutan }: Pick<Office, "kapasitas" | "sebutan">): readonly Capacity[] {
  if (kapasitas === "a.n.") return ["u.b."];
  if (kapasitas !== "definitif") return [];
  return ["Plh", "Plt", sebutan[0]?.startsWith("a.n. ") ? "u.b." : "a.n."];
}

/** Whether an office is still to come, runs, or is over. */
export function stageOf({
  mulai,
  selesai,
  diakhiri_pada,
}: Pick<Office, "mulai" | "selesai" | "diakhiri_pada">): "coming" | "running" | "over" {
  const now = today();
  if (diakhiri_pada !== null || (selesai !== null && selesai < now)) return "over";
  return mulai > now ? "coming" : "running";
}
