import type { OrderRow } from "../choices.ts";

/** Whether a trip is under way on a day. */
export function isOn(trip: OrderRow, day: string): boolean {
  return trip.tanggal_berangkat <= day && day <= trip.tanggal_kembali;
}

/** Titles and degrees, of which a day of the calendar has no room. */
const before = /^(?:(?:Prof|Dr|dr|drg|Ir|Drs|Dra)\. ?)+/;

/** A name as people say it: "Dr. dr. Sigit Hidayat, M.Kes., Sp.A(K)" as "Sigit Hidayat". */
export function shortName(name: string): string {
  return name.replace(before, "").replace(/,.*$/, "");
}

/** The traveller of a trip, and how many go with them. */
export function whoOf(trip: OrderRow): { name: string; others: number } {
  const [first, ...others] = trip.pelaksana;
  return { name: first?.nama ?? "", others: others.length };
}
