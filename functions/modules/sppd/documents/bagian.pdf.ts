import type { Column, Content, ContentColumns, ContentStack, ContentTable, ContentText } from "pdfmake/interfaces";
import type { Kop, Verifikasi } from "../../../../db/modules/sppd/snapshot.ts";
import { tanpaGaris } from "./pdf.ts";
import { gambarQr } from "./qr.ts";

/** Width of A4 in points. */
export const LEBAR_A4 = 595.28;

/** The letterhead: its lines, address and contact, over a thick and a thin rule. `lebar` and `ukuran` in points. */
export function susunKop(kop: Kop, lebar: number, ukuran: number): Content {
  const baris = kop.baris.map((teks, urut): Content => {
    const utama = urut > 0 || kop.baris.length === 1;
    return { text: teks, alignment: "center", bold: utama, fontSize: ukuran * (utama ? 1.3 : 1.15) };
  });
  const kecil = [kop.alamat, kop.kontak].filter((teks) => teks !== "");
  return {
    stack: [
      ...baris,
      ...kecil.map((teks): Content => ({ text: teks, alignment: "center", fontSize: ukuran * 0.86 })),
      {
        canvas: [
          { type: "line", x1: 0, y1: 4, x2: lebar, y2: 4, lineWidth: 2 },
          { type: "line", x1: 0, y1: 6.5, x2: lebar, y2: 6.5, lineWidth: 0.6 },
        ],
      },
    ],
  };
}

/** Label, colon and value in three aligned columns; `lebar` are the widths of label and value in points. */
export function susunPasangan(pasangan: readonly [string, string][], lebar: [number, number]): ContentTable {
  return {
    table: { widths: [lebar[0], 6, lebar[1]], body: pasangan.map(([label, isi]) => [label, ":", isi]) },
    layout: tanpaGaris,
  };
}

/** What a signature block says, from the capacity down to the identity number. */
export interface BlokTandaTangan {
  sebutan: readonly string[];
  nama: string;
  nip: string;
  /** Room for the signature and the stamp, in points. */
  ruang: number;
}

/** A signature block, never split over two pages. */
export function susunTandaTangan(blok: BlokTandaTangan): ContentStack {
  return {
    stack: [
      ...blok.sebutan.map((teks): Content => ({ text: teks })),
      { text: blok.nama, bold: true, decoration: "underline", margin: [0, blok.ruang, 0, 0] },
      { text: blok.nip },
    ],
    unbreakable: true,
  };
}

/** The QR code with the address in words and the code beside it; `lebar` in points, of the whole block. */
export function susunVerifikasi(verifikasi: Verifikasi, lebar: number): ContentColumns {
  const sisi = 62;
  const gambar = Buffer.from(gambarQr(verifikasi.url)).toString("base64");
  const keterangan: Column = {
    width: lebar - sisi - 4,
    margin: [0, 8, 0, 0],
    fontSize: 7.5,
    stack: ["Verifikasi keaslian:", verifikasi.url, `Kode: ${verifikasi.kode}`],
  };
  return {
    columns: [{ width: sisi, image: `data:image/png;base64,${gambar}`, fit: [sisi, sisi] }, keterangan],
    columnGap: 4,
    unbreakable: true,
  };
}

/**
 * Running text whose words with a hyphen or a slash ("sesingkat-singkatnya", "III/d") stay on one line; a word longer
 * than `terpanjang` may still be broken, or it would run out of a narrow cell.
 */
export function susunUtuh(teks: string, terpanjang: number): ContentText {
  return {
    text: teks
      .split(/(?<= )/)
      .map((kata) => (/[-/]/.test(kata) && kata.length <= terpanjang ? { text: kata, noWrap: true } : kata)),
  };
}
