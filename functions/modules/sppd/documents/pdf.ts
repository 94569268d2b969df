import { huruf } from "#huruf";
import modulPrinter from "pdfmake/js/Printer.js";
import { denganLebarTetap } from "./lebar-huruf.ts";
import type { Content, CustomTableLayout, TDocumentDefinitions } from "pdfmake/interfaces";

const PdfPrinter = "default" in modulPrinter ? modulPrinter.default : modulPrinter;
const HURUF = {
  biasa: denganLebarTetap(huruf.biasa),
  tebal: denganLebarTetap(huruf.tebal),
  miring: denganLebarTetap(huruf.miring),
};

/** What a layout decides for itself; the rest (fonts, page size, dates, compression) is the same for all documents. */
export interface TataLetak {
  judul: string;
  /** ISO date of the document: also the file's creation date, so that its bytes do not depend on the clock. */
  tanggal: string;
  /** Points: left, top, right, bottom. */
  batas: [number, number, number, number];
  /** Points. */
  ukuran: number;
  isi: Content[];
  /** What follows on pages of its own and may take as many as it needs: an annex. */
  lampiran?: Content[];
  /** Stamped across every page. */
  cap?: string;
  kaki?: (halaman: number, jumlah: number) => Content;
}

/** A rendered PDF and how many pages it took. */
interface HasilCetak {
  pdf: Uint8Array;
  halaman: number;
}

/**
 * Lays out one A4 document and returns its bytes. Streams stay uncompressed: every zlib build deflates differently,
 * and an issued document must come out the same on whichever machine renders it.
 */
async function cetakPdf(tata: TataLetak): Promise<HasilCetak> {
  let halaman = 0;
  const waktu = new Date(`${tata.tanggal}T00:00:00Z`);
  const definisi: TDocumentDefinitions = {
    version: "1.7",
    compress: false,
    language: "id-ID",
    displayTitle: true,
    pageSize: "A4",
    pageMargins: tata.batas,
    defaultStyle: { font: "Tinos", fontSize: tata.ukuran, lineHeight: 1.05 },
    info: { title: tata.judul, creator: "Serambi", producer: "Serambi", creationDate: waktu, modDate: waktu },
    content: [...tata.isi, ...(tata.lampiran ?? [])],
    ...(tata.cap === undefined ? {} : { watermark: { text: tata.cap, color: "#b00020", opacity: 0.25, bold: true } }),
    footer: (nomor, jumlah) => {
      halaman = jumlah;
      return tata.kaki?.(nomor, jumlah) ?? "";
    },
  };
  return { pdf: await kumpulkanByte(definisi), halaman };
}

/** How a document is fitted to its pages, its annex not counted. */
export interface CaraMuat {
  /** Points, largest first. */
  ukuran: readonly [number, ...number[]];
  halaman: number;
  /** Too long for its pages even in the smallest letters, it takes more of them in its largest: a form never does. */
  bersambung: boolean;
}

/** A rendered PDF and the size of its letters in points. */
export interface HasilMuat {
  pdf: Uint8Array;
  ukuran: number;
}

/**
 * Renders at the first size at which the document takes no more than its pages, or at the smallest: a form keeps its page
 * count for anything but absurd input, and its text stays as large as it can.
 */
export async function cetakMuat(buat: (ukuran: number) => TataLetak, cara: CaraMuat): Promise<HasilMuat> {
  const [pertama, ...berikut] = cara.ukuran;
  const cetakTubuh = async (ukuran: number) => ({ ukuran, ...(await cetakPdf({ ...buat(ukuran), lampiran: [] })) });
  const terbesar = await cetakTubuh(pertama);
  let hasil = terbesar;
  for (const ukuran of berikut) {
    // The smallest letters take half the room of the largest: what needs more than twice its pages need not be tried.
    if (hasil.halaman <= cara.halaman || (cara.bersambung && hasil.halaman > 2 * cara.halaman)) break;
    hasil = await cetakTubuh(ukuran);
  }
  const { pdf, ukuran } = cara.bersambung && hasil.halaman > cara.halaman ? terbesar : hasil;
  const utuh = buat(ukuran);
  return utuh.lampiran === undefined ? { pdf, ukuran } : { pdf: (await cetakPdf(utuh)).pdf, ukuran };
}

async function kumpulkanByte(definisi: TDocumentDefinitions): Promise<Uint8Array> {
  const berkas: Record<string, Uint8Array> = HURUF;
  const tidakAda = (nama: string): never => {
    throw new Error(`a document asked for a file that it must not need: ${nama}`);
  };
  const printer = new PdfPrinter(
    { Tinos: { normal: "biasa", bold: "tebal", italics: "miring" } },
    { existsSync: (nama) => nama in berkas, readFileSync: (nama) => berkas[nama] ?? tidakAda(nama) },
    { resolve: () => undefined, resolved: () => Promise.resolve() },
    () => false,
  );
  const dokumen = await printer.createPdfKitDocument(definisi);
  return await new Promise((selesai, gagal) => {
    const potongan: Uint8Array[] = [];
    dokumen.on("data", (bagian) => potongan.push(bagian));
    dokumen.on("end", () => selesai(new Uint8Array(Buffer.concat(potongan))));
    dokumen.on("error", gagal);
    dokumen.end();
  });
}

/** A table without lines or padding, for aligning labels and values. */
export const tanpaGaris: CustomTableLayout = {
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  paddingLeft: () => 0,
  paddingRight: () => 0,
  paddingTop: () => 0,
  paddingBottom: () => 0,
};

/** A ruled form: hair lines, `rapat` points of padding above and below each cell. */
export function bergaris(rapat: number): CustomTableLayout {
  return {
    hLineWidth: () => 0.6,
    vLineWidth: () => 0.6,
    paddingLeft: () => 4,
    paddingRight: () => 4,
    paddingTop: () => rapat,
    paddingBottom: () => rapat,
  };
}
