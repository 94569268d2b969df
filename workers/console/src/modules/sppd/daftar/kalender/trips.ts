import type { OrderRow } from "../choices.ts";

/** Whether a trip is under way on a day. */
export function isOn(trip: OrderRow, day: string): boolean {
  return trip.tanggal_berangkat <= day && day <= trip.tanggal_kembali;
}

/** The traveller of a trip, and how many go with them. */
export function whoOf(trip: OrderRow): { name: string; others: number } {
  const [first, ...others] = trip.pelaksana;
  return { name: first?.nama ?? "", others: others.length };
}
