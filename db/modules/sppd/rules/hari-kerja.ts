import { tambahHari, type TanggalIso } from "./tanggal.ts";

/** Working days a traveller has to report after the day of return (the regulation's default; institutions may set theirs). */
const HARI_KERJA_LAPORAN = 5;

/**
 * Tells whether offices work on the date: Monday to Friday, outside the given holidays and collective leave.
 *
 * @throws RangeError when the date does not exist
 */
export function adalahHariKerja(tanggal: TanggalIso, libur: ReadonlySet<TanggalIso>): boolean {
  const hariPekan = new Date(`${tambahHari(tanggal, 0)}T00:00:00Z`).getUTCDay();
  return hariPekan !== 0 && hariPekan !== 6 && !libur.has(tanggal);
}

/**
 * The last day a report is on time: the n-th working day after the day the traveller had to be back.
 *
 * @param kembali the day of return, itself never counted
 * @param libur holidays and collective leave in force, as ISO dates
 * @throws RangeError when the date does not exist or fewer than one working day is asked for
 */
export function hitungTenggat(
  kembali: TanggalIso,
  libur: ReadonlySet<TanggalIso>,
  hariKerja: number = HARI_KERJA_LAPORAN,
): TanggalIso {
  if (!Number.isInteger(hariKerja) || hariKerja < 1) {
    throw new RangeError(`Tenggat memerlukan sedikitnya satu hari kerja, bukan ${hariKerja}`);
  }
  let tanggal = kembali;
  for (let tersisa = hariKerja; tersisa > 0;) {
    tanggal = tambahHari(tanggal, 1);
    if (adalahHariKerja(tanggal, libur)) {
      tersisa -= 1;
    }
  }
  return tanggal;
}
