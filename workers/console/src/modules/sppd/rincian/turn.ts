import type { Order } from "./order.ts";

/** What an order waits for: a step of somebody who is named with it, or what comes by itself or from an office. */
type Wait = "approval" | "st" | "spd" | "cancellation" | "departure" | "return" | "report" | "verification" | "payment";

const waits: Readonly<Partial<Record<Order["status"], Wait>>> = {
  diajukan: "approval",
  disetujui: "st",
  st_terbit: "spd",
  spd_terbit: "departure",
  berjalan: "return",
  menunggu_laporan: "report",
  pertanggungjawaban: "verification",
  rampung: "payment",
};

/** What comes next of an order; nothing of a draft, and of one that has ended. */
export function waitOf({
  status,
  tanpa_spd,
  pembatalan,
}: Pick<Order, "status" | "tanpa_spd" | "pembatalan">): Wait | null {
  if (pembatalan && pembatalan.disahkan_pada === null) return "cancellation";
  if (status === "st_terbit" && tanpa_spd) return "departure";
  return waits[status] ?? null;
}

/** Those whose turn it is by name, whoever looks first of all; of many only the first, and how many more there are. */
export function namesOf(
  { giliran }: Pick<Order, "giliran">,
  viewer: string | undefined,
  you: string,
): { readonly names: readonly string[]; readonly more: number } {
  const people = giliran?.orang ?? [];
  const all = people
    .toSorted((one, other) => Number(other.id === viewer) - Number(one.id === viewer))
    .map(({ id, nama }) => (id === viewer ? you : nama));
  const names = all.length > 3 ? all.slice(0, 2) : all;
  return { names, more: all.length - names.length };
}
