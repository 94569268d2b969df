import type { StatusPegawai } from "./golongan.ts";

/** Why a number is refused. Each is a problem code of its own. */
export type KodeNip =
  | "NIP_BUKAN_ANGKA"
  | "NIP_PANJANG"
  | "NIP_TANGGAL_LAHIR"
  | "NIP_TMT_TIDAK_SAH"
  | "NOMOR_INDUK_TIDAK_SAH";

/** What is odd about a number but occurs in real registers, so it is told and not refused. */
export type PeringatanNip =
  | "NIP_JENIS_KELAMIN_TIDAK_DIKENAL"
  | "NIP_JENIS_KELAMIN_BERBEDA"
  | "NIP_TANGGAL_LAHIR_BERBEDA"
  | "NIP_USIA_TMT_DI_BAWAH_17";

export interface MasukanNip {
  nip: string;
  status: StatusPegawai;
  jenis_kelamin?: "L" | "P" | undefined;
  /** ISO date; compared with the one inside the number. */
  tanggal_lahir?: string | undefined;
}

export type HasilNip = { ok: true; nip: string; peringatan: PeringatanNip[] } | { ok: false; kode: KodeNip };

const USIA_TERMUDA = 17;
/** A PPPK's contract counter starts here, where a civil servant's number has the month of appointment. */
const FREKUENSI_PPPK_PERTAMA = 21;
const NOMOR_LAIN = /^[0-9]{9,18}$/;

/** Takes out what people type or paste between the groups of a NIP: spaces of any kind, dots, invisible characters. */
export function normalizeNip(teks: string): string {
  return teks.replace(/[\s.\p{Cf}]/gu, "");
}

function tanggalAda(tahun: number, bulan: number, hari: number): boolean {
  if (tahun < 1900 || bulan < 1 || bulan > 12 || hari < 1) {
    return false;
  }
  return hari <= new Date(Date.UTC(tahun, bulan, 0)).getUTCDate();
}

function tolak(kode: KodeNip): HasilNip {
  return { ok: false, kode };
}

/**
 * Checks an employee number.
 *
 * Civil servants (PNS, CPNS): 18 digits, date of birth, year and month of appointment, gender digit, sequence. PPPK have
 * the contract counter (21 and up) in place of the month, so the two are not interchangeable. Everyone else carries a
 * number of 9 to 18 digits (NIDN, NUPTK, NIK, an old NIP), whose inside is not examined, or none.
 * Wrong length or dates refuse the number; gender and age only warn, because old registers hold such numbers.
 */
export function periksaNip(masukan: MasukanNip): HasilNip {
  const { status } = masukan;
  const nip = normalizeNip(masukan.nip);
  if (status !== "PNS" && status !== "CPNS" && status !== "PPPK") {
    return NOMOR_LAIN.test(nip) ? { ok: true, nip, peringatan: [] } : tolak("NOMOR_INDUK_TIDAK_SAH");
  }
  if (!/^[0-9]*$/.test(nip)) {
    return tolak("NIP_BUKAN_ANGKA");
  }
  if (nip.length !== 18) {
    return tolak("NIP_PANJANG");
  }
  const tahunLahir = Number(nip.slice(0, 4));
  const bulanLahir = Number(nip.slice(4, 6));
  if (!tanggalAda(tahunLahir, bulanLahir, Number(nip.slice(6, 8)))) {
    return tolak("NIP_TANGGAL_LAHIR");
  }
  const tahunTmt = Number(nip.slice(8, 12));
  const bagianTmt = Number(nip.slice(12, 14));
  if (status === "PPPK" ? bagianTmt < FREKUENSI_PPPK_PERTAMA : bagianTmt < 1 || bagianTmt > 12) {
    return tolak("NIP_TMT_TIDAK_SAH");
  }
  // A PPPK number names no month, so the whole year counts in the holder's favour.
  const bulanTmt = status === "PPPK" ? 12 : bagianTmt;
  const bulanSejakLahir = (tahunTmt - tahunLahir) * 12 + bulanTmt - bulanLahir;
  if (bulanSejakLahir < 0) {
    return tolak("NIP_TMT_TIDAK_SAH");
  }
  return { ok: true, nip, peringatan: kumpulkanPeringatan(nip, bulanSejakLahir, masukan) };
}

function kumpulkanPeringatan(nip: string, bulanSejakLahir: number, masukan: MasukanNip): PeringatanNip[] {
  const peringatan: PeringatanNip[] = [];
  const angka = nip.charAt(14);
  const menurutNip = angka === "1" ? "L" : angka === "2" ? "P" : undefined;
  if (menurutNip === undefined) {
    peringatan.push("NIP_JENIS_KELAMIN_TIDAK_DIKENAL");
  } else if (masukan.jenis_kelamin !== undefined && masukan.jenis_kelamin !== menurutNip) {
    peringatan.push("NIP_JENIS_KELAMIN_BERBEDA");
  }
  if (masukan.tanggal_lahir !== undefined && masukan.tanggal_lahir.replaceAll("-", "") !== nip.slice(0, 8)) {
    peringatan.push("NIP_TANGGAL_LAHIR_BERBEDA");
  }
  if (bulanSejakLahir < USIA_TERMUDA * 12) {
    peringatan.push("NIP_USIA_TMT_DI_BAWAH_17");
  }
  return peringatan;
}

/** The number as letters print it, "19850312 201012 2 003"; numbers of another shape come back as they are. */
export function tampilkanNip(nip: string): string {
  return nip.replace(/^(\d{8})(\d{6})(\d)(\d{3})$/, "$1 $2 $3 $4");
}

/**
 * The number for public pages: only its last three characters, which name neither birth nor gender; of short numbers
 * never more than a third. A holder of the paper can compare, a stranger learns nothing.
 */
export function samarkanNip(nip: string): string {
  const tampak = Math.min(3, Math.floor(nip.length / 3));
  return "•".repeat(nip.length - tampak) + nip.slice(nip.length - tampak);
}

/** What the number is called on letters: "NIP", "NI PPPK", or "Nomor Induk" for people outside the civil service. */
export function labelNip(status: StatusPegawai): "NIP" | "NI PPPK" | "Nomor Induk" {
  if (status === "PNS" || status === "CPNS") {
    return "NIP";
  }
  return status === "PPPK" ? "NI PPPK" : "Nomor Induk";
}
