import { teksBerkas } from "../../berkas/rules/notifikasi.ts";
import { teksPejabat } from "../../pejabat/rules/notifikasi.ts";
import { teksSppd } from "../../sppd/rules/notifikasi.ts";
import { formatTanggal } from "../../sppd/rules/tanggal.ts";
import type { TeksNotifikasi } from "./notifikasi.ts";

/** Texts of what the modules tell, by code; `{name}` takes a value of the occurrence. */
const teks: Readonly<Record<string, TeksNotifikasi>> = { ...teksBerkas, ...teksPejabat, ...teksSppd };

type Data = Readonly<Record<string, unknown>>;

const tanggalInggris = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

/** How a day is written. */
const hari = {
  id: formatTanggal,
  en: (tanggal: string) => tanggalInggris.format(new Date(`${tanggal}T00:00:00Z`)),
};

/**
 * What a notification says, in both languages; what people wrote themselves is in the one they wrote it in. A code that this
 * version does not know (a newer one wrote it, during a deployment) is all that is said.
 */
export function tulisNotifikasi(kode: string, data: Data): TeksNotifikasi {
  if (kode === "siaran") {
    const [judul, isi] = [String(data["judul"]), String(data["isi"])];
    return { judul: { id: judul, en: judul }, isi: { id: isi, en: isi } };
  }
  const { judul, isi } = teks[kode] ?? { judul: { id: kode, en: kode }, isi: { id: "", en: "" } };
  return {
    judul: { id: isikan(judul.id, data, "id"), en: isikan(judul.en, data, "en") },
    isi: { id: isikan(isi.id, data, "id"), en: isikan(isi.en, data, "en") },
  };
}

/** Fills a text in one pass, so that what a value says is never taken for a place to fill. A part in [ ] goes with its value. */
function isikan(pola: string, data: Data, bahasa: keyof typeof hari): string {
  const nilai = (nama: string) => {
    const satu = data[nama];
    if (typeof satu !== "string") return "";
    return /^\d{4}-\d{2}-\d{2}$/.test(satu) ? hari[bahasa](satu) : satu;
  };
  return pola.replaceAll(
    /\[([^\]{]*)\{(\w+)\}([^\]]*)\]|\{(\w+)\}/g,
    (_, depan: string, pilihan: string | undefined, belakang: string, nama: string) => {
      if (pilihan === undefined) return nilai(nama);
      const isi = nilai(pilihan);
      return isi === "" ? "" : `${depan}${isi}${belakang}`;
    },
  );
}
