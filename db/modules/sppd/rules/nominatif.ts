import { columnName, type ReportCell, type ReportColumn } from "../../../core/xlsx.ts";
import { tampilkanNip } from "../../pegawai/rules/nip.ts";
import { formatRentang } from "./tanggal.ts";

/** A line of somebody's costs: whole rupiah, `jumlah` is what counts of it. */
export interface BiayaNominatif {
  readonly komponen: string;
  readonly kuantitas: number;
  readonly tarif: number;
  readonly jumlah: number;
}

/** A traveller on a nominative list; dates are ISO. */
export interface OrangNominatif {
  readonly nama: string;
  readonly nip: string | null;
  readonly golongan: string | null;
  readonly nomor_spd: string | null;
  readonly tujuan: string;
  readonly tanggal_berangkat: string;
  readonly tanggal_kembali: string;
  readonly hari: number;
  readonly biaya: readonly BiayaNominatif[];
  /** Empty for whoever may not see it, or has none. */
  readonly rekening: string;
}

/** Which components each column of money gathers, in the order of the regulation's list (travel orders, 3.2.7). */
const KOLOM_UANG: readonly (readonly [string, readonly string[]])[] = [
  ["Transpor", ["transpor", "sewa"]],
  ["Taksi", ["taksi"]],
  ["Uang Harian", ["uang_harian"]],
  ["Penginapan", ["penginapan"]],
  ["Representasi", ["representasi"]],
  ["Lain-lain", ["lain"]],
];

const SEBELUM_UANG: readonly ReportColumn[] = [
  { heading: "No.", width: 5 },
  { heading: "Nama", width: 32 },
  { heading: "NIP", width: 21 },
  { heading: "Gol.", width: 7 },
  { heading: "Nomor SPD", width: 22 },
  { heading: "Tujuan", width: 26 },
  { heading: "Tanggal", width: 24 },
  { heading: "Lama (hari)", width: 7 },
];

/** The columns of a nominative list. */
export const kolomNominatif: readonly ReportColumn[] = [
  ...SEBELUM_UANG,
  ...KOLOM_UANG.map(([heading]) => ({ heading, width: 14, summed: true })),
  { heading: "Jumlah", width: 15, summed: true },
  { heading: "Rekening", width: 34 },
];

const UANG_PERTAMA = SEBELUM_UANG.length;
const JUMLAH = UANG_PERTAMA + KOLOM_UANG.length;
/** Lines that a formula spells out; of more it says the sum. A cell takes 8,192 characters. */
const BARIS_DALAM_RUMUS = 60;

/** A traveller as a row: amounts as they came about (`3*530000`), and their sum as a formula. `baris` is its number in the sheet. */
export function barisNominatif(orang: OrangNominatif, urut: number, baris: number): ReportCell[] {
  const uang = KOLOM_UANG.map(([, komponen]) =>
    rumusBiaya(orang.biaya.filter((satu) => komponen.includes(satu.komponen))),
  );
  return [
    urut,
    orang.nama,
    orang.nip === null ? "-" : tampilkanNip(orang.nip),
    orang.golongan ?? "-",
    orang.nomor_spd ?? "-",
    orang.tujuan,
    formatRentang(orang.tanggal_berangkat, orang.tanggal_kembali),
    orang.hari,
    ...uang,
    {
      formula: `SUM(${columnName(UANG_PERTAMA)}${baris}:${columnName(JUMLAH - 1)}${baris})`,
      value: orang.biaya.reduce((sejauh, { jumlah }) => sejauh + jumlah, 0),
    },
    orang.rekening,
  ];
}

function rumusBiaya(baris: readonly BiayaNominatif[]): ReportCell {
  const value = baris.reduce((sejauh, { jumlah }) => sejauh + jumlah, 0);
  if (baris.length === 0 || baris.length > BARIS_DALAM_RUMUS) return value;
  const suku = baris.map(({ kuantitas, tarif, jumlah }) =>
    kuantitas > 1 && kuantitas * tarif === jumlah ? `${kuantitas}*${tarif}` : String(jumlah),
  );
  return suku.length === 1 && suku[0] === String(value) ? value : { formula: suku.join("+"), value };
}
