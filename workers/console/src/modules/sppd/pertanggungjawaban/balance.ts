import type { Account } from "./cost-form.ts";
import type { Order } from "./traveller.ts";

/** A traveller's account as it stands, in rupiah. */
interface Balance {
  /** What comes of the lines: as validated, else as decided, else as recognized. */
  readonly total: number;
  /** What the treasurer took off what the rules recognize. */
  readonly lowered: number;
  readonly advance: number;
  /** Above 0: due to the traveller; below: what they owe. */
  readonly difference: number;
}

/** Adds it up: once the account was validated with what it says, before that by what is known. */
export function balanceOf({ baris, rampung, uang_muka }: Account): Balance {
  const decided = baris.reduce((sum, { ditetapkan, diakui }) => sum + (ditetapkan ?? diakui), 0);
  const lowered = baris.reduce(
    (sum, { ditetapkan, diakui }) => sum + (ditetapkan === null ? 0 : diakui - ditetapkan),
    0,
  );
  if (!rampung) return { total: decided, lowered, advance: uang_muka.dibayar, difference: decided - uang_muka.dibayar };
  const { ditetapkan, dibayar_semula, kurang_bayar, lebih_bayar } = rampung;
  return { total: ditetapkan, lowered, advance: dibayar_semula, difference: kurang_bayar - lebih_bayar };
}

/** Lines that nobody has decided on. */
export function undecided({ baris }: Account): number {
  return baris.filter(({ putusan }) => putusan === "menunggu").length;
}

/**
 * Of an order that was cancelled after its issue: what nobody gives back less what was advanced; null where there is nothing to settle.
 * Above 0 it is due to the traveller, below they owe it.
 */
export function cancelledOf({ status, pembatalan }: Order, { pegawai_id, uang_muka }: Account): number | null {
  if (status !== "dibatalkan_terbit" || !pembatalan?.disahkan_pada) return null;
  const charged = (pembatalan.biaya as { pegawai_id?: string; jumlah?: number }[])
    .filter((one) => one.pegawai_id === pegawai_id)
    .reduce((sum, { jumlah }) => sum + (jumlah ?? 0), 0);
  return charged > 0 || uang_muka.dibayar > 0 ? charged - uang_muka.dibayar : null;
}
