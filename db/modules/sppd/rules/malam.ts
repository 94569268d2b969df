import type { Etape } from "./etape.ts";
import { kodeProvinsi } from "./jenis.ts";
import { hitungHari, tambahHari, type TanggalIso } from "./tanggal.ts";

/** A day of a trip, and the province whose tariff holds on it. */
export interface HariPerjalanan {
  readonly tanggal: TanggalIso;
  readonly provinsi: string;
}

/**
 * The days of a trip, first to last, each with the province whose tariff holds. A day belongs to where its night is spent, so a
 * day of moving on counts once, for the new place; the last day, which has no night, follows the night before. A trip
 * of one day belongs to its last destination.
 *
 * @param etape legs that make one trip (checked by `periksaEtape`)
 */
export function hariPerjalanan(etape: readonly Etape[]): HariPerjalanan[] {
  const berangkat = etape[0]?.berangkat;
  const kembali = etape.at(-1)?.kembali;
  if (berangkat === undefined || kembali === undefined) {
    return [];
  }
  const lama = hitungHari(berangkat, kembali);
  return Array.from({ length: lama }, (_, urut) => {
    const malam = tambahHari(berangkat, lama === 1 ? 0 : Math.min(urut, lama - 2));
    return { tanggal: tambahHari(berangkat, urut), provinsi: kodeProvinsi(tempatBermalam(etape, malam)) };
  });
}

/** The nights of a trip, by the date of the evening: one fewer than its days. */
export function malamPerjalanan(etape: readonly Etape[]): HariPerjalanan[] {
  return hariPerjalanan(etape).slice(0, -1);
}

/** The legs as they were really travelled: whoever came back on another day than ordered travelled no leg after it. */
export function etapeNyata<Satu extends Etape>(etape: readonly Satu[], kembali: TanggalIso): Satu[] {
  const ditempuh = etape.filter(({ berangkat }, urut) => urut === 0 || berangkat <= kembali);
  return ditempuh.map((satu, urut) => (urut === ditempuh.length - 1 ? { ...satu, kembali } : satu));
}

function tempatBermalam(etape: readonly Etape[], malam: TanggalIso): string {
  return etape.findLast(({ berangkat }) => berangkat <= malam)?.tujuan_kode ?? "";
}
