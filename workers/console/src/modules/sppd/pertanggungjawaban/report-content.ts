import type { Row } from "../../../api/operation.ts";

export type ReportContent = Row<"listReports">["isi"];

/** The parts of a report that it cannot be sent without. */
export const needed = ["pendahuluan", "pelaksanaan", "hasil", "kesimpulan"] as const;
export type NeededPart = (typeof needed)[number];

/** A report as it is saved: days on which nothing is written, or that have no date yet, are not days of it. */
export function written(content: ReportContent): ReportContent {
  const { pendahuluan, pelaksanaan, hasil, kesimpulan, saran, lampiran, foto } = content;
  return {
    pendahuluan,
    pelaksanaan: pelaksanaan.filter(({ tanggal, uraian }) => tanggal !== "" && uraian.trim() !== ""),
    hasil,
    kesimpulan,
    saran,
    lampiran,
    foto,
  };
}

/** What is still missing. */
export function missingParts(content: ReportContent): NeededPart[] {
  const saved = written(content);
  return needed.filter((part) => {
    const value = saved[part];
    return typeof value === "string" ? value.trim() === "" : value.length === 0;
  });
}

/** The days from one date to another, both included. */
export function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= Date.parse(`${to}T00:00:00Z`); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}
