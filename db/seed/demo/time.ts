import { adalahHariKerja } from "../../modules/sppd/rules/hari-kerja.ts";
import { tambahHari, type TanggalIso } from "../../modules/sppd/rules/tanggal.ts";
import type { Acak } from "../reference/acak.ts";
import { HARI_LIBUR_2026 } from "../reference/hari-libur-2026.ts";

const JAM = 3_600_000;
const MENIT = 60_000;

/** Western Indonesia is seven hours ahead of UTC, all year. */
const BEDA_WIB = 7 * JAM;

/** Days on which offices are closed, as far as they are known. */
export const LIBUR: ReadonlySet<TanggalIso> = new Set(HARI_LIBUR_2026.map(({ tanggal }) => tanggal));

/** The date in Semarang at an instant, in milliseconds since 1970. */
export function dateAt(saat: number): TanggalIso {
  return new Date(saat + BEDA_WIB).toISOString().slice(0, 10);
}

/** The instant of a time of day in Semarang. */
export function instantOf(tanggal: TanggalIso, jam: number, menit = 0): number {
  return Date.parse(`${tanggal}T00:00:00Z`) - BEDA_WIB + jam * JAM + menit * MENIT;
}

/** The first working day on or before the date. */
export function workdayBefore(tanggal: TanggalIso): TanggalIso {
  let hari = tanggal;
  while (!adalahHariKerja(hari, LIBUR)) hari = tambahHari(hari, -1);
  return hari;
}

/** Some instant in the office hours of a day. */
export function officeHours(sumber: Acak, tanggal: TanggalIso): number {
  return instantOf(tanggal, 8) + sumber.bulat(0, 8 * 3600 - 1) * 1000;
}

/** An instant so many working days later: within the hour and a half for none, else in the office hours of that day. */
export function workdaysLater(sumber: Acak, saat: number, hariKerja: number): number {
  if (hariKerja === 0) return saat + sumber.bulat(10 * 60, 90 * 60) * 1000;
  let tanggal = dateAt(saat);
  for (let tersisa = hariKerja; tersisa > 0;) {
    tanggal = tambahHari(tanggal, 1);
    if (adalahHariKerja(tanggal, LIBUR)) tersisa -= 1;
  }
  return officeHours(sumber, tanggal);
}

/** A version 7 UUID of an instant, so that what is written later looks as if it had been written then. */
export function uuidAt(sumber: Acak, saat: number): string {
  const waktu = saat.toString(16).padStart(12, "0");
  const heksa = (panjang: number): string =>
    sumber
      .bulat(0, 16 ** panjang - 1)
      .toString(16)
      .padStart(panjang, "0");
  const varian = sumber.pilih(["8", "9", "a", "b"]);
  return `${waktu.slice(0, 8)}-${waktu.slice(8)}-7${heksa(3)}-${varian}${heksa(3)}-${heksa(6)}${heksa(6)}`;
}
