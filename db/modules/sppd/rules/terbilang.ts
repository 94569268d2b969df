import { toCardinal } from "n2words/id-ID";

const TERBESAR = 999_999_999_999_999;

function wajibBulat(nilai: number): void {
  if (!Number.isSafeInteger(nilai) || nilai < 0 || nilai > TERBESAR) {
    throw new RangeError(`Nilai harus bilangan bulat 0 sampai ${TERBESAR}, bukan ${nilai}`);
  }
}

/**
 * Spells a whole number in Indonesian, lowercase: `terbilang(3)` is "tiga", `terbilang(1000)` "seribu".
 *
 * @param nilai a whole number from 0 up to 999 triliun
 * @throws RangeError for fractions, negatives and anything larger
 */
export function terbilang(nilai: number): string {
  wajibBulat(nilai);
  return toCardinal(nilai);
}

/**
 * Spells an amount of rupiah as receipts print it, every word capitalised:
 * `terbilangRupiah(4_340_000)` is "Empat Juta Tiga Ratus Empat Puluh Ribu Rupiah".
 *
 * @param nilai whole rupiah, never negative
 * @throws RangeError as {@link terbilang}
 */
export function terbilangRupiah(nilai: number): string {
  return `${terbilang(nilai)} rupiah`.replace(/(^|\s)\p{Ll}/gu, (huruf) => huruf.toUpperCase());
}

/**
 * Writes an amount of rupiah in digits, without decimals or a space: `formatRupiah(4_340_000)` is "Rp4.340.000".
 * Grouped by hand because the runtime's locale data may be missing, and a document must not depend on it.
 *
 * @param nilai whole rupiah, never negative
 * @throws RangeError as {@link terbilang}
 */
export function formatRupiah(nilai: number): string {
  wajibBulat(nilai);
  return `Rp${String(nilai).replace(/\B(?=(\d{3})+$)/g, ".")}`;
}
