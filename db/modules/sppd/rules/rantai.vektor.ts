import type { JenisPerjalanan } from "./jenis.ts";

/** Chains that the usual levels give. Checked here, and wherever the same rule is written in another language. */
export const vektorRantai: readonly {
  readonly jenis: JenisPerjalanan;
  readonly total: number;
  readonly levelPemohon: number | null;
  /** Levels at which somebody can decide; all of them when left out. */
  readonly tersedia?: readonly number[];
  readonly rantai: readonly number[] | null;
}[] = [
  { jenis: "luar_kota", total: 4_340_000, levelPemohon: null, rantai: [2, 4] },
  { jenis: "dalam_kota_lebih_8jam", total: 1_000_000, levelPemohon: null, rantai: [2, 3] },
  { jenis: "dalam_kota_sd_8jam", total: 0, levelPemohon: null, rantai: [2, 3] },
  { jenis: "dalam_kota_lebih_8jam", total: 20_000_000, levelPemohon: null, rantai: [2, 3] },
  { jenis: "dalam_kota_lebih_8jam", total: 20_000_001, levelPemohon: null, rantai: [2, 4] },
  { jenis: "luar_kota", total: 50_000_001, levelPemohon: null, rantai: [2, 5] },
  { jenis: "luar_kota", total: 100_000_001, levelPemohon: null, rantai: [2, 6] },
  { jenis: "luar_negeri", total: 1_000_000, levelPemohon: null, rantai: [2, 6] },
  { jenis: "luar_kota", total: 4_340_000, levelPemohon: 2, rantai: [4] },
  { jenis: "dalam_kota_lebih_8jam", total: 1_000_000, levelPemohon: 3, rantai: [4] },
  { jenis: "luar_kota", total: 4_340_000, levelPemohon: 4, rantai: [5] },
  { jenis: "luar_kota", total: 150_000_000, levelPemohon: 4, rantai: [6] },
  { jenis: "luar_kota", total: 4_340_000, levelPemohon: 6, rantai: [5] },
  // A bureau has a head of section and no dean: the order goes up to the vice rector.
  { jenis: "luar_kota", total: 4_340_000, levelPemohon: null, tersedia: [2, 5, 6], rantai: [2, 5] },
  { jenis: "luar_kota", total: 4_340_000, levelPemohon: null, tersedia: [3, 4, 5, 6], rantai: [4] },
  { jenis: "luar_kota", total: 4_340_000, levelPemohon: 2, tersedia: [3], rantai: [3] },
  { jenis: "luar_kota", total: 4_340_000, levelPemohon: 6, tersedia: [], rantai: null },
];
