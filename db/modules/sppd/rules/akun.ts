import type { JenisPerjalanan, KategoriPerjalanan } from "./jenis.ts";

/**
 * The accounts of the chart of accounts (Bagan Akun Standar) that a trip may be charged to: 524111 trips out of town, moving included,
 * 524113 in town, 524119 and 524114 packages of meetings there, 524211 and 524219 abroad.
 */
export function akunPerjalanan(jenis: JenisPerjalanan, kategori: KategoriPerjalanan): readonly string[] {
  const rapat = kategori.startsWith("rapat_");
  switch (jenis) {
    case "luar_kota":
      return [rapat ? "524119" : "524111"];
    case "dalam_kota_lebih_8jam":
    case "dalam_kota_sd_8jam":
      return [rapat ? "524114" : "524113"];
    case "luar_negeri":
      return ["524211", "524219"];
    case "pindah":
      return ["524111"];
  }
}
