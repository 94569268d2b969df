import type { KomponenBiaya } from "./komponen.ts";

/** What the host of a meeting or a training may pay in an institution's stead, each with the words that the SPD prints. */
export const DIBIAYAI_PENYELENGGARA = {
  transpor: "transpor",
  taksi: "taksi",
  sewa: "sewa kendaraan",
  uang_harian: "uang harian",
  representasi: "uang representasi",
  penginapan: "penginapan",
} as const satisfies Partial<Record<KomponenBiaya, string>>;
export type KomponenDibiayai = keyof typeof DIBIAYAI_PENYELENGGARA;

/** Those components, in the order in which statements of costs list them. */
export const KOMPONEN_DIBIAYAI = Object.keys(DIBIAYAI_PENYELENGGARA) as [KomponenDibiayai, ...KomponenDibiayai[]];

/** Whether the institution pays no representation: its host does, or uang harian, to which it is attached. */
export function tanpaRepresentasi(dibiayai: readonly KomponenDibiayai[]): boolean {
  return dibiayai.includes("representasi") || dibiayai.includes("uang_harian");
}

/**
 * Looks for costs that somebody else pays already: nothing is paid twice from the budget (PMK 113/PMK.05/2012, trips at the expense of
 * whoever holds them). What is entered of a component, or asked for it, is refused; what the tariffs would settle is not paid.
 *
 * @param diisi what was entered of each component: a list of lines, an amount, or whether it is asked for
 * @returns the first field of each component that is wrong, as a path
 */
export function periksaDibiayai(
  dibiayai: readonly KomponenDibiayai[],
  diisi: Readonly<Partial<Record<KomponenDibiayai, { readonly kolom: string; readonly isi: unknown }>>>,
): { komponen: KomponenDibiayai; kolom: (string | number)[] }[] {
  return KOMPONEN_DIBIAYAI.filter((komponen) => dibiayai.includes(komponen)).flatMap((komponen) => {
    const { kolom = "", isi } = diisi[komponen] ?? {};
    if (Array.isArray(isi)) return isi.length === 0 ? [] : [{ komponen, kolom: [kolom, 0] }];
    return isi === undefined || isi === 0 || isi === false ? [] : [{ komponen, kolom: [kolom] }];
  });
}
