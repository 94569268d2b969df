import type { JenisPerjalanan } from "./jenis.ts";

/** A level of approval: who holds it, and up to how many rupiah (null: any amount). */
export interface RantaiAturan {
  readonly level: number;
  readonly jabatan: readonly string[];
  readonly batas: number | null;
}

/** The usual levels of a university. Each institution keeps its own. */
export const RANTAI_BAWAAN: readonly RantaiAturan[] = [
  { level: 2, jabatan: ["kaprodi", "kabag"], batas: 5_000_000 },
  { level: 3, jabatan: ["wadek"], batas: 20_000_000 },
  { level: 4, jabatan: ["dekan"], batas: 50_000_000 },
  { level: 5, jabatan: ["warek"], batas: 100_000_000 },
  { level: 6, jabatan: ["rektor"], batas: null },
];

/** The level that each kind of trip needs, whatever it costs. */
export const LEVEL_JENIS_BAWAAN: Readonly<Record<JenisPerjalanan, number>> = {
  dalam_kota_sd_8jam: 3,
  dalam_kota_lebih_8jam: 3,
  luar_kota: 4,
  pindah: 4,
  luar_negeri: 6,
};

/**
 * The levels that must approve an order, in turn: the first level, then the one that both the kind of trip and the
 * amount need. Nobody approves below or beside an approver who travels, so levels up to theirs are left out and the last
 * word goes one level above them; the order of whoever stands highest goes to the next highest. A level at which nobody
 * can decide (a bureau has no dean) is passed over, and the order goes up.
 *
 * @param levelPemohon the highest level that the applicant or any traveller holds, null when none does
 * @param tersedia the levels at which somebody can decide; all of them when left out
 * @returns the levels, or null when nobody is left to decide
 */
export function susunRantai(masukan: {
  aturan: readonly RantaiAturan[];
  jenis: JenisPerjalanan;
  total: number;
  levelPemohon: number | null;
  tersedia?: readonly number[];
  levelJenis?: Readonly<Record<JenisPerjalanan, number>>;
}): number[] | null {
  const { aturan, jenis, total, tersedia, levelJenis = LEVEL_JENIS_BAWAAN } = masukan;
  const milikPemohon = masukan.levelPemohon ?? 0;
  const semua = aturan.map((satu) => satu.level).toSorted((a, b) => a - b);
  const ada = semua.filter((level) => tersedia?.includes(level) ?? true);
  const cukup = aturan.filter(({ batas }) => batas === null || batas >= total).map((satu) => satu.level);
  const perlu = Math.max(levelJenis[jenis], Math.min(...cukup, Number.MAX_SAFE_INTEGER));
  const akhir =
    ada.find((satu) => satu >= perlu && satu > milikPemohon) ?? ada.findLast((satu) => satu !== milikPemohon);
  const [pertama] = semua;
  if (akhir === undefined || pertama === undefined) return null;
  return ada.includes(pertama) && pertama > milikPemohon && pertama < akhir ? [pertama, akhir] : [akhir];
}

/**
 * Tells whether a person may approve now. A limit below the amount forbids the last word (MELEBIHI_BATAS_NOMINAL), not an
 * endorsement on the way to it; whoever is not the level whose turn it is hears so (BUKAN_GILIRAN), or of their limit.
 *
 * @param langkah index into `rantai` of the level whose turn it is
 * @param batas the person's own limit in rupiah, null for none
 */
export function bolehMemutus(masukan: {
  level: number;
  langkah: number;
  rantai: readonly number[];
  total: number;
  batas: number | null;
}): "ok" | "MELEBIHI_BATAS_NOMINAL" | "BUKAN_GILIRAN" {
  const { level, langkah, rantai, total, batas } = masukan;
  const giliran = rantai[langkah];
  if (giliran === undefined) {
    return "BUKAN_GILIRAN";
  }
  const melebihi = batas !== null && total > batas;
  if (level !== giliran) {
    return melebihi && level < giliran ? "MELEBIHI_BATAS_NOMINAL" : "BUKAN_GILIRAN";
  }
  return melebihi && langkah === rantai.length - 1 ? "MELEBIHI_BATAS_NOMINAL" : "ok";
}
