import { gabungTeks, potongBaris } from "../../../../db/modules/sppd/rules/baris-templat.ts";

/** What stands for a placeholder in words: one text, or a paragraph for each of several; undefined for what is no words. */
type KataPenanda = string | readonly string[] | undefined;

/** What is said of each entry of a list, by placeholder; undefined for what is no list. */
type IsiDaftar = readonly Readonly<Record<string, string>>[] | undefined;

/** A paragraph that holds no other, or an empty one: text boxes stand within the paragraph that they are anchored to. */
const PARAGRAF = /<w:p(?: [^>]*)?\/>|<w:p(?: [^>]*[^/>])?>(?:(?!<w:p[ >])[^])*?<\/w:p>/g;
const TEKS = /<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g;
const PENANDA = /\{\{([^{}]*)\}\}/g;
/** Names that only one paragraph of a document may bear, and marks that begin and end once. */
const SEKALI = / w14:(?:paraId|textId)="[^"]*"|<w:bookmark(?:Start|End)\b[^>]*\/>/g;
/** Stands for a paragraph that is done; no XML holds this character. */
const TITIPAN = /\ufffe(\d+)\ufffe/g;

/**
 * Fills a part of a Word document with words, wherever in a paragraph they stand: word processors cut a placeholder into runs
 * where somebody corrected it, and put it behind tabs, into links, content controls and text boxes. Its letters are those of its first
 * brace. What is no words is only put together again, so that it stands in one run. A row of a table that is repeated (see
 * `potongBaris`) is there once for each entry of its list, whose words go before those of the letter; of an empty list nothing is left.
 */
export function isiKata(
  xml: string,
  kata: (nama: string) => KataPenanda,
  daftar: (nama: string) => IsiDaftar = () => undefined,
): string {
  const selesai: string[] = [];
  const titipkan = (satu: string) => `\ufffe${selesai.push(satu) - 1}\ufffe`;
  let sisa = potongBaris(xml.replaceAll("\ufffe", ""))
    .map((bagian) => {
      const isi = bagian.daftar === null ? undefined : daftar(bagian.daftar);
      return isi ? titipkan(ulangiBaris(bagian.xml, isi, kata)) : bagian.xml;
    })
    .join("");
  for (let sebelum = ""; sisa !== sebelum;) {
    sebelum = sisa;
    sisa = sisa.replace(PARAGRAF, (paragraf) => titipkan(isiParagraf(paragraf, kata)));
  }
  while (sisa.includes("\ufffe")) sisa = sisa.replace(TITIPAN, (_, urut: string) => selesai[Number(urut)] ?? "");
  return sisa;
}

/** The row for each entry, without the marks of its list. */
function ulangiBaris(baris: string, isi: NonNullable<IsiDaftar>, kata: (nama: string) => KataPenanda): string {
  return isi
    .map((satu, urut) =>
      isiKata(urut === 0 ? baris : baris.replace(SEKALI, ""), (nama) =>
        /^[#/]/.test(nama) ? "" : Object.hasOwn(satu, nama) ? satu[nama] : kata(nama),
      ),
    )
    .join("");
}

/** The paragraph, or as many of it as a placeholder in it has lines: each keeps its indents and letters. An empty one stays. */
function isiParagraf(paragraf: string, kata: (nama: string) => KataPenanda): string {
  const nama = [...gabungTeks(paragraf).matchAll(PENANDA)].map(([, satu = ""]) => satu);
  if (nama.length === 0) return paragraf;
  const berbaris = nama.map(kata).find((isi): isi is readonly string[] => typeof isi === "object");
  if (berbaris === undefined) return isiSekali(paragraf, kata);
  const baris = berbaris.length === 0 ? [""] : berbaris;
  return baris
    .map((satu, urut) =>
      isiSekali(urut === 0 ? paragraf : paragraf.replace(SEKALI, ""), (lain) => {
        const isi = kata(lain);
        return isi === berbaris ? satu : isi;
      }),
    )
    .join("");
}

function isiSekali(paragraf: string, kata: (nama: string) => KataPenanda): string {
  const potongan = [...paragraf.matchAll(TEKS)].map(([, teks = ""]) => teks);
  // From the last to the first: what comes before keeps its place.
  for (const cocok of [...gabungTeks(paragraf).matchAll(PENANDA)].toReversed()) {
    const isi = kata(cocok[1] ?? "");
    const teks = isi === undefined ? cocok[0] : lindungi(typeof isi === "string" ? isi : isi.join("; "));
    gantikan(potongan, cocok.index, cocok[0].length, teks);
  }
  let urut = 0;
  return paragraf.replace(TEKS, () => `<w:t xml:space="preserve">${potongan[urut++] ?? ""}</w:t>`);
}

/** Puts `teks` where the first of so many letters stands, and takes the letters away from all pieces that have them. */
function gantikan(potongan: string[], awal: number, panjang: number, teks: string): void {
  let mulai = 0;
  let tertulis = false;
  for (const [urut, isi] of potongan.entries()) {
    const dari = Math.max(awal - mulai, 0);
    const sampai = Math.min(awal + panjang - mulai, isi.length);
    if (dari < sampai) {
      potongan[urut] = isi.slice(0, dari) + (tertulis ? "" : teks) + isi.slice(sampai);
      tertulis = true;
    }
    mulai += isi.length;
  }
}

function lindungi(teks: string): string {
  return teks.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
