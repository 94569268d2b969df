import {
  AlignmentType,
  BorderStyle,
  Document,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
  type FileChild,
  type Footer,
  type IBorderOptions,
  type IParagraphOptions,
  type IRunOptions,
  type ITableCellOptions,
} from "docx";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

/** The letters a word processor is asked for: of the same widths as the PDF's. */
const HURUF = "Times New Roman";
/** The zip format has no earlier moment; local time, because that is what its field holds. */
const WAKTU_ZIP = new Date(1980, 0, 1);
const TWIP_PER_TITIK = 20;

/** The style of a footer's paragraph: small letters. */
export const GAYA_KAKI = "KakiSurat";
/** The style of an annex's paragraphs, whose letters are smaller than the letter's. */
export const GAYA_LAMPIRAN = "LampiranSurat";

/** Points as the whole twips that OOXML measures in; Word refuses fractions. */
export function twip(titik: number): number {
  return Math.round(titik * TWIP_PER_TITIK);
}

/** What a document decides for itself when it is packed; `ukuran` in points, `batas` left, top, right, bottom. */
export interface TataDocx {
  judul: string;
  /** ISO date, also the file's creation date. */
  tanggal: string;
  ukuran: number;
  /** Of an annex in letters of its own. */
  ukuranLampiran?: number;
  batas: [number, number, number, number];
  isi: FileChild[];
  /** On every page but the first. */
  kaki?: Footer;
}

/**
 * Packs one A4 document. The library stamps the clock into the properties and into the archive; both are replaced, so
 * that the same content gives the same bytes at any time and on any machine.
 */
export async function kemasDocx(tata: TataDocx): Promise<Uint8Array> {
  const [kiri, atas, kanan, bawah] = tata.batas;
  const dokumen = new Document({
    title: tata.judul,
    creator: "Serambi",
    lastModifiedBy: "Serambi",
    styles: {
      default: {
        document: { run: { font: HURUF, size: setengahTitik(tata.ukuran), language: { value: "id-ID" } } },
      },
      // A style, because word processors set a page number in the paragraph's letters, not in its run's.
      paragraphStyles: [
        gayaBerukuran(GAYA_KAKI, "Kaki surat", 7.5),
        ...(tata.ukuranLampiran === undefined
          ? []
          : [gayaBerukuran(GAYA_LAMPIRAN, "Lampiran surat", tata.ukuranLampiran)]),
      ],
    },
    sections: [
      {
        properties: {
          titlePage: tata.kaki !== undefined,
          page: {
            size: { width: 11906, height: 16838 },
            margin: { left: twip(kiri), top: twip(atas), right: twip(kanan), bottom: twip(bawah), header: 0 },
          },
        },
        ...(tata.kaki === undefined ? {} : { footers: { default: tata.kaki } }),
        children: tata.isi,
      },
    ],
  });
  return pasangWaktu(new Uint8Array(await Packer.toArrayBuffer(dokumen)), `${tata.tanggal}T00:00:00Z`);
}

function gayaBerukuran(id: string, name: string, titik: number) {
  return { id, name, basedOn: "Normal", run: { size: setengahTitik(titik) } };
}

/** Replaces the moments that a library stamped into a DOCX: the same content is to give the same bytes. `waktu` as in OOXML. */
export function pasangWaktu(arsip: Uint8Array, waktu: string): Uint8Array {
  const berkas = unzipSync(arsip);
  const sifat = berkas["docProps/core.xml"];
  if (sifat !== undefined) {
    berkas["docProps/core.xml"] = strToU8(
      strFromU8(sifat).replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${waktu}`),
    );
  }
  return zipSync(berkas, { level: 6, mtime: WAKTU_ZIP });
}

function setengahTitik(titik: number): number {
  return Math.round(titik * 2);
}

/** Text in the document's letters; `ukuran` in points where it differs from the rest. */
export function rangkai(teks: string, { ukuran, ...gaya }: IRunOptions & { ukuran?: number } = {}): TextRun {
  return new TextRun({ ...gaya, text: teks, ...(ukuran === undefined ? {} : { size: setengahTitik(ukuran) }) });
}

/** One paragraph of plain or given runs; `sebelum` and `sesudah` in points. */
export function paragraf(
  isi: string | TextRun[],
  { sebelum = 0, sesudah = 0, ...gaya }: IParagraphOptions & { sebelum?: number; sesudah?: number } = {},
): Paragraph {
  return new Paragraph({
    ...gaya,
    spacing: { before: twip(sebelum), after: twip(sesudah) },
    children: typeof isi === "string" ? [rangkai(isi)] : isi,
  });
}

/** A paragraph whose mark ("a.", "1.") hangs `lebar` points before its text. */
export function berbutir(tanda: string, teks: string, lebar: number, gaya: IParagraphOptions = {}): Paragraph {
  return paragraf([rangkai(tanda), new TextRun({ children: ["\t", teks] })], {
    ...gaya,
    indent: { left: twip(lebar), hanging: twip(lebar) },
    tabStops: [{ type: "left", position: twip(lebar) }],
  });
}

const GARIS = { style: BorderStyle.SINGLE, size: 4, color: "000000" };
const KOSONG = { style: BorderStyle.NIL, size: 0, color: "auto" };

/** Which sides of a cell are ruled. */
export interface GarisSel {
  atas: boolean;
  bawah: boolean;
  samping: boolean;
}

/** One cell of a fixed table; `lebar` in points, `rapat` the padding above and below. */
export function sel(
  isi: FileChild[],
  lebar: number,
  garis: GarisSel,
  tambahan: { kolom?: number; rapat?: number } = {},
): TableCell {
  const borders: ITableCellOptions["borders"] = {
    top: pilihGaris(garis.atas),
    bottom: pilihGaris(garis.bawah),
    left: pilihGaris(garis.samping),
    right: pilihGaris(garis.samping),
  };
  const rapat = twip(tambahan.rapat ?? 0);
  const tepi = garis.samping ? twip(4) : 0;
  return new TableCell({
    children: isi.filter((anak) => anak instanceof Paragraph || anak instanceof Table),
    width: { size: twip(lebar), type: WidthType.DXA },
    columnSpan: tambahan.kolom ?? 1,
    borders,
    margins: { marginUnitType: WidthType.DXA, top: rapat, bottom: rapat, left: tepi, right: tepi },
  });
}

function pilihGaris(ada: boolean): IBorderOptions {
  return ada ? GARIS : KOSONG;
}

/** A cell without rules. */
export const polos: GarisSel = { atas: false, bawah: false, samping: false };
/** A cell ruled on all sides. */
export const bergaris: GarisSel = { atas: true, bawah: true, samping: true };

/** A table of fixed column widths (points), none of whose rows is split over two pages. */
export function tabel(lebar: readonly number[], baris: TableCell[][], barisKepala = 0): Table {
  const kolom = lebar.map(twip);
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: kolom,
    width: { size: kolom.reduce((jumlah, satu) => jumlah + satu, 0), type: WidthType.DXA },
    borders: { top: KOSONG, bottom: KOSONG, left: KOSONG, right: KOSONG },
    rows: baris.map((children, urut) => new TableRow({ children, cantSplit: true, tableHeader: urut < barisKepala })),
  });
}

export const tengah = AlignmentType.CENTER;
export const kanan = AlignmentType.RIGHT;
export const rataPenuh = AlignmentType.JUSTIFIED;
