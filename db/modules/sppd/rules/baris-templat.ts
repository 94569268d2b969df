import { cariPenanda } from "./penanda.ts";

/** A part of a template as it is (`daftar` null), or a row of a table that is there once for each of a list. */
export interface BagianTemplat {
  readonly xml: string;
  readonly daftar: string | null;
}

const BATAS_BARIS = /<(\/?)w:tr(?:>| [^>]*[^>/]>)/g;
const TEKS = /<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g;

/** What is written in a piece of a Word document, whatever pieces word processors have cut it into. */
export function gabungTeks(xml: string): string {
  return [...xml.matchAll(TEKS)].map(([, teks = ""]) => teks).join("");
}

/** The placeholders in a piece of a Word document, in its order; no placeholder goes beyond its paragraph. */
export function penandaDalam(xml: string): string[] {
  return xml.split("</w:p>").flatMap((paragraf) => cariPenanda(gabungTeks(paragraf)));
}

/**
 * Cuts a part of a Word document at the rows that are repeated: whose own cells hold `{{#daftar}}` and then `{{/daftar}}`, and which hold no
 * other mark of a list. A table within a cell is another table: its marks are not those of the row around it. The parts together are the document.
 */
export function potongBaris(xml: string): BagianTemplat[] {
  const bagian: BagianTemplat[] = [];
  let sampai = 0;
  for (const { awal, akhir, daftar } of cariBaris(xml)) {
    bagian.push({ xml: xml.slice(sampai, awal), daftar: null }, { xml: xml.slice(awal, akhir), daftar });
    sampai = akhir;
  }
  return [...bagian, { xml: xml.slice(sampai), daftar: null }];
}

interface Baris {
  readonly awal: number;
  readonly akhir: number;
  readonly daftar: string;
}

/** Rows that are repeated, in the order of the document. In one pass, however deep tables stand within each other. */
function cariBaris(xml: string): Baris[] {
  const ditemukan: Baris[] = [];
  // Rows that are open: what is in each and in no row within it, and how many marks of lists the rows within it have.
  const terbuka: { awal: number; milik: string[]; dalam: number }[] = [];
  let sampai = 0;
  for (const batas of xml.matchAll(BATAS_BARIS)) {
    const akhir = batas.index + batas[0].length;
    terbuka.at(-1)?.milik.push(xml.slice(sampai, batas.index));
    sampai = akhir;
    if (batas[1] === "") {
      terbuka.push({ awal: batas.index, milik: [], dalam: 0 });
      continue;
    }
    const baris = terbuka.pop();
    if (!baris) continue;
    const tanda = penandaDalam(baris.milik.join("")).filter((nama) => /^[#/]/.test(nama));
    const luar = terbuka.at(-1);
    if (luar) luar.dalam += baris.dalam + tanda.length;
    const daftar = baris.dalam === 0 ? daftarDari(tanda) : undefined;
    if (daftar !== undefined) ditemukan.push({ awal: baris.awal, akhir, daftar });
  }
  return ditemukan;
}

function daftarDari([buka = "", tutup, ...lain]: readonly string[]): string | undefined {
  return buka.startsWith("#") && tutup === `/${buka.slice(1)}` && lain.length === 0 ? buka.slice(1) : undefined;
}
