/** A figure of Standar Biaya Masukan: for a budget year, a province and, where the table has columns, a group. */
export interface TarifSbm {
  readonly tahun: number;
  readonly provinsi_kode: string;
  readonly komponen: string;
  readonly kelompok: string | null;
  /** Whole rupiah per `satuan`. */
  readonly tarif: number;
  readonly satuan: string;
  /** Where the figure was read, or who corrected it. */
  readonly sumber: string;
}

/** What a tariff is looked up by. */
export interface KunciTarif {
  readonly tahun: number;
  readonly provinsi_kode: string;
  readonly komponen: string;
  readonly kelompok?: string | null;
}

/** Finds a tariff, or undefined: there is no neighbour, no other year and no default to fall back on. */
export type CariTarif = (kunci: KunciTarif) => TarifSbm | undefined;

function tulisKunci({ tahun, provinsi_kode, komponen, kelompok }: KunciTarif): string {
  return [tahun, provinsi_kode, komponen, kelompok ?? ""].join("/");
}

/** Arranges tariffs for looking up. Of two with the same key the later one counts. */
export function susunTarif(baris: readonly TarifSbm[]): CariTarif {
  const menurutKunci = new Map(baris.map((tarif) => [tulisKunci(tarif), tarif]));
  return (kunci) => menurutKunci.get(tulisKunci(kunci));
}
