import type { ReportCell, ReportColumn } from "../../../core/xlsx.ts";
import { tampilkanNip } from "../../pegawai/rules/nip.ts";
import { formatBulan } from "./tanggal.ts";

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
export function kolomRekap(per: keyof typeof JUDUL): ReportColumn[] {
  const [nama, kode] = JUDUL[per];
  return [
    { heading: "No.", width: 5 },
    { heading: nama, width: 38 },
    { heading: kode, width: 21 },
    { heading: "Perjalanan", width: 12, summed: true },
    { heading: "Orang", width: 9, summed: true },
    { heading: "Hari", width: 9, summed: true },
    { heading: "Perkiraan", width: 17, summed: true },
    { heading: "Realisasi", width: 17, summed: true },
  ];
}

/** A row, its month by name; a traveller's number is text, whatever it looks like. */
export function barisRekap(per: keyof typeof JUDUL, rekap: BarisRekap, urut: number): ReportCell[] {
  const { kode, perjalanan, orang, hari, estimasi, realisasi } = rekap;
  const nama = per === "bulan" ? formatBulan(rekap.nama) : rekap.nama;
  return [urut, nama, /^\d{18}$/.test(kode) ? tampilkanNip(kode) : kode, perjalanan, orang, hari, estimasi, realisasi];
}
