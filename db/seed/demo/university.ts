import type { InstitutionSpec } from "../institution-spec.ts";
import { UNIT_UNIVERSITAS } from "../reference/university.ts";
import { inventPeople } from "./people.ts";

/** Under which the demo university is found at login. */
const SLUG_DEMO = "demo";

/** Budget lines of a year: who pays for what, in rupiah. Ample for the demo's trips: about half is taken in a full year. */
const ANGGARAN_SETAHUN = [
  { unit: "FT", akun: "524111", uraian: "Belanja perjalanan dinas biasa", pagu: 4_500_000_000 },
  { unit: "FT", akun: "524113", uraian: "Belanja perjalanan dinas dalam kota", pagu: 100_000_000 },
  { unit: "FK", akun: "524111", uraian: "Belanja perjalanan dinas biasa", pagu: 4_500_000_000 },
  { unit: "FK", akun: "524113", uraian: "Belanja perjalanan dinas dalam kota", pagu: 100_000_000 },
  { unit: "USN", akun: "524111", uraian: "Belanja perjalanan dinas biasa", pagu: 1_200_000_000 },
] as const;

/** How the demo university numbers its letters. */
export const TEMPLAT_NOMOR = { st: "{urut:04}/{unit}/{kode}/{tahun}", spd: "{urut:04}/SPD/{unit}/{tahun}" };

/** Finds a budget line among those made of {@link describeUniversity} for these years, in their order. */
export function budgetFinder(
  tahun: readonly number[],
  ids: readonly string[],
): (tahun: number, unit: string, akun: string) => string {
  const lines = tahun.flatMap((satu) => ANGGARAN_SETAHUN.map(({ unit, akun }) => `${satu} ${unit} ${akun}`));
  return (satu, unit, akun) => {
    const id = ids[lines.indexOf(`${satu} ${unit} ${akun}`)];
    if (id === undefined) throw new Error(`no budget line for ${unit} in ${satu} on ${akun}`);
    return id;
  };
}

/** The demo university: two faculties, 40 people in all roles, its offices, its letterhead, budgets of these years. */
export function describeUniversity(tahun: readonly number[]): InstitutionSpec {
  return {
    slug: SLUG_DEMO,
    nama: "Universitas Serambi Nusantara",
    kota: "Semarang",
    kop: {
      baris: ["KEMENTERIAN PENDIDIKAN TINGGI, SAINS, DAN TEKNOLOGI", "UNIVERSITAS SERAMBI NUSANTARA"],
      alamat: "Jalan Serambi Raya Nomor 77, Semarang 50275",
      kontak: "Telepon (024) 5550077, laman serambi-nusantara.example",
    },
    // Whoever looks around needs no second factor to look around as the administrator.
    pengaturan: { wajib_otp: [] },
    modules: { sppd: { tembusan: ["Pejabat Pembuat Komitmen", "Bendahara Pengeluaran", "Arsip"] } },
    units: UNIT_UNIVERSITAS,
    people: inventPeople(),
    budgets: tahun.flatMap((satu) =>
      ANGGARAN_SETAHUN.map((baris) => ({ tahun: satu, kegiatan: "4471.EBA.994", ...baris })),
    ),
    templates: TEMPLAT_NOMOR,
  };
}
