/**
 * What must never reach paper or XML: control and format characters (the latter can turn the reading direction of a
 * number around), halves of surrogate pairs, and the two code points that XML 1.0 refuses.
 */
const TAK_TERCETAK = /[\p{Cc}\p{Cf}\p{Cs}\uFFFE\uFFFF]/gu;

/** Control characters that stand between words. */
const GANTI_BARIS = /[\t\n\v\f\r\u0085\u2028\u2029]/g;

/** The text as one printable line: composed (NFC), without unprintable characters, blanks collapsed. */
export function bersihkanTeks(teks: string): string {
  return teks.normalize("NFC").replace(GANTI_BARIS, " ").replace(TAK_TERCETAK, "").replace(/\s+/gu, " ").trim();
}

/** The same value with every text in it cleaned by {@link bersihkanTeks}; numbers and `null` stay as they are. */
export function bersihkan<T>(nilai: T): T {
  return bersihkanNilai(nilai) as T;
}

function bersihkanNilai(nilai: unknown): unknown {
  if (typeof nilai === "string") return bersihkanTeks(nilai);
  if (Array.isArray(nilai)) return nilai.map(bersihkanNilai);
  if (typeof nilai !== "object" || nilai === null) return nilai;
  return Object.fromEntries(Object.entries(nilai).map(([kunci, isi]) => [kunci, bersihkanNilai(isi)]));
}

/** The text, or a dash where a form must not show an empty cell. */
export function atauStrip(teks: string | null): string {
  return teks === null || teks === "" ? "-" : teks;
}
