import type { InstitutionSpec } from "../institution-spec.ts";
import { UNIT_UNIVERSITAS } from "../reference/university.ts";
import { inventPeople } from "./people.ts";

/** Under which the demo university is found at login. */
export const SLUG_DEMO = "demo";

/** Budget lines of a year: who pays for what, in rupiah. Ample for the demo's trips: about half is taken in a full year. */
const ANGGARAN_SETAHUN = [
  { unit: "FT", akun: "524111", uraian: "Belanja perjalanan dinas biasa", pagu: 4_500_000_000 },
  { unit: "FT", akun: "524113", uraian: "Belanja perjalanan dinas dalam kota", pagu: 100_000_000 },
  { unit: "FK", akun: "524111", uraian: "Belanja perjalanan dinas biasa", pagu: 4_500_000_000 },
  { unit: "FK", akun: "524113", uraian: "Belanja perjalanan dinas dalam kota", pagu: 100_000_000 },
  { unit: "USN", akun: "524111", uraian: "Belanja perjalanan dinas biasa", pagu: 1_200_000_000 },
] as const;

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
    pengaturan: { tembusan: ["Pejabat Pembuat Komitmen", "Bendahara Pengeluaran", "Arsip"] },
    units: UNIT_UNIVERSITAS,
    people: inventPeople(),
    budgets: tahun.flatMap((satu) =>
      ANGGARAN_SETAHUN.map((baris) => ({ tahun: satu, kegiatan: "4471.EBA.994", ...baris })),
    ),
    templates: { st: "{urut:04}/{unit}/{kode}/{tahun}", spd: "{urut:04}/SPD/{unit}/{tahun}" },
  };
}
