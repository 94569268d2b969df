import type { Kop, Verifikasi } from "../../../../db/modules/sppd/snapshot.ts";
import { LEBAR_A4 } from "./bagian.pdf.ts";

/**
 * A paper as a sequence of parts. The letters have layouts of their own, as the regulation draws them; the papers of a
 * settlement are made of the same few parts, so each says its words once and both formats set them.
 */

/** Points: left, top, right, bottom. */
export const BATAS_LEMBAR: [number, number, number, number] = [56, 40, 50, 44];
export const LEBAR_LEMBAR = LEBAR_A4 - BATAS_LEMBAR[0] - BATAS_LEMBAR[2];
/** Width of a signature block, and of the verification beside one. */
export const LEBAR_BLOK = 228;
/** Width of what stands at the right above a paper's title: an account of the budget is a long number. */
const LEBAR_RUJUKAN = 290;
/** Width of a column of amounts beneath each other. */
const LEBAR_ANGKA = 130;
/** Room for a signature and a stamp, in lines. */
export const BARIS_TANDA_TANGAN = 4.2;

/** Words, and how they are set where not as the rest is. */
export interface Kata {
  teks: string;
  tebal?: boolean;
  miring?: boolean;
}

/** A column of a table; `lebar` is its share of the paper's width. */
export interface KolomLembar {
  kepala: string;
  lebar: number;
  rata: "left" | "center" | "right";
}

/** Who signs, under which words ("Semarang, 20 April 2026", "Yang Menerima,"). */
export interface BlokLembar {
  atas: readonly string[];
  nama: string;
  nip: string;
}

export type BagianLembar =
  | { jenis: "judul"; teks: string; rujukan: readonly string[] }
  | { jenis: "anakJudul"; teks: string; tengah?: boolean }
  /**
   * Label, colon, value; `label` is the first column's width in points. Those of `kanan` stand at the paper's right, those of
   * `angka` are amounts, set flush right beneath each other.
   */
  | {
      jenis: "pasangan";
      baris: readonly (readonly [string, Kata])[];
      label: number;
      letak?: "kanan" | "angka";
    }
  | { jenis: "paragraf"; kata: Kata }
  | { jenis: "butir"; tanda: string; teks: string }
  /** `akhir` are rows in bold beneath the others. */
  | { jenis: "tabel"; kolom: readonly KolomLembar[]; baris: readonly string[][]; akhir: readonly string[][] }
  | { jenis: "garis" }
  | { jenis: "halamanBaru" }
  /** Two signatures at one height, the left one absent where it is null. */
  | { jenis: "tandaTangan"; kiri: BlokLembar | null; kanan: BlokLembar }
  /** The verification at the left and, where there is one, the last signature at the right. */
  | { jenis: "penutup"; kanan: BlokLembar | null };

/** A whole paper: what its file is called, and its parts. */
export interface Lembar {
  judul: string;
  /** ISO date. */
  tanggal: string;
  kop: Kop;
  verifikasi: Verifikasi;
  isi: BagianLembar[];
}

/** Plain words. */
export function kata(teks: string): Kata {
  return { teks };
}

/** The lines above two signatures, both as many: the shorter begins lower, so that offices and names stand beside each other. */
export function samakanBaris(kiri: readonly string[], kanan: readonly string[]): [string[], string[]] {
  const tinggi = Math.max(kiri.length, kanan.length);
  const isi = (baris: readonly string[]) => [...Array<string>(tinggi - baris.length).fill(""), ...baris];
  return [isi(kiri), isi(kanan)];
}

/** Where label and value stand: how far in from the left, and how wide a value is, in points; `sela` is the colon's width. */
export function letakPasangan(bagian: Extract<BagianLembar, { jenis: "pasangan" }>, sela: number): [number, number] {
  const masuk = bagian.letak === "kanan" ? LEBAR_LEMBAR - LEBAR_RUJUKAN : 0;
  const isi = bagian.letak === "angka" ? LEBAR_ANGKA : LEBAR_LEMBAR - masuk - bagian.label - sela;
  return [masuk, isi];
}

/**
 * The parts before the last signatures, and those that never stand on a page without them: the verification beneath them, and
 * the paragraph above them, or a page would hold signatures under nothing. Without a pair of signatures: all parts, and none.
 */
export function pisahkanAkhir(isi: readonly BagianLembar[]): [BagianLembar[], BagianLembar[]] {
  const akhir = isi.findLastIndex(({ jenis }) => jenis === "tandaTangan");
  if (akhir < 0) return [[...isi], []];
  const sebelum = isi[akhir - 1];
  const sejak = (sebelum?.jenis === "paragraf" && sebelum.kata.teks.length < 600) || sebelum?.jenis === "butir" ? 1 : 0;
  return [isi.slice(0, akhir - sejak), isi.slice(akhir - sejak)];
}

/** The widths of a table's columns in points, of `lebar` altogether. */
export function lebarKolom(kolom: readonly KolomLembar[], lebar: number): number[] {
  const jumlah = kolom.reduce((sejauh, satu) => sejauh + satu.lebar, 0);
  return kolom.map((satu) => (satu.lebar / jumlah) * lebar);
}

/** The foot of the pages after the first. */
export function kakiLembar(lembar: Lembar): string {
  return `${lembar.judul} · kode verifikasi ${lembar.verifikasi.kode} · halaman `;
}
