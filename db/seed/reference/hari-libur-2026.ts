/** A holiday as an institution's calendar starts out with it; the institution may change it. */
export interface HariLibur {
  readonly tanggal: string;
  readonly nama: string;
  readonly jenis: "libur_nasional" | "cuti_bersama";
  readonly sumber: string;
}

const SKB = "SKB Tiga Menteri Nomor 1497, 2, dan 5 Tahun 2025 (19 September 2025)";
/** Days that hang on the sighting of the moon, which the Minister of Religious Affairs settles shortly before. */
const MENUNGGU_SIDANG_ISBAT = `${SKB}; menunggu Keputusan Menteri Agama`;

const LIBUR_NASIONAL: readonly (readonly [tanggal: string, nama: string, sumber?: string])[] = [
  ["2026-01-01", "Tahun Baru 2026 Masehi"],
  ["2026-01-16", "Isra Mikraj Nabi Muhammad SAW"],
  ["2026-02-17", "Tahun Baru Imlek 2577 Kongzili"],
  ["2026-03-19", "Hari Suci Nyepi (Tahun Baru Saka 1948)"],
  ["2026-03-21", "Idulfitri 1447 Hijriah", MENUNGGU_SIDANG_ISBAT],
  ["2026-03-22", "Idulfitri 1447 Hijriah, hari kedua", MENUNGGU_SIDANG_ISBAT],
  ["2026-04-03", "Wafat Yesus Kristus"],
  ["2026-04-05", "Kebangkitan Yesus Kristus (Paskah)"],
  ["2026-05-01", "Hari Buruh Internasional"],
  ["2026-05-14", "Kenaikan Yesus Kristus"],
  ["2026-05-27", "Iduladha 1447 Hijriah", MENUNGGU_SIDANG_ISBAT],
  ["2026-05-31", "Hari Raya Waisak 2570 BE"],
  ["2026-06-01", "Hari Lahir Pancasila"],
  ["2026-06-16", "1 Muharam Tahun Baru Islam 1448 Hijriah"],
  ["2026-08-17", "Proklamasi Kemerdekaan"],
  ["2026-08-25", "Maulid Nabi Muhammad SAW"],
  ["2026-12-25", "Kelahiran Yesus Kristus"],
];

const CUTI_BERSAMA: readonly (readonly [tanggal: string, nama: string])[] = [
  ["2026-02-16", "Cuti bersama Tahun Baru Imlek"],
  ["2026-03-18", "Cuti bersama Hari Suci Nyepi"],
  ["2026-03-20", "Cuti bersama Idulfitri"],
  ["2026-03-23", "Cuti bersama Idulfitri"],
  ["2026-03-24", "Cuti bersama Idulfitri"],
  ["2026-05-15", "Cuti bersama Kenaikan Yesus Kristus"],
  ["2026-05-28", "Cuti bersama Iduladha"],
  ["2026-12-24", "Cuti bersama Kelahiran Yesus Kristus"],
];

/** National holidays (17) and collective leave (8) of 2026, in the order of the decree. */
export const HARI_LIBUR_2026: readonly HariLibur[] = [
  ...LIBUR_NASIONAL.map(([tanggal, nama, sumber]): HariLibur => ({
    tanggal,
    nama,
    jenis: "libur_nasional",
    sumber: sumber ?? SKB,
  })),
  ...CUTI_BERSAMA.map(([tanggal, nama]): HariLibur => ({ tanggal, nama, jenis: "cuti_bersama", sumber: SKB })),
];
