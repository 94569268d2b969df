import type { TarifSbm } from "../../modules/sppd/rules/tarif.ts";
import { KELOMPOK_INAP } from "../../modules/pegawai/rules/kesetaraan.ts";
import { PROVINSI_SBM_2026 } from "./sbm-2026-provinsi.ts";

/** A tariff as it is stored; `kelompok` is empty where the table has one column only. */
export interface BarisSbm extends TarifSbm {
  readonly kelompok: string;
  readonly berlaku_mulai: string;
}

/** The day from which the figures of 2026 hold. */
const BERLAKU_MULAI = "2026-01-01";

const DASAR = "PMK 32 Tahun 2025 (SBM TA 2026)";
/** Read in a transcription and agreeing with what the press printed. */
const DICOCOKKAN = `${DASAR}; transkripsi publik, cocok dengan pemberitaan 23 Mei 2025`;
/** Read in a transcription only. */
const TRANSKRIPSI = `${DASAR}; transkripsi publik, belum dicocokkan dengan lampiran resmi`;

/** Representation per day: the same in every province, for the three groups that receive it. */
const REPRESENTASI = [
  { kelompok: "pejabat_negara_wamen", luarKota: 250_000, dalamKota: 125_000 },
  { kelompok: "eselon_1", luarKota: 200_000, dalamKota: 100_000 },
  { kelompok: "eselon_2", luarKota: 150_000, dalamKota: 75_000 },
] as const;

/** Land transport between Jakarta and its neighbours, there and back, by the neighbour's code. */
const TRANSPOR_JAKARTA_SEKITAR: readonly (readonly [kode: string, tarif: number])[] = [
  ["31.01", 386_000],
  ["32.01", 270_000],
  ["32.16", 256_000],
  ["32.71", 270_000],
  ["32.75", 256_000],
  ["32.76", 248_000],
  ["36.03", 279_000],
  ["36.71", 258_000],
  ["36.74", 258_000],
];

const TRANSPOR_DALAM_KABUPATEN_KOTA = 170_000;

type Angka = readonly [komponen: string, kelompok: string, tarif: number | null, satuan: string, sumber: string];

function susunBaris(provinsi_kode: string, angka: readonly Angka[]): BarisSbm[] {
  return angka.flatMap(([komponen, kelompok, tarif, satuan, sumber]) =>
    tarif === null
      ? []
      : [{ tahun: 2026, provinsi_kode, komponen, kelompok, tarif, satuan, sumber, berlaku_mulai: BERLAKU_MULAI }],
  );
}

/** Every tariff of budget year 2026, one row per province, component and group. A figure the table lacks has no row. */
export const SBM_2026: readonly BarisSbm[] = [
  ...PROVINSI_SBM_2026.flatMap(([provinsi, luarKota, dalamKota, diklat, inap1, inap2, inap3, inap4, taksi, ...sewa]) =>
    susunBaris(provinsi, [
      ["uang_harian_luar_kota", "", luarKota, "orang/hari", DICOCOKKAN],
      ["uang_harian_dalam_kota_lebih_8jam", "", dalamKota, "orang/hari", DICOCOKKAN],
      ["uang_harian_diklat", "", diklat, "orang/hari", DICOCOKKAN],
      ...[inap1, inap2, inap3, inap4].map((pagu, i): Angka => [
        "penginapan",
        KELOMPOK_INAP[i] ?? "",
        pagu,
        "orang/malam",
        TRANSKRIPSI,
      ]),
      ["taksi", "", taksi, "orang/kali", TRANSKRIPSI],
      ["sewa_mobil", "", sewa[0], "unit/hari", TRANSKRIPSI],
      ["sewa_bus_sedang", "", sewa[1], "unit/hari", TRANSKRIPSI],
      ["sewa_bus_besar", "", sewa[2], "unit/hari", TRANSKRIPSI],
      ["transpor_dalam_kabupaten_kota", "", TRANSPOR_DALAM_KABUPATEN_KOTA, "orang/PP", TRANSKRIPSI],
      ...REPRESENTASI.flatMap(({ kelompok, luarKota: keluar, dalamKota: didalam }): Angka[] => [
        ["representasi_luar_kota", kelompok, keluar, "orang/hari", TRANSKRIPSI],
        ["representasi_dalam_kota_lebih_8jam", kelompok, didalam, "orang/hari", TRANSKRIPSI],
      ]),
    ]),
  ),
  ...susunBaris(
    "31",
    TRANSPOR_JAKARTA_SEKITAR.map(([kode, tarif]): Angka => [
      "transpor_jakarta_sekitar",
      kode,
      tarif,
      "orang/PP",
      TRANSKRIPSI,
    ]),
  ),
];
