/** How many letters and digits a verification code has. */
export const panjangKode = 16;

/** Letters that a code never has, and what people mean who read them in one. */
const tertukar: Readonly<Record<string, string>> = { O: "0", I: "1", L: "1" };

/**
 * Reads a verification code the way people write it: in small letters, in groups, with O for zero and I or L for one.
 * Null when it cannot be one, so that nothing need be asked.
 */
export function bacaKode(teks: string): string | null {
  const kode = rapikanKode(teks);
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(kode) ? kode : null;
}

/** The code as far as it goes: capital letters and digits without what separates them, at most 64 of them. */
export function rapikanKode(teks: string): string {
  const huruf = teks
    .slice(0, 256)
    .toUpperCase()
    .replace(/[\s\p{Dash}._]/gu, "");
  return huruf.replace(/[OIL]/g, (satu) => tertukar[satu] ?? satu).slice(0, 64);
}

/** A code in groups of four, as it is read aloud: `ABCD-EFGH-JKMN-PQRS`. */
export function kelompokkanKode(kode: string): string {
  return kode.match(/.{1,4}/gsu)?.join("-") ?? "";
}
