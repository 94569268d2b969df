import type { Etape } from "./etape.ts";
import type { KategoriPerjalanan } from "./jenis.ts";
import { hitungHari } from "./tanggal.ts";

/** Days and people that are paid for to fetch or to accompany somebody who has died (PMK 113/PMK.05/2012). */
const BATAS = { hari: 3, orang: 4 } as const;

/** Why such a trip is refused, and at which field. */
export type GalatJenazah =
  | { readonly kode: "JENAZAH_TERLALU_LAMA"; readonly kolom: readonly ["etape", number, "kembali"] }
  | { readonly kode: "JENAZAH_TERLALU_BANYAK"; readonly kolom: readonly ["pelaksana"] };

/**
 * Looks for what goes beyond the limits of trips of the category `jenazah`: three days, both ends counted, and four travellers.
 * Followers are paid nothing and are not counted. Other categories have no such limits.
 *
 * @param etape legs that make one trip (checked by `periksaEtape`)
 */
export function periksaJenazah(permohonan: {
  readonly kategori: KategoriPerjalanan;
  readonly etape: readonly Etape[];
  readonly pelaksana: readonly string[];
}): GalatJenazah[] {
  const { kategori, etape, pelaksana } = permohonan;
  const [pertama, terakhir] = [etape[0], etape.at(-1)];
  if (kategori !== "jenazah" || pertama === undefined || terakhir === undefined) return [];
  const galat: GalatJenazah[] = [];
  if (hitungHari(pertama.berangkat, terakhir.kembali) > BATAS.hari) {
    galat.push({ kode: "JENAZAH_TERLALU_LAMA", kolom: ["etape", etape.length - 1, "kembali"] });
  }
  if (pelaksana.length > BATAS.orang) galat.push({ kode: "JENAZAH_TERLALU_BANYAK", kolom: ["pelaksana"] });
  return galat;
}
