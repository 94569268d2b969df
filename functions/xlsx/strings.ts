import { unreadable } from "./unreadable.ts";
import { XmlReader } from "./xml.ts";

/** Characters of a cell that are read: no field takes as many, and one more tells that there were more. */
const mostCellText = 1_001;

/** How many texts a sheet may share, and how many characters all of them may have: they are kept while it is read. */
const most = { texts: 300_000, characters: 12_000_000 } as const;

/** The texts that the cells of a workbook share, in order; each cut off at `mostCellText`. */
export async function readStrings(pieces: AsyncIterable<Uint8Array>): Promise<string[]> {
  const strings: string[] = [];
  let characters = 0;
  let current = "";
  // A text may consist of runs (r/t); how it is pronounced (rPh) is none of it.
  let spoken = 0;
  let within = false;
  const reader = new XmlReader({
    open(name) {
      if (name === "si") current = "";
      else if (name === "rPh") spoken++;
      else if (name === "t") within = true;
    },
    close(name) {
      if (name === "rPh") spoken--;
      else if (name === "t") within = false;
      else if (name === "si") {
        const text = storableText(current);
        characters += text.length;
        if (strings.push(text) > most.texts || characters > most.characters) throw unreadable("BERKAS_TERLALU_BESAR");
      }
    },
    text(piece) {
      if (within && spoken === 0) current = appendText(current, piece);
    },
  });
  for await (const bytes of pieces) reader.push(bytes);
  reader.end();
  return strings;
}

/**
 * Lengthens a cell's text, up to what is read of one. It is a copy: a part of a string holds the whole of it in memory, and
 * texts that are kept would hold all that was ever unpacked.
 */
export function appendText(text: string, piece: string): string {
  return text.length >= mostCellText ? text : ` ${text}${piece.slice(0, mostCellText)}`.slice(1, mostCellText + 1);
}

/**
 * A cell's text as a column can hold it. Spreadsheets write control characters as `_x000D_`; what no column takes (NUL, half of
 * a surrogate pair) becomes U+FFFD, which no rule takes for a letter.
 */
export function storableText(text: string): string {
  const plain = text.includes("_x")
    ? text.replaceAll(/_x([\dA-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
  return plain.replaceAll(/[\0\p{Cs}]/gu, "\ufffd");
}
