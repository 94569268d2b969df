/** A source of chance that repeats itself: the same seed gives the same demo data everywhere. */
export interface Acak {
  /** A whole number from `dari` to `sampai`, both included. */
  bulat(dari: number, sampai: number): number;
  /** One of the entries. Throws RangeError when there is none. */
  pilih<T>(daftar: readonly T[]): T;
  /** True so many times in a hundred. */
  peluang(persen: number): boolean;
  /** The entries in another order; the list itself is left alone. */
  kocok<T>(daftar: readonly T[]): T[];
}

/** Makes such a source (mulberry32: 32 bits of state, plenty for demo data, useless for secrets). */
export function acak(seed: number): Acak {
  let keadaan = seed >>> 0;
  const pecahan = (): number => {
    keadaan = (keadaan + 0x6d2b79f5) >>> 0;
    let campur = Math.imul(keadaan ^ (keadaan >>> 15), keadaan | 1);
    campur ^= campur + Math.imul(campur ^ (campur >>> 7), campur | 61);
    return ((campur ^ (campur >>> 14)) >>> 0) / 4_294_967_296;
  };
  const bulat = (dari: number, sampai: number): number => dari + Math.floor(pecahan() * (sampai - dari + 1));
  return {
    bulat,
    pilih: (daftar) => {
      const letak = bulat(0, daftar.length - 1);
      if (letak < 0 || letak >= daftar.length) {
        throw new RangeError("Tidak ada yang dapat dipilih");
      }
      return daftar[letak] as (typeof daftar)[number];
    },
    peluang: (persen) => pecahan() * 100 < persen,
    kocok: (daftar) =>
      daftar
        .map((isi) => ({ isi, urut: pecahan() }))
        .toSorted((a, b) => a.urut - b.urut)
        .map(({ isi }) => isi),
  };
}
