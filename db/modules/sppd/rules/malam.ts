import type { Etape } from "./etape.ts";
import { kodeProvinsi } from "./jenis.ts";
import { hitungHari, tambahHari, type TanggalIso } from "./tanggal.ts";

/**
 * The province whose tariff holds on each day of a trip, first to last. A day belongs to where its night is spent, so a
 * day of moving on counts once, for the new place; the last day, which has no night, follows the night before. A trip
 * of one day belongs to its last destination.
 *
 * @param etape legs that make one trip (checked by `periksaEtape`)
 */
export function provinsiTiapHari(etape: readonly Etape[]): string[] {
  const berangkat = etape[0]?.berangkat;
  const kembali = etape.at(-1)?.kembali;
  if (berangkat === undefined || kembali === undefined) {
    return [];
  }
  const lama = hitungHari(berangkat, kembali);
  return Array.from({ length: lama }, (_, urut) => {
    const malam = tambahHari(berangkat, lama === 1 ? 0 : Math.min(urut, lama - 2));
    return kodeProvinsi(tempatBermalam(etape, malam));
  });
}

function tempatBermalam(etape: readonly Etape[], malam: TanggalIso): string {
  return etape.findLast(({ berangkat }) => berangkat <= malam)?.tujuan_kode ?? "";
}
