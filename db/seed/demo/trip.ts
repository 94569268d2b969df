import type { AlatAngkut, JenisPerjalanan } from "../../modules/sppd/rules/jenis.ts";
import { kodeProvinsi } from "../../modules/sppd/rules/jenis.ts";
import type { Acak } from "../reference/acak.ts";
import { MAKSUD_DEMO, TUJUAN_DEMO } from "../reference/university.ts";

/** Where the demo university stands: Kota Semarang. */
export const KOTA_ASAL = "33.74";

/** What a trip is about and what it takes, without its days and its people. Fares in rupiah, there and back. */
export interface Trip {
  readonly jenis: JenisPerjalanan;
  readonly maksud: string;
  readonly tujuan_kode: string;
  readonly tempat: string;
  readonly alat_angkut: AlatAngkut;
  /** Days, both ends counted. */
  readonly lama: number;
  readonly transpor: { readonly uraian: string; readonly jumlah: number };
  /** Provinces in which a taxi is taken twice. */
  readonly taksi: readonly string[];
}

const DALAM_KOTA = [
  "Balai Kota Semarang",
  "Dinas Kesehatan Kota Semarang",
  "Rumah Sakit Umum Daerah Kota Semarang",
  "Lembaga Layanan Pendidikan Tinggi Wilayah VI, Semarang",
];

/** Purposes that suit one faculty only, told by these words. */
const KHUSUS: Readonly<Record<string, RegExp>> = { FT: /kedokteran/, FK: /informatika|robot|kualitas air/ };

/** Fares there and back from Semarang by plane and by train, by province, invented in the order of what they cost. */
const TARIF_PESAWAT: Readonly<Record<string, number>> = {
  "12": 4_100_000,
  "13": 3_700_000,
  "16": 3_100_000,
  "51": 2_900_000,
  "53": 5_200_000,
  "64": 3_600_000,
  "73": 3_900_000,
  "91": 8_600_000,
};
const TARIF_KERETA: Readonly<Record<string, number>> = { "31": 820_000, "32": 640_000, "35": 560_000 };

/** Draws a trip for people of a faculty; whoever belongs to none (`fakultas` undefined) goes out of town only. */
export function drawTrip(sumber: Acak, fakultas: string | undefined): Trip {
  const kecuali = fakultas === undefined ? undefined : KHUSUS[fakultas];
  const maksud = sumber.pilih(MAKSUD_DEMO.filter((satu) => !kecuali?.test(satu)));
  return fakultas !== undefined && sumber.peluang(12) ? inTown(sumber, maksud) : outOfTown(sumber, maksud);
}

function inTown(sumber: Acak, maksud: string): Trip {
  return {
    jenis: sumber.peluang(70) ? "dalam_kota_lebih_8jam" : "dalam_kota_sd_8jam",
    maksud,
    tujuan_kode: KOTA_ASAL,
    tempat: sumber.pilih(DALAM_KOTA),
    alat_angkut: "kendaraan_umum",
    lama: 1,
    transpor: { uraian: "Transpor dalam kota pulang pergi", jumlah: 170_000 },
    taksi: [],
  };
}

function outOfTown(sumber: Acak, maksud: string): Trip {
  const { kode, tempat } = sumber.pilih(TUJUAN_DEMO);
  const provinsi = kodeProvinsi(kode);
  const pesawat = TARIF_PESAWAT[provinsi];
  const kereta = TARIF_KERETA[provinsi];
  const [alat_angkut, uraian, ongkos]: [AlatAngkut, string, number] =
    pesawat !== undefined
      ? ["pesawat_udara", "Tiket pesawat", pesawat]
      : kereta !== undefined
        ? ["kereta_api", "Tiket kereta api", kereta]
        : ["kendaraan_umum", "Angkutan antarkota", 280_000];
  return {
    jenis: "luar_kota",
    maksud,
    tujuan_kode: kode,
    tempat,
    alat_angkut,
    lama: pesawat === undefined ? sumber.bulat(2, 3) : sumber.bulat(2, 4),
    transpor: {
      uraian: `${uraian} Semarang pulang pergi`,
      jumlah: Math.round((ongkos * sumber.bulat(88, 115)) / 100 / 10_000) * 10_000,
    },
    taksi: alat_angkut === "kendaraan_umum" ? [] : ["33", provinsi],
  };
}
