import type { Input, Output } from "../../../api/operation.ts";

/** A travel order, whole. */
export type Order = Output<"getOrder">;
export type Traveller = Order["pelaksana"][number];
export type Step = Order["riwayat"][number];

/** A leg as it was asked for, and can be asked for anew: regencies and cities by their codes. */
export type Leg = NonNullable<Input<"amendTrip">["body"]>["etape"][number];

/** The API describes them as records: they are what was sent to it. */
export function legsOf(order: Order): readonly Leg[] {
  return order.etape as unknown as readonly Leg[];
}

/** Means of transport of a trip, each once. */
export const meansOf = (order: Order): string[] => [...new Set(legsOf(order).map(({ alat_angkut }) => alat_angkut))];

/** A box of the visum: an arrival, a departure, or both. */
export interface Stamp {
  readonly tiba?: { readonly di: string; readonly tanggal: string; readonly pejabat: string };
  readonly berangkat?: {
    readonly dari: string;
    readonly ke: string;
    readonly tanggal: string;
    readonly pejabat?: string;
  };
}

/** The boxes of a traveller's visum, in their order. */
export function stampsOf(traveller: Traveller): readonly Stamp[] {
  return traveller.visum as unknown as readonly Stamp[];
}

/** A cost of a cancelled trip that nobody gives back, as it is typed. */
export interface TypedCost {
  readonly pegawai_id: string;
  readonly uraian: string;
  readonly jumlah: number | null;
  readonly berkas_id: string | undefined;
}
