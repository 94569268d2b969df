import { ISIAN_PELAKSANA, type BarisBiaya } from "./baris-biaya.ts";
import { namaProvinsi } from "./estimasi-baris.ts";
import type { IsianBiaya } from "./isian-biaya.ts";
import type { CariTarif } from "./tarif.ts";

/** Proof and what is said of it. */
type Pembuktian = Pick<IsianBiaya["transpor"][number], "riil" | "bukti" | "catatan">;

/**
 * Of a cost that is measured by an estimate (tickets, taxis, rented vehicles): all of it up to the estimate; above that only what
 * is proved and explained. Where there is no estimate, all of it.
 */
function akuiTaksiran(jumlah: number, pagu: number | null, { riil, bukti, catatan }: Pembuktian): number {
  if (pagu === null || (!riil && bukti.length > 0 && catatan !== undefined)) return jumlah;
  return Math.min(jumlah, pagu);
}

function terbukti({ riil, bukti, catatan }: Pembuktian): Pick<BarisBiaya, "otomatis" | "riil" | "bukti" | "catatan"> {
  return { otomatis: false, riil, bukti, catatan: catatan ?? null };
}

/**
 * Tickets, fuel, tolls: by what was estimated for the traveller as a whole, line after line.
 *
 * @param taksiran what the approved estimate says of transport, in rupiah
 */
export function akuiTranspor(isian: IsianBiaya["transpor"], taksiran: number): BarisBiaya[] {
  let tersisa = taksiran;
  return isian.map((satu) => {
    const { uraian, jumlah } = satu;
    const diakui = akuiTaksiran(jumlah, tersisa, satu);
    const pagu = tersisa;
    tersisa = Math.max(0, tersisa - diakui);
    return {
      komponen: "transpor",
      uraian,
      tanggal: satu.tanggal ?? null,
      kuantitas: 1,
      satuan: "kali",
      tarif: jumlah,
      jumlah,
      pagu,
      diakui,
      sumber: `${ISIAN_PELAKSANA}; taksiran yang disetujui`,
      isian: {},
      ...terbukti(satu),
    };
  });
}

/** Taxi rides, by the tariff of their province; where the table has none, by what was paid. */
export function akuiTaksi(isian: IsianBiaya["taksi"], tahun: number, cari: CariTarif): BarisBiaya[] {
  return isian.map((satu) => {
    const { provinsi_kode, kali } = satu;
    const tarif = cari({ tahun, provinsi_kode, komponen: "taksi" });
    return {
      komponen: "taksi",
      uraian: `Taksi ${namaProvinsi(provinsi_kode)}`,
      tanggal: satu.tanggal ?? null,
      isian: { provinsi_kode },
      ...menurutTabel(satu, kali, "kali", tarif),
    };
  });
}

/** Rented vehicles, by the tariff of their province and kind; where the table has none, by what was paid. */
export function akuiSewa(isian: IsianBiaya["sewa"], tahun: number, cari: CariTarif): BarisBiaya[] {
  return isian.map((satu) => {
    const { provinsi_kode, kendaraan, hari } = satu;
    const tarif = cari({ tahun, provinsi_kode, komponen: `sewa_${kendaraan}` });
    return {
      komponen: "sewa",
      uraian: `Sewa ${kendaraan.replace("_", " ")} ${namaProvinsi(provinsi_kode)}`,
      tanggal: null,
      isian: { provinsi_kode, kendaraan },
      ...menurutTabel(satu, hari, "hari", tarif),
    };
  });
}

function menurutTabel(
  satu: Pembuktian & { readonly jumlah: number },
  kuantitas: number,
  satuan: string,
  tarif: { readonly tarif: number; readonly sumber: string } | undefined,
): Omit<BarisBiaya, "komponen" | "uraian" | "tanggal" | "isian"> {
  const { jumlah } = satu;
  const pagu = tarif === undefined ? null : tarif.tarif * kuantitas;
  return {
    kuantitas,
    satuan,
    tarif: Math.floor(jumlah / kuantitas),
    jumlah,
    pagu,
    diakui: akuiTaksiran(jumlah, pagu, satu),
    sumber: tarif === undefined ? ISIAN_PELAKSANA : `${ISIAN_PELAKSANA}; tarif ${tarif.sumber}`,
    ...terbukti(satu),
  };
}

/** Levies, luggage, fees of booking platforms and the like (PMK 119/2023): what was paid. */
export function akuiLain(isian: IsianBiaya["lain"]): BarisBiaya[] {
  return isian.map((satu) => ({
    komponen: "lain",
    uraian: satu.uraian,
    tanggal: satu.tanggal ?? null,
    kuantitas: 1,
    satuan: "kali",
    tarif: satu.jumlah,
    jumlah: satu.jumlah,
    pagu: null,
    diakui: satu.jumlah,
    sumber: ISIAN_PELAKSANA,
    isian: {},
    ...terbukti(satu),
  }));
}
