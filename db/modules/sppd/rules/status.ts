/** Every state of a travel order. */
export const STATUS_SPPD = [
  "draft",
  "diajukan",
  "disetujui",
  "ditolak",
  "st_terbit",
  "spd_terbit",
  "berjalan",
  "menunggu_laporan",
  "pertanggungjawaban",
  "rampung",
  "selesai",
  "diarsipkan",
  "dibatalkan",
  "dibatalkan_terbit",
] as const;
export type StatusSppd = (typeof STATUS_SPPD)[number];

/** States of an order whose letters are out and stand. */
export const STATUS_BERSURAT = [
  "st_terbit",
  "spd_terbit",
  "berjalan",
  "menunggu_laporan",
  "pertanggungjawaban",
  "rampung",
  "selesai",
  "diarsipkan",
] as const satisfies readonly StatusSppd[];

/** Who acts: a role, a relation to the order, or the clock (`sistem`). */
export type PelakuSppd =
  | "pemohon"
  | "operator"
  | "approver"
  | "penerbit_st"
  | "ppk"
  | "bendahara"
  | "verifikator"
  | "pelaksana"
  | "atasan"
  | "sistem";

/** One line of the state table: who may take an order from where to where. */
export interface Transisi {
  aksi: string;
  /** `null`: the order does not exist yet. */
  dari: StatusSppd | null;
  ke: StatusSppd;
  /** Where the order stays instead while further approvers, further travellers, or further days of the trip, remain. */
  antara?: StatusSppd;
  oleh: readonly PelakuSppd[];
}

/**
 * The life of a travel order. A returned order (`kembalikan`) is a draft again with its version one higher. Cancelling
 * is `dibatalkan` while nothing has been issued; once letters are out and their numbers taken it takes a superior's statement and the
 * PPK, and is `dibatalkan_terbit`.
 */
export const TRANSISI = [
  { aksi: "buat", dari: null, ke: "draft", oleh: ["pemohon", "operator"] },
  { aksi: "ubah", dari: "draft", ke: "draft", oleh: ["pemohon", "operator"] },
  { aksi: "ajukan", dari: "draft", ke: "diajukan", oleh: ["pemohon", "operator"] },
  { aksi: "tarik", dari: "diajukan", ke: "draft", oleh: ["pemohon", "operator"] },
  { aksi: "setujui", dari: "diajukan", ke: "disetujui", antara: "diajukan", oleh: ["approver"] },
  { aksi: "eskalasi", dari: "diajukan", ke: "diajukan", oleh: ["sistem"] },
  { aksi: "kembalikan", dari: "diajukan", ke: "draft", oleh: ["approver"] },
  { aksi: "tolak", dari: "diajukan", ke: "ditolak", oleh: ["approver"] },
  { aksi: "terbitkan_st", dari: "disetujui", ke: "st_terbit", oleh: ["penerbit_st"] },
  { aksi: "terbitkan_spd", dari: "st_terbit", ke: "spd_terbit", oleh: ["ppk"] },
  // Of an order that goes without SPDs; any other waits for them.
  { aksi: "bayar_uang_muka", dari: "st_terbit", ke: "st_terbit", oleh: ["bendahara"] },
  { aksi: "bayar_uang_muka", dari: "spd_terbit", ke: "spd_terbit", oleh: ["bendahara"] },
  { aksi: "bayar_uang_muka", dari: "berjalan", ke: "berjalan", oleh: ["bendahara"] },
  { aksi: "mulai", dari: "spd_terbit", ke: "berjalan", oleh: ["sistem"] },
  // In town for up to 8 hours, where the institution issues no SPDs for that.
  { aksi: "mulai", dari: "st_terbit", ke: "berjalan", oleh: ["sistem"] },
  { aksi: "ubah_perjalanan", dari: "berjalan", ke: "berjalan", oleh: ["ppk"] },
  { aksi: "ubah_perjalanan", dari: "menunggu_laporan", ke: "menunggu_laporan", antara: "berjalan", oleh: ["ppk"] },
  {
    aksi: "kembali",
    dari: "berjalan",
    ke: "menunggu_laporan",
    antara: "berjalan",
    oleh: ["sistem", "pelaksana", "operator"],
  },
  { aksi: "isi_biaya", dari: "berjalan", ke: "berjalan", oleh: ["pelaksana", "operator"] },
  { aksi: "isi_biaya", dari: "menunggu_laporan", ke: "menunggu_laporan", oleh: ["pelaksana", "operator"] },
  {
    aksi: "kirim_laporan",
    dari: "menunggu_laporan",
    ke: "pertanggungjawaban",
    antara: "menunggu_laporan",
    oleh: ["pelaksana"],
  },
  { aksi: "kembalikan_laporan", dari: "pertanggungjawaban", ke: "menunggu_laporan", oleh: ["verifikator"] },
  { aksi: "kembalikan_laporan", dari: "menunggu_laporan", ke: "menunggu_laporan", oleh: ["verifikator"] },
  { aksi: "beri_dispensasi", dari: "pertanggungjawaban", ke: "pertanggungjawaban", oleh: ["ppk"] },
  { aksi: "periksa_biaya", dari: "pertanggungjawaban", ke: "pertanggungjawaban", oleh: ["bendahara"] },
  {
    aksi: "sahkan_rampung",
    dari: "pertanggungjawaban",
    ke: "rampung",
    antara: "pertanggungjawaban",
    oleh: ["ppk"],
  },
  { aksi: "bayar", dari: "rampung", ke: "selesai", antara: "rampung", oleh: ["bendahara"] },
  { aksi: "bayar", dari: "dibatalkan_terbit", ke: "dibatalkan_terbit", oleh: ["bendahara"] },
  { aksi: "arsipkan", dari: "selesai", ke: "diarsipkan", oleh: ["sistem"] },
  { aksi: "batalkan", dari: "draft", ke: "dibatalkan", oleh: ["pemohon", "operator"] },
  { aksi: "batalkan", dari: "diajukan", ke: "dibatalkan", oleh: ["pemohon", "operator", "approver"] },
  { aksi: "batalkan", dari: "disetujui", ke: "dibatalkan", oleh: ["pemohon", "operator", "approver"] },
  { aksi: "minta_pembatalan", dari: "st_terbit", ke: "st_terbit", oleh: ["atasan", "pelaksana", "operator"] },
  { aksi: "minta_pembatalan", dari: "spd_terbit", ke: "spd_terbit", oleh: ["atasan", "pelaksana", "operator"] },
  { aksi: "sahkan_pembatalan", dari: "st_terbit", ke: "dibatalkan_terbit", oleh: ["ppk"] },
  { aksi: "sahkan_pembatalan", dari: "spd_terbit", ke: "dibatalkan_terbit", oleh: ["ppk"] },
] as const satisfies readonly Transisi[];

/** What can be done with an order. */
export type AksiSppd = (typeof TRANSISI)[number]["aksi"];

/**
 * Where an action leads from a state, or undefined where it is not allowed.
 *
 * @param masihAdaJenjang whether approvers remain after this one: an approval then leaves the order submitted
 */
export function transisi(dari: StatusSppd | null, aksi: AksiSppd, masihAdaJenjang = false): StatusSppd | undefined {
  const baris: Transisi | undefined = TRANSISI.find((calon) => calon.dari === dari && calon.aksi === aksi);
  return masihAdaJenjang && baris?.antara !== undefined ? baris.antara : baris?.ke;
}

/** The states from which an action leads to any of the given states (by default, to any at all). */
export function statusAsal(aksi: AksiSppd, ke: readonly StatusSppd[] = STATUS_SPPD): StatusSppd[] {
  return STATUS_SPPD.filter((dari) => TRANSISI.some((t) => t.aksi === aksi && t.dari === dari && ke.includes(t.ke)));
}
