import type { NeededPart } from "./report-content.ts";

/** The name of a part of the report within its page. */
export function placeOf(part: NeededPart | "saran"): string {
  return `laporan-${part}`;
}

/** Puts the cursor where a place of the report is written; tells whether it is on this page. */
export function writeAt(place: string): boolean {
  const field = document.getElementById(place)?.querySelector("textarea");
  field?.focus();
  field?.scrollIntoView({ block: "center" });
  return field !== undefined && field !== null;
}
