import { SBM_2026, type BarisSbm } from "../reference/sbm-2026.ts";

/**
 * Tariffs of the demo university for budget years of which no national table is at hand: the figures of 2026, as the
 * university's own and saying so, for nobody to take them for those of the year.
 */
export function borrowTariffs(tahun: readonly number[]): BarisSbm[] {
  const nasional = new Set(SBM_2026.map((baris) => baris.tahun));
  return tahun
    .filter((satu) => !nasional.has(satu))
    .flatMap((satu) =>
      SBM_2026.map((baris) => ({
        ...baris,
        tahun: satu,
        sumber: `Data contoh: angka SBM TA 2026 dipakai untuk TA ${satu}, bukan SBM TA ${satu}`,
        berlaku_mulai: `${satu}-01-01`,
      })),
    );
}
