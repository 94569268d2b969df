import { BorderStyle, ImageRun, Paragraph, type FileChild, type IParagraphOptions, type Table } from "docx";
import type { Kop, Verifikasi } from "../../../../db/modules/sppd/snapshot.ts";
import type { BlokTandaTangan } from "./bagian.pdf.ts";
import { paragraf, polos, rangkai, sel, tabel, tengah, twip } from "./docx.ts";
import { gambarQr } from "./qr.ts";

/** The letterhead over a thick and a thin rule; `ukuran` in points. */
export function susunKop(kop: Kop, ukuran: number): Paragraph[] {
  const baris = kop.baris.map((teks, urut) => {
    const utama = urut > 0 || kop.baris.length === 1;
    const gaya = { bold: utama, ukuran: ukuran * (utama ? 1.3 : 1.15) };
    return paragraf([rangkai(teks, gaya)], { alignment: tengah });
  });
  const kecil = [kop.alamat, kop.kontak].filter((teks) => teks !== "");
  return [
    ...baris,
    ...kecil.map((teks) => paragraf([rangkai(teks, { ukuran: ukuran * 0.86 })], { alignment: tengah })),
    new Paragraph({
      spacing: { line: 60, lineRule: "exact", before: 40, after: 0 },
      border: { top: { style: BorderStyle.THICK_THIN_SMALL_GAP, size: 18, color: "000000", space: 0 } },
      children: [],
    }),
  ];
}

/** Label, colon and value in three aligned columns, behind an indent; all widths in points. */
export function susunPasangan(
  pasangan: readonly [string, string][],
  lebar: [label: number, isi: number],
  masuk = 0,
): Table {
  const depan = masuk > 0 ? [masuk] : [];
  return tabel(
    [...depan, lebar[0], 8, lebar[1]],
    pasangan.map(([label, isi]) => [
      ...depan.map((satu) => sel([paragraf("")], satu, polos)),
      sel([paragraf(label)], lebar[0], polos),
      sel([paragraf(":")], 8, polos),
      sel([paragraf(isi)], lebar[1], polos),
    ]),
  );
}

/** A signature block; its lines stay together on one page. */
export function susunTandaTangan(blok: BlokTandaTangan, masuk = 0, gaya: IParagraphOptions = {}): Paragraph[] {
  const semua = { ...gaya, indent: { left: Math.round(masuk * 20) } };
  const bersambung = { ...semua, keepNext: true };
  return [
    ...blok.sebutan.map((teks) => paragraf(teks, bersambung)),
    paragraf([rangkai(blok.nama, { bold: true, underline: {} })], { ...bersambung, sebelum: blok.ruang }),
    paragraf(blok.nip, semua),
  ];
}

/** The QR code with the address in words and the code beside it, as two cells; `lebar` in points. */
export function susunVerifikasi(verifikasi: Verifikasi, lebar: number): FileChild[] {
  const sisi = 62;
  const piksel = Math.round((sisi * 96) / 72);
  const gambar = new ImageRun({
    type: "png",
    data: gambarQr(verifikasi.url),
    transformation: { width: piksel, height: piksel },
    altText: { name: "Kode QR", title: "Kode QR", description: `Verifikasi keaslian: ${verifikasi.url}` },
  });
  const keterangan = ["Verifikasi keaslian:", verifikasi.url, `Kode: ${verifikasi.kode}`];
  return [
    tabel(
      [sisi + 2, lebar - sisi - 2],
      [
        [
          sel([new Paragraph({ children: [gambar] })], sisi + 2, polos),
          sel(
            keterangan.map((teks, urut) => paragraf([rangkai(teks, { ukuran: 7.5 })], { sebelum: urut === 0 ? 8 : 0 })),
            lebar - sisi - 2,
            polos,
          ),
        ],
      ],
    ),
    penutupTabel(),
  ];
}

/** Room of exactly `titik` points: an empty paragraph would otherwise be as high as a line of text. */
export function jarak(titik: number): Paragraph {
  return new Paragraph({ spacing: { line: twip(titik), lineRule: "exact", before: 0, after: 0 }, children: [] });
}

/** Word wants a paragraph after every table; this one takes next to no room. */
export function penutupTabel(): Paragraph {
  return jarak(1);
}
