import type { Output } from "../../../../api/operation.ts";

type Traveller = Output<"getOrder">["pelaksana"][number];

/** What the trip is estimated to cost, by component, all travellers together; the largest first. */
export function costsOf(travellers: readonly Traveller[]): [component: string, amount: number][] {
  const sums = new Map<string, number>();
  for (const { komponen, jumlah } of travellers.flatMap(({ estimasi }) => estimasi))
    sums.set(komponen, (sums.get(komponen) ?? 0) + jumlah);
  return [...sums].toSorted(([, one], [, other]) => other - one);
}
