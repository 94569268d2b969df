import { createHash } from "node:crypto";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { strFromU8, unzipSync } from "fflate";
import jsQR from "jsqr";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

/** A piece of text on a page: its left edge and baseline in points, measured from the page's top left corner. */
export interface Potongan {
  teks: string;
  x: number;
  y: number;
  lebar: number;
}

/** The text of each page of a PDF, in the order it was drawn. */
export async function bacaPdf(pdf: Uint8Array): Promise<Potongan[][]> {
  const tugas = getDocument({ data: pdf.slice(), verbosity: 0 });
  const dokumen = await tugas.promise;
  const halaman: Potongan[][] = [];
  for (let nomor = 1; nomor <= dokumen.numPages; nomor++) {
    const lembar = await dokumen.getPage(nomor);
    const tinggi = lembar.getViewport({ scale: 1 }).height;
    const { items } = await lembar.getTextContent();
    halaman.push(
      items.flatMap((butir) =>
        "str" in butir && butir.str !== ""
          ? [
              {
                teks: butir.str,
                x: Number(butir.transform[4]),
                y: tinggi - Number(butir.transform[5]),
                lebar: butir.width,
              },
            ]
          : [],
      ),
    );
  }
  await tugas.destroy();
  return halaman;
}

/** A page's pieces as running text with single blanks; pieces that touch make one word, as a reader sees them. */
export function gabungTeks(potongan: readonly Potongan[] | undefined): string {
  let teks = "";
  let lalu: Potongan | undefined;
  for (const satu of potongan ?? []) {
    const menyambung = lalu !== undefined && lalu.y === satu.y && Math.abs(lalu.x + lalu.lebar - satu.x) < 0.5;
    teks += (menyambung ? "" : " ") + satu.teks;
    lalu = satu;
  }
  return teks.replace(/\s+/g, " ").trim();
}

/** The files in a DOCX by name, XML as text. */
export function bukaDocx(docx: Uint8Array): Record<string, string> {
  return Object.fromEntries(Object.entries(unzipSync(docx)).map(([nama, isi]) => [nama, strFromU8(isi)]));
}

/** The text of a DOCX's body, paragraph by paragraph, in document order. */
export function bacaDocx(docx: Uint8Array): string[] {
  const badan = bukaDocx(docx)["word/document.xml"] ?? "";
  return [...badan.matchAll(/<w:p[ >].*?<\/w:p>/gs)].map(([paragraf]) =>
    [...paragraf.matchAll(/<w:tab\/>|<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
      .map(([utuh, teks]) => (teks === undefined ? (utuh === "<w:tab/>" ? " " : "") : lepasXml(teks)))
      .join(""),
  );
}

function lepasXml(teks: string): string {
  const nama: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
  return teks.replace(/&(amp|lt|gt|quot|apos);/g, (utuh, kunci: string) => nama[kunci] ?? utuh);
}

/** What the QR code in an image says, `undefined` when there is none. */
export async function bacaQr(png: Uint8Array): Promise<string | undefined> {
  const gambar = await loadImage(Buffer.from(png));
  const kanvas = createCanvas(gambar.width, gambar.height);
  const kuas = kanvas.getContext("2d");
  kuas.drawImage(gambar, 0, 0);
  const { data, width, height } = kuas.getImageData(0, 0, gambar.width, gambar.height);
  return jsQR(data, width, height)?.data;
}

/** What the QR code printed on a page of a PDF says, read off the page as a scanner at 216 dpi would. */
export async function bacaQrCetak(pdf: Uint8Array, nomor: number): Promise<string | undefined> {
  const tugas = getDocument({ data: pdf.slice(), verbosity: 0 });
  const lembar = await (await tugas.promise).getPage(nomor);
  const viewport = lembar.getViewport({ scale: 3 });
  const kanvas = createCanvas(viewport.width, viewport.height);
  const kuas = kanvas.getContext("2d");
  // pdf.js declares the browser's canvas; in Node it draws on this one.
  await lembar.render({ canvas: null, canvasContext: kuas as unknown as CanvasRenderingContext2D, viewport }).promise;
  const { data, width, height } = kuas.getImageData(0, 0, kanvas.width, kanvas.height);
  await tugas.destroy();
  const dibaca = jsQR(data, width, height)?.data;
  // Reading keeps everything else waiting: what was closed meanwhile is noticed before anything is sent over it.
  await new Promise((lanjut) => {
    setTimeout(lanjut, 50);
  });
  return dibaca;
}

/** SHA-256 in hex. */
export function sidik(isi: Uint8Array): string {
  return createHash("sha256").update(isi).digest("hex");
}
