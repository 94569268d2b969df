import type { Content, ContentColumns, TableCell } from "pdfmake/interfaces";
import { susunTandaTangan, susunUtuh } from "./bagian.pdf.ts";
import { bergaris, tanpaGaris } from "./pdf.ts";
import { sebutNipPejabat } from "./surat-tugas.isi.ts";
import { type BarisVisum, type DasarVisum, type IsiVisum, susunIsiVisum } from "./visum.isi.ts";

/** Widths inside a half of the page: number, label, colon; the value takes the rest. */
const NOMOR = 24;
const LABEL = 88;
const TITIK_DUA = 6;
const TITIK_NAMA = `(${".".repeat(46)})`;
const TITIK_NIP = `NIP ${".".repeat(41)}`;

type Garis = [boolean, boolean, boolean, boolean];

/** The visum, beginning on a page of its own; `lebar` and `ukuran` in points. */
export function susunHalamanVisum(visum: DasarVisum, ukuran: number, lebar: number): Content[] {
  const isi = susunIsiVisum(visum);
  // Two cells, each with 4 points of padding on both sides, between three lines.
  const separuh = (lebar - 16 - 3 * 0.6) / 2;
  // Room for a signature and a stamp, in lines: six blocks leave less of it than five.
  const ruang = visum.blok_visum > 5 ? 2.6 : 3.4;
  return [
    { text: isi.rujukan, alignment: "right", fontSize: ukuran * 0.85, margin: [0, 0, 0, 3], pageBreak: "before" },
    {
      table: {
        widths: [separuh, separuh],
        dontBreakRows: true,
        body: [
          ...isi.blok.map((blok): TableCell[] => [
            blok.tiba === null
              ? ""
              : // One line fewer than beside it: the names on both sides are to stand at one height.
                susunSisi(blok.nomor, blok.tiba, separuh, ukuran * (ruang + 1.16)),
            susunSisi(blok.tiba === null ? blok.nomor : "", blok.berangkat, separuh, ukuran * ruang),
          ]),
          ...susunPenutup(isi, visum, ukuran, separuh),
          [berbutir(isi.catatan.nomor, [{ text: isi.catatan.judul, margin: [0, 0, 0, ukuran * 2.4] }], 2), ""],
          [berbutir(isi.perhatian.nomor, susunPerhatian(isi), 2), ""],
        ],
      },
      layout: bergaris(ukuran * 0.25),
    },
  ];
}

function susunSisi(nomor: string, baris: BarisVisum[], lebar: number, ruang: number): TableCell {
  return berbutir(nomor, [
    susunBarisVisum(baris, lebar),
    { text: TITIK_NAMA, margin: [0, ruang, 0, 0] },
    { text: TITIK_NIP },
  ]);
}

function susunBarisVisum(baris: BarisVisum[], lebar: number): Content {
  const lebarIsi = lebar - NOMOR - LABEL - TITIK_DUA;
  return {
    table: {
      widths: [LABEL, TITIK_DUA, lebarIsi],
      // A line that only explains the one above it ("Tempat Kedudukan") has no value of its own.
      body: baris.map(([label, isi]) => [label, isi === " " ? "" : ":", isi === "" ? ".".repeat(42) : isi]),
    },
    layout: tanpaGaris,
  };
}

function susunPenutup(isi: IsiVisum, visum: DasarVisum, ukuran: number, lebar: number): TableCell[][] {
  const { penutup } = isi;
  const atas: Garis = [true, true, true, false];
  const bawah: Garis = [true, false, true, true];
  const ppk = (): ContentColumns =>
    berbutir("", [
      ...susunTandaTangan({
        sebutan: penutup.sebutanPpk,
        nama: visum.ppk.nama,
        nip: sebutNipPejabat(visum.ppk),
        ruang: ukuran * 3.6,
      }).stack,
    ]);
  // Two rows without a line between them, so that both signatures begin at one height.
  return [
    [
      { ...berbutir(penutup.nomor, [susunBarisVisum(penutup.tiba, lebar)]), border: atas },
      { ...berbutir("", [susunUtuh(penutup.keterangan, 24)]), border: atas },
    ],
    [
      { ...ppk(), border: bawah },
      { ...ppk(), border: bawah },
    ],
  ];
}

function susunPerhatian(isi: IsiVisum): Content[] {
  return [
    { text: `${isi.perhatian.judul}:`, bold: true },
    { ...susunUtuh(isi.perhatian.teks, 24), alignment: "justify" },
  ];
}

function berbutir(nomor: string, isi: Content[], colSpan = 1): ContentColumns & { colSpan: number } {
  return {
    columns: [
      { width: NOMOR, text: nomor },
      { width: "*", stack: isi },
    ],
    colSpan,
  };
}
