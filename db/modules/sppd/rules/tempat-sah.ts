import type { BarisBiaya } from "./baris-biaya.ts";

/** Why somebody sets out from, or comes back to, another place than the seat of their office (Tempat Sah, PMK 119/2023). */
export const ALASAN_TEMPAT_SAH = ["wfa", "cuti", "libur", "penugasan"] as const;

/** That a trip begins or ends at such a place. */
export interface TempatSah {
  readonly alasan: (typeof ALASAN_TEMPAT_SAH)[number];
  /** What getting there and back would cost from the seat of the office (Tempat Kedudukan): no more is paid. Rupiah. */
  readonly transpor_dari_kedudukan: number;
}

/** What gets somebody there and back; vehicles that are rented serve at the place itself. */
const TRANSPOR: readonly string[] = ["transpor", "taksi"];

/** What of these lines is for getting there and back, in rupiah. */
export function jumlahTranspor(baris: readonly { readonly komponen: string; readonly jumlah: number }[]): number {
  return baris.reduce((jumlah, satu) => jumlah + (TRANSPOR.includes(satu.komponen) ? satu.jumlah : 0), 0);
}

/**
 * Recognizes transport up to what it would cost from the seat of the office, line after line, whatever proves more; other lines stay
 * as they are.
 */
export function batasiTempatSah(baris: readonly BarisBiaya[], tempatSah: TempatSah | null): BarisBiaya[] {
  if (tempatSah === null) return [...baris];
  let tersisa = tempatSah.transpor_dari_kedudukan;
  return baris.map((satu) => {
    if (!TRANSPOR.includes(satu.komponen)) return satu;
    const pagu = satu.pagu === null ? tersisa : Math.min(satu.pagu, tersisa);
    const diakui = Math.min(satu.diakui, tersisa);
    tersisa -= diakui;
    return { ...satu, pagu, diakui, sumber: `${satu.sumber}; paling banyak setara dari Tempat Kedudukan` };
  });
}
