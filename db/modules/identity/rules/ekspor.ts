import * as z from "zod";
import { jenisPengenal, type JenisPengenal } from "./pengenal.ts";

/** What of the institution's people is exported, and into which kind of file. */
export const saringanEkspor = z.strictObject({
  format: z.enum(["xlsx", "csv"]),
  aktif: z.boolean().optional(),
  peran: z.string().min(1).max(40).optional(),
  unit_id: z.uuid().optional(),
});

/** A person as they are exported. */
export interface OrangEkspor {
  readonly id: string;
  readonly nama: string;
  readonly pengenal: Readonly<Partial<Record<JenisPengenal, string>>>;
  /** Empty for none. */
  readonly telepon: string;
  /** With the code of the unit: `dosen (TI)`. */
  readonly peran: readonly string[];
  readonly aktif: boolean;
  /** In the institution's time zone, `2026-04-06 10:00`; empty for never. */
  readonly terakhir_masuk: string;
  readonly dibuat: string;
}

const kepalaPengenal: Readonly<Record<JenisPengenal, string>> = {
  username: "Nama Pengguna",
  email: "Surel",
  nip: "NIP",
  ni_pppk: "NI PPPK",
  nid: "NID",
  nidn: "NIDN",
  nuptk: "NUPTK",
  nim: "NIM",
  nisn: "NISN",
};

/** The headings of an export, in the order of `selEkspor`. Names and identifiers are called as an import calls them. */
export const kepalaEkspor: readonly string[] = [
  "Nama",
  ...jenisPengenal.map((jenis) => kepalaPengenal[jenis]),
  "Telepon",
  "Peran",
  "Status",
  "Terakhir Masuk",
  "Dibuat",
];

/** A person as the cells of a row, all of them text: an identifier is no number. */
export function selEkspor(orang: OrangEkspor): string[] {
  return [
    orang.nama,
    ...jenisPengenal.map((jenis) => orang.pengenal[jenis] ?? ""),
    orang.telepon,
    orang.peran.join("; "),
    orang.aktif ? "aktif" : "nonaktif",
    orang.terakhir_masuk,
    orang.dibuat,
  ];
}

/**
 * A row of CSV for spreadsheets set to Indonesian, which part columns by semicolons. A cell that a spreadsheet would take for a
 * formula begins with an apostrophe: whoever named themselves so runs nothing on another's machine.
 */
export function barisCsv(sel: readonly string[]): string {
  return `${sel.map(selCsv).join(";")}\r\n`;
}

function selCsv(teks: string): string {
  const aman = /^[=+\-@\t\r\n]/.test(teks) ? `'${teks}` : teks;
  return /[";\r\n]/.test(aman) || aman !== aman.trim() ? `"${aman.replaceAll('"', '""')}"` : aman;
}
