import type { Output } from "../../api/operation.ts";
import { today } from "../../parts/today.ts";

/** Somebody's office, their own or for a while. */
export type Office = Output<"listOffices">[number];

export const kinds = ["rektor", "warek", "dekan", "wadek", "kaprodi", "kabag", "kpa", "ppk", "bendahara"] as const;
export const capacities = ["Plh", "Plt", "a.n.", "u.b."] as const;

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
