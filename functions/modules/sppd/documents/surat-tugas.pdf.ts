import type { Content, TableCell } from "pdfmake/interfaces";
import type { SuratTugas } from "../../../../db/modules/sppd/snapshot.ts";
import { LEBAR_A4, susunKop, susunPasangan, susunTandaTangan, susunUtuh, susunVerifikasi } from "./bagian.pdf.ts";
import { bergaris, tanpaGaris, type TataLetak } from "./pdf.ts";
import { susunHalamanVisum } from "./visum.pdf.ts";
import { visumSuratTugas } from "./visum.isi.ts";
import { sebutNipPejabat, susunIsiSuratTugas, type ButirSurat, type IsiSuratTugas } from "./surat-tugas.isi.ts";

/** Points: left, top, right, bottom. */
export const BATAS_SURAT: [number, number, number, number] = [62, 45, 56, 50];
export const LEBAR_SURAT = LEBAR_A4 - BATAS_SURAT[0] - BATAS_SURAT[2];
/** Width of "Menimbang", "Kepada" and the like, and of their colon. */
const LABEL = 72;
const TITIK_DUA = 10;
const LEBAR_BLOK = 230;
/** Points, of the travellers' table; smaller where the whole letter is. */
export const UKURAN_TABEL = 10.5;
/** Points, of the visum: one page. */
export const UKURAN_VISUM = 9;
/** Widths of the travellers' table without padding and lines. */
const KOLOM: [number, number, number, number, number] = [
  20,
  126,
  106,
  78,
  LEBAR_SURAT - 20 - 126 - 106 - 78 - 5 * 8 - 6 * 0.6,
];

/** Lays out a Surat Tugas, and its annex from four travellers on, with text of `ukuran` points. */
export function tataSuratTugas(surat: SuratTugas, ukuran: number): TataLetak {
  const isi = susunIsiSuratTugas(surat);
  return {
    judul: `Surat Tugas ${surat.nomor}`,
    tanggal: surat.tanggal,
    batas: BATAS_SURAT,
    ukuran,
    kaki: (halaman, jumlah) =>
      halaman === 1
        ? ""
        : {
            text: `Surat Tugas ${isi.nomor} · kode verifikasi ${surat.verifikasi.kode} · halaman ${halaman} dari ${jumlah}`,
            fontSize: 7.5,
            alignment: "center",
            margin: [BATAS_SURAT[0], 14, BATAS_SURAT[2], 0],
          },
    isi: [
      susunKop(surat.kop, LEBAR_SURAT, ukuran * 1.05),
      {
        text: isi.judul,
        bold: true,
        decoration: "underline",
        alignment: "center",
        fontSize: ukuran * 1.25,
        margin: [0, 14, 0, 0],
      },
      { text: isi.nomor, alignment: "center", margin: [0, 0, 0, 12] },
      ...isi.bagian.map((bagian) => susunBagian(bagian.label, daftarButir(bagian.butir))),
      { text: isi.pengantar, margin: [0, 4, 0, 0] },
      { text: isi.perintah, bold: true, alignment: "center", margin: [0, 6, 0, 6] },
      ...(isi.kepada.lampiran
        ? [susunBagian("Kepada", [{ text: isi.kepada.ringkas }])]
        : [susunBagian("Kepada", []), susunTabelPelaksana(isi, ukuran)]),
      susunBagian("Untuk", daftarButir(isi.untuk)),
      { text: isi.penutup, alignment: "justify", margin: [0, 2, 0, 12] },
      susunPenandatangan(surat, isi, ukuran),
      susunBawah(surat, ukuran),
    ],
    ...susunSemuaLampiran(surat, isi, ukuran),
  };
}

/** The travellers, where they are many, and the visum of a trip without SPDs. */
function susunSemuaLampiran(surat: SuratTugas, isi: IsiSuratTugas, ukuran: number): Pick<TataLetak, "lampiran"> {
  const visum = visumSuratTugas(surat);
  const lampiran: Content[] = [
    ...(isi.kepada.lampiran ? susunLampiran(surat, isi, ukuran) : []),
    ...(visum === null ? [] : [{ stack: susunHalamanVisum(visum, UKURAN_VISUM, LEBAR_SURAT), fontSize: UKURAN_VISUM }]),
  ];
  return lampiran.length === 0 ? {} : { lampiran };
}

function susunBagian(label: string, isi: Content[]): Content {
  return {
    table: { widths: [LABEL, TITIK_DUA, LEBAR_SURAT - LABEL - TITIK_DUA], body: [[label, ":", { stack: isi }]] },
    layout: tanpaGaris,
    margin: [0, 0, 0, 5],
  };
}

function daftarButir(butir: ButirSurat[]): Content[] {
  return butir.map((satu) => ({
    columns: [
      { width: 16, text: satu.tanda },
      { width: "*", ...susunUtuh(satu.teks, 32), alignment: "justify" },
    ],
    columnGap: 0,
  }));
}

function susunTabelPelaksana(isi: IsiSuratTugas, ukuran: number): Content {
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: KOLOM,
      body: [
        isi.kepada.kolom.map((text): TableCell => ({ text, bold: true, alignment: "center" })),
        ...isi.kepada.baris.map((baris) =>
          baris.map((teks, kolom): TableCell => ({
            ...susunUtuh(teks, 12),
            alignment: kolom === 0 ? "center" : "left",
          })),
        ),
      ],
    },
    layout: bergaris(2),
    fontSize: Math.min(UKURAN_TABEL, ukuran),
    margin: [0, 0, 0, 8],
  };
}

function susunPenandatangan(surat: SuratTugas, isi: IsiSuratTugas, ukuran: number): Content {
  const { sebutan, nama } = surat.penandatangan;
  return {
    margin: [LEBAR_SURAT - LEBAR_BLOK, 0, 0, 0],
    unbreakable: true,
    stack: [
      { text: isi.tempatTanggal },
      susunTandaTangan({ sebutan, nama, nip: sebutNipPejabat(surat.penandatangan), ruang: ukuran * 4.6 }),
    ],
  };
}

/** Copies at the left, the verification at the right, as the foot of the letter. */
function susunBawah(surat: SuratTugas, ukuran: number): Content {
  const tembusan: Content[] =
    surat.tembusan.length === 0
      ? []
      : [{ text: "Tembusan:" }, ...daftarButir(surat.tembusan.map((teks, urut) => ({ tanda: `${urut + 1}.`, teks })))];
  return {
    margin: [0, 14, 0, 0],
    unbreakable: true,
    columns: [
      { width: LEBAR_SURAT - LEBAR_BLOK - 20, fontSize: Math.min(9.5, ukuran), stack: tembusan },
      { width: LEBAR_BLOK, stack: [susunVerifikasi(surat.verifikasi, LEBAR_BLOK)] },
    ],
    columnGap: 20,
  };
}

function susunLampiran(surat: SuratTugas, isi: IsiSuratTugas, ukuran: number): Content[] {
  return [
    { text: isi.lampiran.judul, bold: true, pageBreak: "before", margin: [LEBAR_SURAT - LEBAR_BLOK, 0, 0, 0] },
    { margin: [LEBAR_SURAT - LEBAR_BLOK, 0, 0, 0], ...susunPasangan(isi.lampiran.rujukan, [50, LEBAR_BLOK - 56]) },
    { text: isi.lampiran.namaDaftar, bold: true, alignment: "center", margin: [0, 16, 0, 8] },
    susunTabelPelaksana(isi, ukuran),
    { text: " ", fontSize: 6 },
    susunPenandatangan(surat, isi, ukuran),
  ];
}
