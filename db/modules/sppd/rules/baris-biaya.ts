import type { KomponenBiaya } from "./komponen.ts";
import type { TanggalIso } from "./tanggal.ts";

/** A line of what a trip really cost: what was spent, what the tariffs allow, and what of it is recognized. Whole rupiah. */
export interface BarisBiaya {
  readonly komponen: KomponenBiaya;
  readonly uraian: string;
  /** The day it was spent, if that is known; of lodging the evening. */
  readonly tanggal: TanggalIso | null;
  readonly kuantitas: number;
  readonly satuan: string;
  /** Of one; `kuantitas` times it may be less than `jumlah` by what does not divide. */
  readonly tarif: number;
  readonly jumlah: number;
  /** The ceiling, the table's figure or the estimate; null where there is none. */
  readonly pagu: number | null;
  /** From 0 to `jumlah`. */
  readonly diakui: number;
  readonly sumber: string;
  /** Added by the tariffs, and not entered. */
  readonly otomatis: boolean;
  readonly riil: boolean;
  readonly catatan: string | null;
  /** What was entered and the other fields do not say. */
  readonly isian: Readonly<Record<string, unknown>>;
  /** Ids of its receipts. */
  readonly bukti: readonly string[];
}

/** Where a figure comes from that no table says. */
export const ISIAN_PELAKSANA = "isian pelaksana";

/** Why a statement of costs is refused as it stands. */
export type KodeBiayaDitolak =
  | "PENGINAPAN_30_PERSEN_DITOLAK"
  | "KAMAR_SUDAH_DIKLAIM"
  | "MALAM_DI_LUAR_PERJALANAN"
  | "REPRESENTASI_TIDAK_BERHAK"
  | "DIBIAYAI_PENYELENGGARA";

/** Carries a refusal out of the middle of the computation; `hitungBiaya` turns it into an answer. */
export class BiayaDitolak extends Error {
  readonly kode: KodeBiayaDitolak;
  /** The field that is wrong, as a JSON pointer. */
  readonly pointer: string;
  readonly nilai: Readonly<Record<string, unknown>>;

  constructor(kode: KodeBiayaDitolak, pointer: string, nilai: Readonly<Record<string, unknown>> = {}) {
    super(kode);
    this.kode = kode;
    this.pointer = pointer;
    this.nilai = nilai;
  }
}
