/** A font as a Worker data module (rule "Data" for `.ttf` in wrangler.toml). */
declare module "*.ttf" {
  const isi: ArrayBuffer;
  export default isi;
}

/** pdfmake's layout engine without its file system and network: the only part that a Worker can run. */
declare module "pdfmake/js/Printer.js" {
  import type { TDocumentDefinitions, TFontDictionary } from "pdfmake/interfaces";

  /** A finished layout; its bytes come as `data` events after `end()`. */
  export interface DokumenPdfKit {
    on(peristiwa: "data", terima: (potongan: Uint8Array) => void): this;
    on(peristiwa: "end", selesai: () => void): this;
    on(peristiwa: "error", gagal: (sebab: Error) => void): this;
    end(): void;
  }

  export interface BerkasHuruf {
    existsSync(nama: string): boolean;
    readFileSync(nama: string): Uint8Array;
  }

  export class PdfPrinter {
    constructor(
      huruf: TFontDictionary,
      berkas: BerkasHuruf,
      alamat: { resolve(alamat: string): void; resolved(): Promise<void> },
      bolehBaca: (berkas: string) => boolean,
    );
    createPdfKitDocument(definisi: TDocumentDefinitions): Promise<DokumenPdfKit>;
  }

  /** CommonJS: bundlers disagree on whether the default import is the class or the module that holds it. */
  const modul: typeof PdfPrinter | { default: typeof PdfPrinter };
  export default modul;
}
