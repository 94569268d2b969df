/** What the costs of a trip consist of, in the order in which statements of costs list them. */
export const KOMPONEN_BIAYA = [
  "transpor",
  "taksi",
  "sewa",
  "uang_harian",
  "representasi",
  "penginapan",
  "lain",
] as const;
export type KomponenBiaya = (typeof KOMPONEN_BIAYA)[number];
