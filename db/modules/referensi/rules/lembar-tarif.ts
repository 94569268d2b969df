import type { BarisTarif, GalatTarif, KolomTarif } from "./baris-tarif.ts";

/** The columns of a table of tariffs, in the template's order: their headings, and how wide it shows them (characters). */
export const kolomTarif: Readonly<Record<KolomTarif, { readonly kepala: string; readonly lebar: number }>> = {
  tahun: { kepala: "Tahun", lebar: 8 },
  provinsi: { kepala: "Provinsi", lebar: 26 },
  komponen: { kepala: "Komponen", lebar: 34 },
  kelompok: { kepala: "Kelompok", lebar: 26 },
  tarif: { kepala: "Tarif", lebar: 16 },
  satuan: { kepala: "Satuan", lebar: 16 },
  sumber: { kepala: "Sumber", lebar: 40 },
  berlaku_mulai: { kepala: "Berlaku mulai", lebar: 16 },
};

const artiGalat: Readonly<Record<GalatTarif["kode"], string>> = {
  WAJIB_DIISI: "wajib diisi",
  TAHUN_TIDAK_SAH: "bukan tahun antara 2020 dan 2100",
  PROVINSI_TIDAK_DIKENAL: "bukan nama atau kode provinsi",
  KODE_TIDAK_SAH: "hanya huruf, angka, dan garis bawah",
  NILAI_TIDAK_SAH: "bukan rupiah bulat, seperti 530000 atau Rp530.000",
  TEKS_TIDAK_SAH: "terlalu panjang, atau berisi karakter yang tidak dapat dicetak",
  TANGGAL_TIDAK_SAH: "bukan tanggal, seperti 2027-01-31 atau 31/1/2027",
  DUPLIKAT: "tarif ini sudah disebut di baris lain",
};

/** Why a row was not taken, in words: "Baris 4. Provinsi: bukan nama atau kode provinsi. Sumber: wajib diisi". */
export function tulisGalatTarif({ nomor, galat }: BarisTarif): string {
  return [`Baris ${nomor}`, ...galat.map(({ kolom, kode }) => `${kolomTarif[kolom].kepala}: ${artiGalat[kode]}`)].join(
    ". ",
  );
}
