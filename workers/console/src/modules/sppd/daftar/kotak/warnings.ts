/** What an approver should know before deciding, by its key in the words of the page. */
export interface Warning {
  readonly kind: "past" | "soon" | "escalates" | "returned" | "overspent" | "account";
  readonly given: Readonly<Record<string, string | number>>;
}

/** As much of an order as warnings are made of. */
interface Considered {
  readonly tanggal_berangkat: string;
  readonly versi: number;
  readonly eskalasi_pada: string | null;
  /** What was said as it was last given back. */
  readonly catatan: string | null;
  /** What is left of its budget line, its own estimate taken already; null where that is not known. */
  readonly sisa: number | null;
  /** What the platform itself warns of: it is charged to the account of another kind of trip. */
  readonly peringatan: readonly { readonly akun: string; readonly seharusnya: readonly string[] }[];
}

const day = 86_400_000;

/** Whole days from one date to another (`YYYY-MM-DD`). */
function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / day);
}

/**
 * What stands out about an order, on the institution's day `today` at the instant `now`: gone already or about to go, about to pass to the next
 * level, given back before, out of money, charged to another account.
 */
export function warningsOf(order: Considered, today: string, now: number): Warning[] {
  const found: Warning[] = [];
  const days = daysBetween(today, order.tanggal_berangkat);
  if (days < 0) found.push({ kind: "past", given: {} });
  else if (days <= 3) found.push({ kind: "soon", given: { days } });
  const left = order.eskalasi_pada === null ? Infinity : Date.parse(order.eskalasi_pada) - now;
  if (left > 0 && left < day) found.push({ kind: "escalates", given: { at: order.eskalasi_pada ?? "" } });
  if (order.versi > 1) found.push({ kind: "returned", given: { times: order.versi - 1, words: order.catatan ?? "" } });
  if (order.sisa !== null && order.sisa < 0) found.push({ kind: "overspent", given: { amount: -order.sisa } });
  for (const { akun, seharusnya } of order.peringatan)
    found.push({ kind: "account", given: { account: akun, should: seharusnya.join(", ") } });
  return found;
}
