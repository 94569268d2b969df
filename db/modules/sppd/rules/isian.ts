import * as z from "zod";
import { calendarDate } from "../../../core/storable.ts";
import { dapatDicetak } from "../../pegawai/rules/teks.ts";

/** Rupiah typed by a person; far above any trip, far below what sums could overflow. */
const RUPIAH_TERBESAR = 1_000_000_000;

/** "WAJIB_DIISI" where nothing came, else the given code: tells a missing field from a wrong one. */
export function kodeGalat(kode: string): (issue: { input?: unknown }) => string {
  return ({ input }) => (input === undefined || input === null ? "WAJIB_DIISI" : kode);
}

/**
 * One line of text: normalised (NFC), trimmed, then between `min` and `max` characters long, without control
 * characters. Codes: WAJIB_DIISI, TEKS_TIDAK_SAH, TEKS_TERLALU_PENDEK, TEKS_TERLALU_PANJANG, KARAKTER_TERLARANG.
 */
export function teks(min: number, max: number) {
  return z
    .string({ error: kodeGalat("TEKS_TIDAK_SAH") })
    .normalize("NFC")
    .trim()
    .min(min, min === 1 ? "WAJIB_DIISI" : "TEKS_TERLALU_PENDEK")
    .max(max, "TEKS_TERLALU_PANJANG")
    .refine(dapatDicetak, "KARAKTER_TERLARANG");
}

/** What can be seen of a letter's number: its words with one space between them, nothing that looks like nothing. */
const NOMOR = /^[\p{L}\p{N}\p{P}\p{S}]+( [\p{L}\p{N}\p{P}\p{S}]+)*$/u;

/** The number of a letter as it is typed. Codes: those of `teks`, KARAKTER_TERLARANG. */
export const nomorSurat = teks(1, 60).refine((nomor) => NOMOR.test(nomor), "KARAKTER_TERLARANG");

/** A date that exists, `YYYY-MM-DD`. Code: TANGGAL_TIDAK_SAH. */
export const tanggal = calendarDate();

/** An hour of the day, `HH:MM`. Code: JAM_TIDAK_SAH. */
export const jam = z
  .string({ error: kodeGalat("JAM_TIDAK_SAH") })
  .regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, "JAM_TIDAK_SAH");

/** A UUID in lowercase, so that equal ones are equal texts. Code: ID_TIDAK_SAH. */
export const id = z.uuid({ error: kodeGalat("ID_TIDAK_SAH") }).toLowerCase();

/** Whole rupiah, 0 to one milliard. Code: NILAI_TIDAK_SAH. */
export const rupiah = z
  .int({ error: kodeGalat("NILAI_TIDAK_SAH") })
  .min(0, "NILAI_TIDAK_SAH")
  .max(RUPIAH_TERBESAR, "NILAI_TIDAK_SAH");

/** A regency or city as the Ministry of Home Affairs numbers it, `31.71`; whether it exists is for the database. */
export const kodeWilayah = z
  .string({ error: kodeGalat("WILAYAH_TIDAK_SAH") })
  .regex(/^[1-9][0-9]\.[0-9]{2}$/, "WILAYAH_TIDAK_SAH");

/** A province, `31`. */
export const kodeProvinsiIsian = z
  .string({ error: kodeGalat("WILAYAH_TIDAK_SAH") })
  .regex(/^[1-9][0-9]$/, "WILAYAH_TIDAK_SAH");

/** An object that knows its fields: one too many is refused (KOLOM_TIDAK_DIKENAL), for it is a typing error or worse. */
export function isian<T extends z.core.$ZodLooseShape>(kolom: T) {
  return z.strictObject(kolom, {
    error: (issue) =>
      issue.code === "unrecognized_keys" ? "KOLOM_TIDAK_DIKENAL" : kodeGalat("ISIAN_TIDAK_SAH")(issue),
  });
}

/** A list of at most `max` entries, at least `min`. Codes: WAJIB_DIISI, DAFTAR_TERLALU_PENDEK, DAFTAR_TERLALU_PANJANG. */
export function daftar<T extends z.core.SomeType>(isi: T, min: number, max: number) {
  return z
    .array(isi, { error: kodeGalat("ISIAN_TIDAK_SAH") })
    .min(min, "DAFTAR_TERLALU_PENDEK")
    .max(max, "DAFTAR_TERLALU_PANJANG");
}
