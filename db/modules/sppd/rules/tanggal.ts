import { terbilang } from "./terbilang.ts";

/** A calendar date as `YYYY-MM-DD`, without a time or a zone. */
export type TanggalIso = string;

const MS_SEHARI = 86_400_000;

const BULAN = [
  "Januari",
  "Februari",
  "Maret",
  "April",
  "Mei",
  "Juni",
  "Juli",
  "Agustus",
  "September",
  "Oktober",
  "November",
  "Desember",
] as const;

interface BagianTanggal {
  tahun: number;
  bulan: number;
  hari: number;
}

function uraikan(tanggal: TanggalIso): BagianTanggal | undefined {
  const cocok = /^(\d{4})-(\d{2})-(\d{2})$/.exec(tanggal);
  if (cocok === null) {
    return undefined;
  }
  const bagian = { tahun: Number(cocok[1]), bulan: Number(cocok[2]), hari: Number(cocok[3]) };
  // Neither the calendar nor the database has a year zero.
  if (bagian.tahun === 0) {
    return undefined;
  }
  const waktu = new Date(0);
  waktu.setUTCFullYear(bagian.tahun, bagian.bulan - 1, bagian.hari);
  return waktu.getUTCMonth() === bagian.bulan - 1 && waktu.getUTCDate() === bagian.hari ? bagian : undefined;
}

function wajibTanggal(tanggal: TanggalIso): BagianTanggal {
  const bagian = uraikan(tanggal);
  if (bagian === undefined) {
    throw new RangeError(`Bukan tanggal YYYY-MM-DD yang ada di kalender: ${JSON.stringify(tanggal)}`);
  }
  return bagian;
}

function nomorHari(tanggal: TanggalIso): number {
  const { tahun, bulan, hari } = wajibTanggal(tanggal);
  return new Date(0).setUTCFullYear(tahun, bulan - 1, hari) / MS_SEHARI;
}

function namaBulan(bulan: number): string {
  return BULAN[bulan - 1] ?? "";
}

/** Tells whether the text is a date that exists: `2026-02-29` is not. */
export function adalahTanggal(teks: string): boolean {
  return uraikan(teks) !== undefined;
}

/**
 * The date so many days later (or earlier, when negative).
 *
 * @throws RangeError when the date does not exist
 */
export function tambahHari(tanggal: TanggalIso, hari: number): TanggalIso {
  return new Date((nomorHari(tanggal) + hari) * MS_SEHARI).toISOString().slice(0, 10);
}

/**
 * How many days the second date is after the first; negative when it is before.
 *
 * @throws RangeError when a date does not exist
 */
export function selisihHari(dari: TanggalIso, ke: TanggalIso): number {
  return nomorHari(ke) - nomorHari(dari);
}

/**
 * Real days of a trip: both the day of departure and the day of return count (travel allowance is paid per real day).
 *
 * @throws RangeError when a date does not exist or the return is before the departure
 */
export function hitungHari(berangkat: TanggalIso, kembali: TanggalIso): number {
  const hari = nomorHari(kembali) - nomorHari(berangkat) + 1;
  if (hari < 1) {
    throw new RangeError(`Kembali (${kembali}) sebelum berangkat (${berangkat})`);
  }
  return hari;
}

/** Nights of a trip: one fewer than its real days. Throws as {@link hitungHari}. */
export function hitungMalam(berangkat: TanggalIso, kembali: TanggalIso): number {
  return hitungHari(berangkat, kembali) - 1;
}

/** "13 April 2026". @throws RangeError when the date does not exist */
export function formatTanggal(tanggal: TanggalIso): string {
  const { tahun, bulan, hari } = wajibTanggal(tanggal);
  return `${hari} ${namaBulan(bulan)} ${tahun}`;
}

/**
 * A range as letters write it, what both ends share said once: "13 April 2026", "10 s.d. 13 September 2026",
 * "30 April s.d. 2 Mei 2026", "30 Desember 2026 s.d. 2 Januari 2027".
 *
 * @throws RangeError when a date does not exist or the range runs backwards
 */
export function formatRentang(dari: TanggalIso, sampai: TanggalIso): string {
  const akhir = formatTanggal(sampai);
  if (hitungHari(dari, sampai) === 1) {
    return akhir;
  }
  const awal = wajibTanggal(dari);
  const { tahun, bulan } = wajibTanggal(sampai);
  if (awal.tahun !== tahun) {
    return `${formatTanggal(dari)} s.d. ${akhir}`;
  }
  return awal.bulan === bulan ? `${awal.hari} s.d. ${akhir}` : `${awal.hari} ${namaBulan(awal.bulan)} s.d. ${akhir}`;
}

/** A month as papers name it: `formatBulan("2026-04")` is "April 2026". */
export function formatBulan(bulan: string): string {
  return formatTanggal(`${bulan}-01`).replace(/^1 /, "");
}

/** A number of days with its words: `formatLama(3)` is "3 (tiga) hari". */
export function formatLama(hari: number): string {
  return `${hari} (${terbilang(hari)}) hari`;
}
