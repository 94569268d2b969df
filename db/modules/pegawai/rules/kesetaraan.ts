import { cariGolongan } from "./golongan.ts";

/**
 * The echelon a post is equated with. Which post equals which (a Rektor, a Dekan) is the institution's own decision, so
 * this comes from its data, never from the name of the post.
 */
export const KESETARAAN = ["pejabat_negara", "eselon_1", "eselon_2", "eselon_3", "eselon_4"] as const;
export type Kesetaraan = (typeof KESETARAAN)[number];

/** The four columns of the lodging table in Standar Biaya Masukan, highest first. */
export const KELOMPOK_INAP = ["pejabat_negara_eselon_1", "eselon_2", "eselon_3_gol_4", "eselon_4_gol_3_2_1"] as const;
export type KelompokInap = (typeof KELOMPOK_INAP)[number];

/** The three groups that receive a representation allowance, as Standar Biaya Masukan names them. */
export const KELOMPOK_REPRESENTASI = ["pejabat_negara_wamen", "eselon_1", "eselon_2"] as const;
export type KelompokRepresentasi = (typeof KELOMPOK_REPRESENTASI)[number];

/** What of a person decides the class they travel in. */
export interface Kedudukan {
  golongan: string | null;
  /** Of the post held definitively: whoever stands in (Plh) keeps their own. */
  kesetaraan: Kesetaraan | null;
}

/** PPPK grades XIII and above are commonly equated with PNS grade IV; an institution corrects it through `kesetaraan`. */
const PPPK_SETARA_GOLONGAN_4 = 13;

function setaraGolonganEmpat(kode: string | null): boolean {
  const golongan = kode === null ? undefined : cariGolongan(kode);
  if (golongan === undefined) {
    return false;
  }
  return golongan.kelompok === "pns" ? golongan.kode.startsWith("IV/") : golongan.urutan >= PPPK_SETARA_GOLONGAN_4;
}

/**
 * The lodging column that binds a person. The post's equivalence decides; without one the grade does (IV in the third
 * column, everything else, also people without a grade, in the fourth). A grade IV holder in an echelon IV post keeps
 * the higher of the two.
 */
export function tentukanKelompokInap({ golongan, kesetaraan }: Kedudukan): KelompokInap {
  switch (kesetaraan) {
    case "pejabat_negara":
    case "eselon_1":
      return "pejabat_negara_eselon_1";
    case "eselon_2":
      return "eselon_2";
    case "eselon_3":
      return "eselon_3_gol_4";
    default:
      return setaraGolonganEmpat(golongan) ? "eselon_3_gol_4" : "eselon_4_gol_3_2_1";
  }
}

/**
 * The travel class printed on the SPD: A for echelon I (and the ministers above it, who are equated with it here); B for
 * other state officials and echelon II; C for everyone else.
 */
export function tentukanTingkatBiaya(kesetaraan: Kesetaraan | null): "A" | "B" | "C" {
  switch (kesetaraan) {
    case "eselon_1":
      return "A";
    case "pejabat_negara":
    case "eselon_2":
      return "B";
    default:
      return "C";
  }
}

/** The representation group of a post, or null when it carries no such allowance. */
export function tentukanKelompokRepresentasi(kesetaraan: Kesetaraan | null): KelompokRepresentasi | null {
  switch (kesetaraan) {
    case "pejabat_negara":
      return "pejabat_negara_wamen";
    case "eselon_1":
    case "eselon_2":
      return kesetaraan;
    default:
      return null;
  }
}
