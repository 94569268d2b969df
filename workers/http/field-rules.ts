import type * as z from "zod";
import type { Language } from "../../db/core/problem.ts";

type Told = Readonly<Record<Language, string>>;

/** More values than these are no help in an error. */
const mostTold = 40;

/** What a person is told of a rule that one field of theirs breaks, by the rule's code. */
const rules: Readonly<Record<string, Told>> = {
  WAJIB_DIISI: { id: "Wajib diisi.", en: "Required." },
  ISIAN_TIDAK_SAH: { id: "Isian ini tidak sah.", en: "This value is not valid." },
  KOLOM_TIDAK_DIKENAL: {
    id: "Isian ini tidak dikenal; periksa ejaannya.",
    en: "This field is unknown; check its spelling.",
  },
  PILIHAN_TIDAK_SAH: { id: "Pilih salah satu nilai yang tersedia.", en: "Choose one of the allowed values." },
  NILAI_TIDAK_SAH: { id: "Isi dengan bilangan bulat yang wajar.", en: "Enter a sensible whole number." },
  NILAI_TERLALU_KECIL: {
    id: "Nilai terlalu kecil atau isian terlalu pendek.",
    en: "The value is too small or too short.",
  },
  NILAI_TERLALU_BESAR: {
    id: "Nilai terlalu besar atau isian terlalu panjang.",
    en: "The value is too large or too long.",
  },
  TEKS_TIDAK_SAH: { id: "Isi dengan teks.", en: "Enter text." },
  TEKS_TERLALU_PENDEK: { id: "Teks terlalu pendek.", en: "The text is too short." },
  TEKS_TERLALU_PANJANG: { id: "Teks terlalu panjang.", en: "The text is too long." },
  KARAKTER_TERLARANG: {
    id: "Ada karakter yang tidak dapat dicetak.",
    en: "It contains characters that cannot be printed.",
  },
  VISUM_TIDAK_URUT: {
    id: "Hari ini mendahului hari sebelumnya pada visum.",
    en: "This day is before the one that precedes it in the visum.",
  },
  TANGGAL_BERANGKAT_TETAP: {
    id: "Perjalanan sudah dimulai; hari berangkatnya tetap.",
    en: "The trip has begun; its day of departure stays.",
  },
  LAPORAN_TERLALU_BESAR: { id: "Laporan paling besar 100 kB.", en: "A report has at most 100 kB." },
  TERLALU_BERSARANG: { id: "Isian ini bersarang terlalu dalam.", en: "This value nests too deep." },
  TANGGAL_TIDAK_SAH: { id: "Isi dengan tanggal yang ada, TTTT-BB-HH.", en: "Enter an existing date, YYYY-MM-DD." },
  ID_TIDAK_SAH: { id: "Pengenal (id) tidak sah.", en: "This id is not valid." },
  WILAYAH_TIDAK_SAH: {
    id: "Pilih kabupaten/kota dari daftar (kode seperti 33.74).",
    en: "Choose from the list (a code like 33.74).",
  },
  KURSOR_TIDAK_SAH: {
    id: "Penunjuk halaman ini tidak sah; pakai `berikutnya` apa adanya.",
    en: "This page cursor is not valid; use `berikutnya` as it is.",
  },
  KURSOR_URUTAN_LAIN: {
    id: "Penunjuk halaman ini dari urutan lain; mulai lagi dari halaman pertama.",
    en: "This page cursor is of another sort order; begin again with the first page.",
  },
  URUTAN_TIDAK_DILAYANI: {
    id: "Urutan ini tidak tersedia bersama saringan yang diminta.",
    en: "This sort order is not available with these filters.",
  },
  PENCARIAN_TERLALU_PENDEK: {
    id: "Tulis sekurangnya satu kata dengan tiga huruf atau angka berurutan.",
    en: "Write at least one word with three letters or digits in a row.",
  },
  PENGENAL_TIDAK_SAH: {
    id: "Bukan pengenal jenis ini; periksa panjang dan hurufnya.",
    en: "Not an identifier of this kind; check its length and letters.",
  },
  PENGENAL_WAJIB: { id: "Isi sekurangnya satu pengenal.", en: "Enter at least one identifier." },
  PENGENAL_GANDA: { id: "Pengenal ini sudah diisikan di atas.", en: "This identifier is entered twice." },
  DAFTAR_TERLALU_PENDEK: { id: "Isi sekurangnya satu.", en: "Add at least one." },
  DAFTAR_TERLALU_PANJANG: { id: "Daftar ini terlalu panjang.", en: "This list is too long." },
  SARINGAN_TIDAK_SESUAI: {
    id: "Sebut `sppd_id` untuk satu perjalanan, atau `bulan` (dengan atau tanpa `unit`).",
    en: "Give `sppd_id` for one trip, or `bulan` (with or without `unit`).",
  },
  SASARAN_TIDAK_SESUAI: {
    id: "Isi `peran` untuk sebuah peran, `unit_id` untuk sebuah unit, dan keduanya tidak untuk semua orang.",
    en: "Give `peran` for a role, `unit_id` for a unit, and neither of them for everybody.",
  },
  WIDGET_GANDA: { id: "Sebuah widget disebut dua kali.", en: "A widget is named twice." },
  PELAKSANA_GANDA: { id: "Seorang pelaksana disebut dua kali.", en: "A traveller is named twice." },
  MALAM_GANDA: { id: "Sebuah malam disebut dua kali.", en: "A night is named twice." },
  BUKTI_GANDA: { id: "Sebuah bukti disebut dua kali.", en: "A receipt is named twice." },
  JUMLAH_PENGINAPAN: {
    id: "Isi jumlah bila menginap di hotel; kosongkan bila tidak.",
    en: "Give the sum of a night in a hotel, and none of a night elsewhere.",
  },
  NTPN_TIDAK_SAH: {
    id: "NTPN terdiri dari 16 huruf besar dan angka.",
    en: "An NTPN has 16 capital letters and digits.",
  },
  KEMBALI_SEBELUM_BERANGKAT: { id: "Kembali tidak boleh sebelum berangkat.", en: "Return cannot be before departure." },
  ETAPE_TIDAK_URUT: {
    id: "Etape ini mulai sebelum etape sebelumnya berakhir.",
    en: "This leg begins before the one before it ends.",
  },
  ETAPE_TERPUTUS: {
    id: "Ada hari di antara etape yang tidak termasuk etape mana pun.",
    en: "There are days between the legs.",
  },
  PERJALANAN_TERLALU_LAMA: { id: "Perjalanan paling lama 366 hari.", en: "A trip lasts at most 366 days." },
  JENAZAH_TERLALU_LAMA: {
    id: "Penjemputan atau pengantaran jenazah paling lama 3 hari.",
    en: "To fetch or accompany somebody who has died takes 3 days at most.",
  },
  JENAZAH_TERLALU_BANYAK: {
    id: "Penjemput atau pengantar jenazah paling banyak 4 orang.",
    en: "At most 4 people fetch or accompany somebody who has died.",
  },
  NARASUMBER_BUKAN_PELAKSANA: {
    id: "Narasumber ini tidak termasuk pelaksana.",
    en: "This speaker is none of the travellers.",
  },
  SANDI_TERLALU_UMUM: {
    id: "Kata sandi ini termasuk yang pertama dicoba orang. Pilih yang lain, misalnya sebuah kalimat pendek.",
    en: "This password is among the first that people try. Choose another, a short sentence for instance.",
  },
  SANDI_MEMUAT_NAMA: {
    id: "Kata sandi ini hampir seluruhnya nama atau nomor Anda sendiri atau institusi Anda.",
    en: "This password is little more than a name or number of your own or of your institution.",
  },
  IZIN_MELAMPAUI: { id: "Anda sendiri tidak punya izin ini.", en: "You do not have this permission yourself." },
  INSTITUSI_SENDIRI: { id: "Sebut institusi yang lain.", en: "Name another institution." },
  TELEPON_TIDAK_SAH: {
    id: "Tulis nomor telepon seperti 0812-3456-7890 atau +62 812 3456 7890.",
    en: "Write a telephone number like 0812-3456-7890 or +62 812 3456 7890.",
  },
  JENIS_TIDAK_SESUAI: {
    id: "Jenis perjalanan tidak sesuai dengan tujuannya.",
    en: "The kind of trip does not fit its destination.",
  },
};

/** The code of a rule: that of the domain where the schema names one, else the usual one of the library's finding. */
export function ruleOf(issue: z.core.$ZodIssue): string {
  if (issue.message in rules || /^[A-Z][A-Z0-9_]+$/.test(issue.message)) return issue.message;
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "WAJIB_DIISI" : "ISIAN_TIDAK_SAH";
    case "too_small":
      return "NILAI_TERLALU_KECIL";
    case "too_big":
      return "NILAI_TERLALU_BESAR";
    case "unrecognized_keys":
      return "KOLOM_TIDAK_DIKENAL";
    case "invalid_value":
      return "PILIHAN_TIDAK_SAH";
    default:
      return "ISIAN_TIDAK_SAH";
  }
}

/** What a person is told of a broken rule, with the values that are allowed where they are few. */
export function tellRule(code: string, language: Language, allowed: readonly unknown[] = []): string {
  const told = (rules[code] ?? rules["ISIAN_TIDAK_SAH"])?.[language] ?? code;
  const choice = { id: "Yang tersedia", en: "Available" }[language];
  return allowed.length > 0 && allowed.length <= mostTold ? `${told} ${choice}: ${allowed.join(", ")}.` : told;
}
