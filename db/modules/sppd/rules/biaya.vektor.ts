import type { BarisBiaya } from "./baris-biaya.ts";
import { hitungBiaya, type MasukanBiaya } from "./biaya.ts";
import { susunTarif, type TarifSbm } from "./estimasi.ts";
import { isianBiaya } from "./isian-biaya.ts";

// What the tests of recognition share: two nights in Yogyakarta, and the tariffs of 2026.

const D1 = { golongan: "III/d", kesetaraan: null };
export const A2 = { golongan: "IV/d", kesetaraan: "eselon_2" } as const;
export const rekan = "0199a2c4-8b1f-7d42-8e4b-6c2e3f405b6d";
export const saya = "0199a2c4-8b1f-7d42-8e4b-6c2e3f405b6c";
export const struk = "0199a2c4-8b1f-7d42-8e4b-6c2e3f405b6e";

function tarif(
  provinsi_kode: string,
  komponen: string,
  nilai: number,
  kelompok: string | null = null,
  tahun = 2026,
): TarifSbm {
  return { tahun, provinsi_kode, komponen, kelompok, tarif: nilai, satuan: "hari", sumber: "PMK 32 Tahun 2025" };
}

export const TARIF = susunTarif([
  tarif("34", "uang_harian_luar_kota", 420_000),
  tarif("34", "uang_harian_dalam_kota_lebih_8jam", 170_000),
  tarif("34", "uang_harian_diklat", 130_000),
  tarif("34", "uang_harian_rapat_fullboard", 130_000),
  tarif("34", "penginapan", 845_000, "eselon_4_gol_3_2_1"),
  tarif("34", "penginapan", 2_695_000, "eselon_2"),
  tarif("34", "representasi_luar_kota", 150_000, "eselon_2"),
  tarif("34", "taksi", 258_000),
  tarif("34", "sewa_mobil", 900_000),
  tarif("32", "uang_harian_luar_kota", 430_000),
  tarif("32", "penginapan", 735_000, "eselon_4_gol_3_2_1"),
  tarif("32", "uang_harian_luar_kota", 440_000, null, 2027),
]);

export type Perjalanan = MasukanBiaya["perjalanan"];

export function etape(tujuan_kode: string, berangkat: string, kembali: string): Perjalanan["etape"][number] {
  return { asal_kode: "33.74", tujuan_kode, berangkat, kembali };
}

/** Two nights in Yogyakarta. */
export function perjalanan(ganti: Partial<Perjalanan> = {}): Perjalanan {
  return {
    jenis_perjalanan: "luar_kota",
    kategori: "biasa",
    tahun_anggaran: 2026,
    etape: [etape("34.71", "2026-04-13", "2026-04-15")],
    ...ganti,
  };
}

export function hitung(isian: Record<string, unknown>, ganti: Partial<Omit<MasukanBiaya, "isian">> = {}) {
  return hitungBiaya({
    perjalanan: perjalanan(),
    pegawai_id: saya,
    kedudukan: D1,
    tarif: TARIF,
    taksiran_transpor: 500_000,
    kamar: [],
    tempat_sah: null,
    dibiayai: [],
    ...ganti,
    isian: isianBiaya.parse(isian),
  });
}

export function baris(hasil: ReturnType<typeof hitung>, komponen?: string): BarisBiaya[] {
  if (!hasil.ok) throw new Error(hasil.kode);
  return hasil.baris.filter((satu) => komponen === undefined || satu.komponen === komponen);
}

export const jumlahkan = (semua: readonly BarisBiaya[]) => semua.reduce((jumlah, { diakui }) => jumlah + diakui, 0);
export const diakui = (hasil: ReturnType<typeof hitung>, komponen: string) =>
  baris(hasil, komponen).map((satu) => satu.diakui);
