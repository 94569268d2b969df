import type { Role } from "../../core/manifest.ts";
import type { Kesetaraan } from "../../modules/pegawai/rules/kesetaraan.ts";
import type { OfficeSpec } from "../institution-spec.ts";
import type { BidangDemo } from "../reference/names.ts";

/** A post of the demo university, to be filled with an invented person. */
export interface Kursi {
  /** The user name that is printed at the start; others are made from the name. */
  readonly username?: string;
  /** A name that stays; others are drawn. */
  readonly nama?: { readonly teks: string; readonly jenis_kelamin: "L" | "P" };
  readonly unit: string;
  readonly bidang: BidangDemo;
  /** Grades that the post asks of its holder, who is then a civil servant. */
  readonly jenjang?: readonly string[];
  /** The post, where it is not the one that goes with the grade. */
  readonly jabatan?: string;
  readonly kesetaraan?: Kesetaraan;
  readonly peran: readonly Role[];
  /** The unit for which the roles are held, where it is not the unit of the post. */
  readonly wilayah?: string;
  readonly pejabat?: Omit<OfficeSpec, "unit"> & { readonly unit?: string };
}

const LEKTOR = ["III/c", "III/d"];
const PEMBINA = ["IV/a", "IV/d"];
const GURU_BESAR = ["IV/d"];

const PIMPINAN: readonly Kursi[] = [
  {
    username: "rektor",
    unit: "USN",
    bidang: "teknik",
    jenjang: GURU_BESAR,
    jabatan: "Rektor",
    kesetaraan: "eselon_1",
    peran: ["rektor"],
    pejabat: { jenis: "rektor", sebutan: ["Rektor,"], penerbit_st: true, mulai: "2022-02-01" },
  },
  {
    username: "warek",
    unit: "USN",
    bidang: "kedokteran",
    jenjang: PEMBINA,
    jabatan: "Wakil Rektor Bidang Umum dan Keuangan",
    kesetaraan: "eselon_2",
    peran: ["warek"],
    // In office for longer than the Rektor: letters are signed by whoever came last, this one only where the Rektor travels.
    pejabat: {
      jenis: "warek",
      sebutan: ["a.n. Rektor", "Wakil Rektor Bidang Umum dan Keuangan,"],
      penerbit_st: true,
      mulai: "2020-03-02",
    },
  },
  {
    unit: "USN",
    bidang: "teknik",
    jenjang: PEMBINA,
    jabatan: "Wakil Rektor Bidang Akademik",
    kesetaraan: "eselon_2",
    peran: ["warek"],
    pejabat: { jenis: "warek", sebutan: ["Wakil Rektor Bidang Akademik,"] },
  },
];

const BIRO: readonly Kursi[] = [
  {
    username: "ppk",
    unit: "BKU",
    bidang: "tata_usaha",
    jenjang: ["III/c"],
    jabatan: "Kepala Bagian Keuangan",
    peran: ["ppk"],
    wilayah: "USN",
    pejabat: { jenis: "ppk", unit: "USN", sebutan: ["Pejabat Pembuat Komitmen,"] },
  },
  {
    username: "bendahara",
    unit: "BKU",
    bidang: "tata_usaha",
    jenjang: ["III/a", "III/c"],
    jabatan: "Bendahara Pengeluaran",
    peran: ["bendahara"],
    wilayah: "USN",
    pejabat: { jenis: "bendahara", unit: "USN", sebutan: ["Bendahara Pengeluaran,"] },
  },
  {
    username: "agendaris",
    unit: "BKU",
    bidang: "tata_usaha",
    jenjang: ["III/a"],
    jabatan: "Arsiparis Ahli Pertama",
    peran: ["agendaris"],
    wilayah: "USN",
  },
  {
    username: "auditor",
    unit: "USN",
    bidang: "tata_usaha",
    jenjang: ["III/c"],
    jabatan: "Ketua Satuan Pengawasan Internal",
    peran: ["auditor"],
  },
  {
    username: "admin",
    unit: "BAK",
    bidang: "tata_usaha",
    jenjang: ["III/a"],
    jabatan: "Pranata Komputer Ahli Pertama",
    peran: ["admin"],
    wilayah: "USN",
  },
];

/** Those who lead a faculty and its office. With `printed`, their user names are fixed. */
function leadFaculty(
  kode: string,
  nama: string,
  bidang: BidangDemo,
  printed: { readonly dekan?: string; readonly wadek?: string; readonly operator?: string },
): Kursi[] {
  return [
    {
      ...(printed.dekan === undefined ? {} : { username: printed.dekan }),
      unit: kode,
      bidang,
      jenjang: GURU_BESAR,
      jabatan: `Dekan ${nama}`,
      kesetaraan: "eselon_2",
      peran: ["dekan"],
      pejabat: { jenis: "dekan", sebutan: ["Dekan,"], penerbit_st: true },
    },
    {
      ...(printed.wadek === undefined ? {} : { username: printed.wadek }),
      unit: kode,
      bidang,
      jenjang: PEMBINA,
      jabatan: "Wakil Dekan Bidang Umum dan Keuangan",
      peran: ["wadek"],
      pejabat: { jenis: "wadek", sebutan: ["Wakil Dekan Bidang Umum dan Keuangan,"] },
    },
    {
      unit: `${kode}-TU`,
      bidang: "tata_usaha",
      jenjang: ["III/c"],
      jabatan: "Kepala Bagian Tata Usaha",
      kesetaraan: "eselon_3",
      peran: ["kaprodi"],
      pejabat: { jenis: "kabag", sebutan: ["Kepala Bagian Tata Usaha,"] },
    },
    {
      ...(printed.operator === undefined ? {} : { username: printed.operator }),
      unit: `${kode}-TU`,
      bidang: "tata_usaha",
      jabatan: "Pengadministrasi Perjalanan Dinas",
      peran: ["operator"],
      wilayah: kode,
    },
  ];
}

/** A study programme: its head and so many lecturers. */
function staffProgramme(unit: string, nama: string, bidang: BidangDemo, dosen: number, printed?: string): Kursi[] {
  return [
    {
      ...(printed === undefined ? {} : { username: printed }),
      unit,
      bidang,
      jenjang: ["IV/a"],
      jabatan: `Ketua Program Studi ${nama}`,
      peran: ["dosen", "kaprodi"],
      pejabat: { jenis: "kaprodi", sebutan: ["Ketua Program Studi,"] },
    },
    ...Array.from({ length: dosen }, (): Kursi => ({ unit, bidang, peran: ["dosen"] })),
  ];
}

/** Every post of the demo university, 40 in all. */
export const KURSI: readonly Kursi[] = [
  {
    username: "ratna.w",
    nama: { teks: "Ratna Wulandari", jenis_kelamin: "P" },
    unit: "FT-IF",
    bidang: "teknik",
    jenjang: LEKTOR,
    peran: ["dosen"],
  },
  ...leadFaculty("FT", "Fakultas Teknik", "teknik", { dekan: "dekan", wadek: "wadek", operator: "operator" }),
  ...staffProgramme("FT-IF", "Informatika", "teknik", 3, "kaprodi"),
  ...staffProgramme("FT-TS", "Teknik Sipil", "teknik", 3),
  ...staffProgramme("FT-TE", "Teknik Elektro", "teknik", 3),
  ...leadFaculty("FK", "Fakultas Kedokteran", "kedokteran", {}),
  ...staffProgramme("FK-PD", "Pendidikan Dokter", "kedokteran", 5),
  ...staffProgramme("FK-KP", "Keperawatan", "kedokteran", 4),
  ...PIMPINAN,
  ...BIRO,
];
