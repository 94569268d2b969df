import { getProvinces, getRegencies } from "idn-area-data";
import { NAMA_PROVINSI } from "../../modules/sppd/rules/provinsi.ts";

/** A province, or a regency or city under it, by the code of the Ministry of Home Affairs: `33`, `33.74`. */
export interface Wilayah {
  readonly kode: string;
  readonly nama: string;
  readonly tingkat: "provinsi" | "kabupaten" | "kota";
  readonly induk_kode: string | null;
}

/** Names that the source splits and that people write in one word, or the other way round. */
const EJAAN: readonly (readonly [sumber: string, lazim: string])[] = [
  ["Bau Bau", "Baubau"],
  ["Fak Fak", "Fakfak"],
  ["Lubuk Linggau", "Lubuklinggau"],
  ["Muko Muko", "Mukomuko"],
  ["Palangkaraya", "Palangka Raya"],
  ["Pangkal Pinang", "Pangkalpinang"],
  ["Tanjung Pinang", "Tanjungpinang"],
  ["Tojo Una Una", "Tojo Una-Una"],
  ["Toli Toli", "Tolitoli"],
];

function tulisNama(kapital: string): string {
  const nama = kapital
    .toLowerCase()
    .replace(/\b[a-z]/g, (huruf) => huruf.toUpperCase())
    .replaceAll(" Dan ", " dan ");
  return EJAAN.reduce((hasil, [sumber, lazim]) => hasil.replace(sumber, lazim), nama);
}

/**
 * Reads the 38 provinces and, after them, their 514 regencies and cities, names as people write them:
 * "DKI Jakarta", "Kota Semarang", "Kabupaten Semarang".
 *
 * @throws Error when the source knows a province that this project has no name for
 */
export async function readWilayah(): Promise<Wilayah[]> {
  const [provinsi, kabupatenKota] = await Promise.all([getProvinces(), getRegencies()]);
  return [
    ...provinsi.map(({ code, name }): Wilayah => {
      const nama = NAMA_PROVINSI[code];
      if (nama === undefined) {
        throw new Error(`Provinsi ${code} (${name}) belum bernama di NAMA_PROVINSI`);
      }
      return { kode: code, nama, tingkat: "provinsi", induk_kode: null };
    }),
    ...kabupatenKota.map(({ code, name, province_code }): Wilayah => ({
      kode: code,
      nama: tulisNama(name),
      tingkat: name.startsWith("KOTA ") ? "kota" : "kabupaten",
      induk_kode: province_code,
    })),
  ];
}
