/** Kinds of trip. `luar_kota` crosses the border of a city or regency; DKI Jakarta counts as one city. */
export const JENIS_PERJALANAN = [
  "luar_kota",
  "dalam_kota_lebih_8jam",
  "dalam_kota_sd_8jam",
  "luar_negeri",
  "pindah",
] as const;
export type JenisPerjalanan = (typeof JENIS_PERJALANAN)[number];

/** What a trip is for; some categories have tariffs of their own. */
export const KATEGORI_PERJALANAN = [
  "biasa",
  "rapat_fullboard",
  "rapat_fullday",
  "rapat_halfday",
  "diklat",
  "ujian_dinas",
  "pengobatan",
  "jenazah",
] as const;
export type KategoriPerjalanan = (typeof KATEGORI_PERJALANAN)[number];

/** Means of transport, each with the words that the SPD prints. */
export const ALAT_ANGKUT = {
  pesawat_udara: "Pesawat udara",
  kereta_api: "Kereta api",
  kapal_laut: "Kapal laut",
  bus: "Bus",
  kendaraan_umum: "Kendaraan umum",
  kendaraan_dinas: "Kendaraan dinas",
  kendaraan_sewa: "Kendaraan sewa",
  kendaraan_pribadi: "Kendaraan pribadi",
} as const;
export type AlatAngkut = keyof typeof ALAT_ANGKUT;

/** The province of a regency or city: `kodeProvinsi("31.71")` is "31". Codes are those of the Ministry of Home Affairs. */
export function kodeProvinsi(kodeWilayah: string): string {
  return kodeWilayah.slice(0, 2);
}

const DKI_JAKARTA = "31";

/** Tells whether two regencies or cities are one city for travel: the same one, or both within DKI Jakarta. */
export function satuKota(kodeA: string, kodeB: string): boolean {
  return kodeA === kodeB || (kodeProvinsi(kodeA) === DKI_JAKARTA && kodeProvinsi(kodeB) === DKI_JAKARTA);
}
