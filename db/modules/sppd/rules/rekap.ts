import { columnName, type ReportCell, type SheetColumn } from "../../../core/xlsx.ts";
import { tampilkanNip } from "../../pegawai/rules/nip.ts";

/** A row of a recapitulation. Rupiah. */
export interface BarisRekap {
  /** A unit, a traveller, or a month as `YYYY-MM`. */
  readonly nama: string;
  /** A unit's code or a traveller's number; empty for a month. */
  readonly kode: string;
  readonly perjalanan: number;
  /** Travellers, each as often as they travelled. */
  readonly orang: number;
  readonly hari: number;
  readonly estimasi: number;
  readonly realisasi: number;
}

const JUDUL = {
  unit: ["Unit Kerja", "Kode"],
  pelaksana: ["Pelaksana", "NIP"],
  bulan: ["Bulan", ""],
} as const;

/** The columns of a recapitulation. */
export function kolomRekap(per: keyof typeof JUDUL): SheetColumn[] {
  const [nama, kode] = JUDUL[per];
  return [
    { heading: "No.", width: 5 },
    { heading: nama, width: 38 },
    { heading: kode, width: 21 },
    { heading: "Perjalanan", width: 12 },
    { heading: "Orang", width: 9 },
    { heading: "Hari", width: 9 },
    { heading: "Perkiraan", width: 17 },
    { heading: "Realisasi", width: 17 },
  ];
}

/** A row; a traveller's number is text, whatever it looks like. */
export function barisRekap(rekap: BarisRekap, urut: number): ReportCell[] {
  const { nama, kode, perjalanan, orang, hari, estimasi, realisasi } = rekap;
  return [urut, nama, /^\d{18}$/.test(kode) ? tampilkanNip(kode) : kode, perjalanan, orang, hari, estimasi, realisasi];
}

/** The last row: the sums of the rows from `awal` to the one above it. */
export function jumlahRekap(rekap: readonly BarisRekap[], awal: number, baris: number): ReportCell[] {
  const angka = ["perjalanan", "orang", "hari", "estimasi", "realisasi"] as const;
  const jumlah = angka.map((nama, urut): ReportCell => {
    const value = rekap.reduce((sejauh, satu) => sejauh + satu[nama], 0);
    const kolom = columnName(urut + 3);
    return baris === awal ? value : { formula: `SUM(${kolom}${awal}:${kolom}${baris - 1})`, value };
  });
  return ["", "Jumlah", "", ...jumlah];
}
