/** A regency or a city, with its province. */
export interface Tempat {
  readonly kode: string;
  readonly nama: string;
  readonly provinsi: string;
}

interface Dicari extends Tempat {
  readonly kata: readonly string[];
  readonly teks: string;
}

/** Letters without their accents, in small: what people type. */
function polos(teks: string): string {
  return teks
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** What every name of a kind begins with: nobody looks for it first. */
const jenis = /^(kota administrasi|kabupaten administrasi|kota|kabupaten|kab) /;

/** Arranges places for looking up. */
export function susunTempat(
  provinsi: readonly {
    readonly nama: string;
    readonly kabupaten_kota: readonly { readonly kode: string; readonly nama: string }[];
  }[],
): readonly Dicari[] {
  return provinsi.flatMap(({ nama, kabupaten_kota }) =>
    kabupaten_kota.map((satu) => {
      const teks = polos(`${satu.nama} ${nama}`);
      return { ...satu, provinsi: nama, teks: polos(satu.nama).replace(jenis, ""), kata: teks.split(" ") };
    }),
  );
}

/** The places that hold every word that was typed, at the beginning of one of theirs; the nearest first. */
export function cariTempat(semua: readonly Dicari[], dicari: string, banyaknya = 40): readonly Tempat[] {
  const kata = polos(dicari).split(" ").filter(Boolean);
  if (kata.length === 0) return semua.slice(0, banyaknya);
  const utuh = kata.join(" ");
  const inti = polos(dicari).replace(jenis, "");
  return semua
    .filter((satu) => kata.every((awal) => satu.kata.some((milik) => milik.startsWith(awal))))
    .map((satu) => ({ satu, jarak: satu.teks === inti || satu.teks === utuh ? 0 : satu.teks.startsWith(inti) ? 1 : 2 }))
    .toSorted((a, b) => a.jarak - b.jarak)
    .slice(0, banyaknya)
    .map(({ satu }) => satu);
}
