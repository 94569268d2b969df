/** What stands for a placeholder in words: one text, or a paragraph for each of several; undefined for what is no words. */
type KataPenanda = string | readonly string[] | undefined;

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
 * brace. What is no words is only put together again, so that it stands in one run.
 */
export function isiKata(xml: string, kata: (nama: string) => KataPenanda): string {
  const selesai: string[] = [];
  let sisa = xml.replaceAll("\ufffe", "");
  for (let sebelum = ""; sisa !== sebelum;) {
    sebelum = sisa;
    sisa = sisa.replace(PARAGRAF, (paragraf) => `\ufffe${selesai.push(isiParagraf(paragraf, kata)) - 1}\ufffe`);
  }
  while (sisa.includes("\ufffe")) sisa = sisa.replace(TITIPAN, (_, urut: string) => selesai[Number(urut)] ?? "");
  return sisa;
}

/** The paragraph, or as many of it as a placeholder in it has lines: each keeps its indents and letters. An empty one stays. */
function isiParagraf(paragraf: string, kata: (nama: string) => KataPenanda): string {
  const nama = [...gabungan(paragraf).matchAll(PENANDA)].map(([, satu = ""]) => satu);
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

function gabungan(paragraf: string): string {
  return [...paragraf.matchAll(TEKS)].map(([, teks = ""]) => teks).join("");
}

function isiSekali(paragraf: string, kata: (nama: string) => KataPenanda): string {
  const potongan = [...paragraf.matchAll(TEKS)].map(([, teks = ""]) => teks);
  // From the last to the first: what comes before keeps its place.
  for (const cocok of [...gabungan(paragraf).matchAll(PENANDA)].toReversed()) {
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
