import type { AksiSppd } from "./status.ts";

/**
 * Separation of duties: whoever has done one of these with an order does none of the others on it, in whichever role
 * (PMK 190/PMK.05/2012: the PPK incurs, the treasurer pays).
 */
export const LANGKAH_PPK = [
  "terbitkan_spd",
  "ubah_perjalanan",
  "beri_dispensasi",
  "sahkan_rampung",
  "sahkan_pembatalan",
] as const satisfies readonly AksiSppd[];

/** What the treasurer does with an order: see {@link LANGKAH_PPK}. */
export const LANGKAH_BENDAHARA = [
  "bayar_uang_muka",
  "kembalikan_laporan",
  "periksa_biaya",
  "bayar",
] as const satisfies readonly AksiSppd[];
