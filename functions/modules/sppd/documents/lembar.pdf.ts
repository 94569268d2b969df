import type { Content, ContentText, TableCell } from "pdfmake/interfaces";
import { susunKop, susunUtuh, susunVerifikasi } from "./bagian.pdf.ts";
import {
  BARIS_TANDA_TANGAN,
  BATAS_LEMBAR,
  LEBAR_BLOK,
  LEBAR_LEMBAR,
  kakiLembar,
  lebarKolom,
  letakPasangan,
  pisahkanAkhir,
  samakanBaris,
  type BagianLembar,
  type BlokLembar,
  type Kata,
  type KolomLembar,
  type Lembar,
} from "./lembar.ts";
import { bergaris, tanpaGaris, type TataLetak } from "./pdf.ts";

const TITIK_DUA = 8;
/** Padding and lines of a ruled cell. */
const TEPI_SEL = 8.6;

/** Lays out a paper with text of `ukuran` points. */
export function tataLembar(lembar: Lembar, ukuran: number): TataLetak {
  const [awal, akhir] = pisahkanAkhir(lembar.isi);
  return {
    judul: lembar.judul,
    tanggal: lembar.tanggal,
    batas: BATAS_LEMBAR,
    ukuran,
    kaki: (halaman, jumlah) =>
      halaman === 1
        ? ""
        : {
            text: `${kakiLembar(lembar)}${halaman} dari ${jumlah}`,
            fontSize: 7.5,
            alignment: "center",
            margin: [BATAS_LEMBAR[0], 12, BATAS_LEMBAR[2], 0],
          },
    isi: [
      susunKop(lembar.kop, LEBAR_LEMBAR, ukuran),
      ...awal.map((bagian) => susunBagian(bagian, lembar, ukuran)),
      { unbreakable: true, stack: akhir.map((bagian) => susunBagian(bagian, lembar, ukuran)) },
    ],
  };
}

function susunBagian(bagian: BagianLembar, lembar: Lembar, ukuran: number): Content {
  switch (bagian.jenis) {
    case "judul":
      return {
        margin: [0, ukuran, 0, ukuran * 0.8],
        alignment: "center",
        stack: [
          { text: bagian.teks, bold: true, fontSize: ukuran * 1.2 },
          ...bagian.rujukan.map((teks): Content => ({ text: teks })),
        ],
      };
    case "anakJudul":
      return {
        text: bagian.teks,
        bold: true,
        alignment: bagian.tengah === true ? "center" : "left",
        margin: [0, ukuran * 0.5, 0, ukuran * 0.3],
      };
    case "pasangan": {
      const [masuk, lebar] = letakPasangan(bagian, TITIK_DUA);
      return {
        table: {
          widths: [bagian.label, TITIK_DUA, lebar],
          body: bagian.baris.map(([label, isi]) => [
            label,
            ":",
            { ...denganGaya(isi, hurufDi(lebar, ukuran)), alignment: bagian.letak === "angka" ? "right" : "left" },
          ]),
        },
        layout: tanpaGaris,
        margin: [masuk, bagian.letak === "kanan" ? ukuran * 0.8 : 0, 0, ukuran * 0.5],
      };
    }
    case "paragraf":
      return {
        ...denganGaya(bagian.kata, hurufDi(LEBAR_LEMBAR, ukuran)),
        alignment: "justify",
        margin: [0, 0, 0, ukuran * 0.4],
      };
    case "butir":
      return {
        columns: [
          { width: 18, text: bagian.tanda },
          { width: "*", ...susunUtuh(bagian.teks, hurufDi(LEBAR_LEMBAR - 18, ukuran)), alignment: "justify" },
        ],
        margin: [0, 0, 0, ukuran * 0.3],
      };
    case "tabel":
      return susunTabel(bagian, ukuran);
    case "garis":
      return {
        canvas: [{ type: "line", x1: 0, y1: 0, x2: LEBAR_LEMBAR, y2: 0, lineWidth: 0.8 }],
        margin: [0, ukuran * 0.7, 0, ukuran * 0.3],
      };
    case "halamanBaru":
      return { ...susunTumpuk(susunKop(lembar.kop, LEBAR_LEMBAR, ukuran)), pageBreak: "before" };
    case "tandaTangan":
      return susunPasanganTandaTangan(bagian.kiri, bagian.kanan, ukuran);
    case "penutup":
      return {
        margin: [0, ukuran * 0.8, 0, 0],
        unbreakable: true,
        columns: [
          {
            width: LEBAR_LEMBAR - LEBAR_BLOK - 12,
            ...susunVerifikasi(lembar.verifikasi, LEBAR_LEMBAR - LEBAR_BLOK - 12),
          },
          { width: LEBAR_BLOK, stack: bagian.kanan === null ? [] : susunBlok(bagian.kanan, ukuran) },
        ],
        columnGap: 12,
      };
  }
}

function susunTumpuk(isi: Content): { stack: Content[] } {
  return { stack: [isi] };
}

/** How many letters of a number such as "ST.12/UN7.F3/IV/2026" fit side by side: capitals, about 0.8 of their height wide. */
function hurufDi(lebar: number, ukuran: number): number {
  return lebar / (ukuran * 0.8);
}

function denganGaya({ teks, tebal = false, miring = false }: Kata, terpanjang: number): ContentText {
  return { ...susunUtuh(teks, terpanjang), bold: tebal, italics: miring };
}

function susunTabel({ kolom, baris, akhir }: Extract<BagianLembar, { jenis: "tabel" }>, ukuran: number): Content {
  const susunSel = (teks: string, urut: number, tebal: boolean): TableCell => ({
    ...susunUtuh(teks, 14),
    bold: tebal,
    alignment: rataSel(kolom, urut),
  });
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      // A heading alone at the foot of a page helps nobody.
      keepWithHeaderRows: 1,
      widths: lebarKolom(kolom, LEBAR_LEMBAR - kolom.length * TEPI_SEL - 0.6),
      body: [
        kolom.map(({ kepala }): TableCell => ({ text: kepala, bold: true, alignment: "center" })),
        ...baris.map((satu) => satu.map((teks, urut) => susunSel(teks, urut, false))),
        ...akhir.map((satu) => satu.map((teks, urut) => susunSel(teks, urut, true))),
      ],
    },
    layout: bergaris(ukuran * 0.18),
    margin: [0, 0, 0, ukuran * 0.5],
  };
}

function rataSel(kolom: readonly KolomLembar[], urut: number): KolomLembar["rata"] {
  return kolom[urut]?.rata ?? "left";
}

/** Both blocks as one table of three rows, so that the names stand at one height however the lines above them wrap. */
function susunPasanganTandaTangan(kiri: BlokLembar | null, kanan: BlokLembar, ukuran: number): Content {
  const [atasKiri, atasKanan] = samakanBaris(kiri?.atas ?? [], kanan.atas);
  const susunAtas = (baris: string[]): TableCell => ({
    stack: baris.map((teks): Content => ({ text: teks === "" ? " " : teks })),
    margin: [0, 0, 0, ukuran * BARIS_TANDA_TANGAN],
  });
  const susunNama = (blok: BlokLembar | null): TableCell => ({
    text: blok?.nama ?? "",
    bold: true,
    decoration: "underline",
  });
  return {
    margin: [0, ukuran * 0.6, 0, 0],
    unbreakable: true,
    stack: [
      {
        table: {
          widths: [LEBAR_BLOK, LEBAR_LEMBAR - 2 * LEBAR_BLOK, LEBAR_BLOK],
          body: [
            [susunAtas(atasKiri), "", susunAtas(atasKanan)],
            [susunNama(kiri), "", susunNama(kanan)],
            [kiri?.nip ?? "", "", kanan.nip],
          ],
        },
        layout: tanpaGaris,
      },
    ],
  };
}

function susunBlok(blok: BlokLembar, ukuran: number): Content[] {
  return [
    ...blok.atas.map((teks): Content => ({ text: teks })),
    { text: blok.nama, bold: true, decoration: "underline", margin: [0, ukuran * BARIS_TANDA_TANGAN, 0, 0] },
    { text: blok.nip },
  ];
}
