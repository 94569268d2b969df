import type { Stamp } from "./order.ts";

/** A box of the visum as it is typed: an arrival is there once it has a day or an official, a departure once it has any of its own. */
export interface TypedBox {
  readonly di: string;
  readonly hari_tiba: string;
  readonly pejabat_tiba: string;
  readonly dari: string;
  readonly ke: string;
  readonly hari_berangkat: string;
  readonly pejabat_berangkat: string;
}

export function emptyBox(): TypedBox {
  return { di: "", hari_tiba: "", pejabat_tiba: "", dari: "", ke: "", hari_berangkat: "", pejabat_berangkat: "" };
}

/** A box as it can be typed into. */
export function typedOf({ tiba, berangkat }: Stamp): TypedBox {
  return {
    di: tiba?.di ?? "",
    hari_tiba: tiba?.tanggal ?? "",
    pejabat_tiba: tiba?.pejabat ?? "",
    dari: berangkat?.dari ?? "",
    ke: berangkat?.ke ?? "",
    hari_berangkat: berangkat?.tanggal ?? "",
    pejabat_berangkat: berangkat?.pejabat ?? "",
  };
}

/** A box as the platform takes it; what is half written goes as it is, so that it says what is missing. */
export function writtenOf(typed: TypedBox): Stamp {
  const pejabat = typed.pejabat_berangkat.trim();
  const arrives = [typed.hari_tiba, typed.pejabat_tiba].some((text) => text.trim() !== "");
  const leaves = [typed.dari, typed.ke, typed.hari_berangkat].some((text) => text.trim() !== "");
  return {
    ...(arrives ? { tiba: { di: typed.di.trim(), tanggal: typed.hari_tiba, pejabat: typed.pejabat_tiba.trim() } } : {}),
    ...(leaves
      ? {
          berangkat: {
            dari: typed.dari.trim(),
            ke: typed.ke.trim(),
            tanggal: typed.hari_berangkat,
            ...(pejabat === "" ? {} : { pejabat }),
          },
        }
      : {}),
  };
}
