import * as z from "zod";
import { daftar, id, isian, kodeGalat, kodeProvinsiIsian, rupiah, tanggal, teks } from "./isian.ts";

/** Receipts of a line: files of the order, of kind `bukti`. */
const bukti = daftar(id, 0, 20)
  .refine((berkas) => new Set(berkas).size === berkas.length, "BUKTI_GANDA")
  .default([]);

/** What every line says of its proof. */
const pembuktian = {
  /** Nothing proves it: it is declared in the Daftar Pengeluaran Riil. */
  riil: z.boolean().default(false),
  bukti,
  catatan: teks(3, 500).optional(),
};

function banyaknya(terbanyak: number) {
  return z
    .int({ error: kodeGalat("NILAI_TIDAK_SAH") })
    .min(1, "NILAI_TIDAK_SAH")
    .max(terbanyak, "NILAI_TIDAK_SAH");
}

const malam = isian({
  /** The date of the evening. */
  tanggal,
  /** False: not in a hotel, which is paid at 30 % of the ceiling. */
  menginap: z.boolean().default(true),
  /** What the hotel asked; of a night that was not spent in one there is no such sum. */
  jumlah: rupiah.optional(),
  uraian: teks(3, 200).optional(),
  /** The companion with whom the room was shared. */
  sekamar_dengan: id.optional(),
  ...pembuktian,
}).refine(({ menginap, jumlah }) => menginap === (jumlah !== undefined), {
  message: "JUMLAH_PENGINAPAN",
  path: ["jumlah"],
});

/** The whole statement of what a trip really cost one traveller, as entered. Rupiah. The tariffs add what they settle. */
export const isianBiaya = isian({
  transpor: daftar(
    isian({ uraian: teks(3, 200), tanggal: tanggal.optional(), jumlah: rupiah, ...pembuktian }),
    0,
    50,
  ).default([]),
  taksi: daftar(
    isian({
      provinsi_kode: kodeProvinsiIsian,
      kali: banyaknya(20),
      jumlah: rupiah,
      tanggal: tanggal.optional(),
      ...pembuktian,
    }),
    0,
    50,
  ).default([]),
  sewa: daftar(
    isian({
      kendaraan: z.enum(["mobil", "bus_sedang", "bus_besar"], { error: kodeGalat("PILIHAN_TIDAK_SAH") }),
      provinsi_kode: kodeProvinsiIsian,
      hari: banyaknya(60),
      jumlah: rupiah,
      ...pembuktian,
    }),
    0,
    20,
  ).default([]),
  penginapan: daftar(malam, 0, 366)
    .refine((semua) => new Set(semua.map((satu) => satu.tanggal)).size === semua.length, "MALAM_GANDA")
    .default([]),
  lain: daftar(
    isian({ uraian: teks(3, 200), tanggal: tanggal.optional(), jumlah: rupiah, ...pembuktian }),
    0,
    50,
  ).default([]),
  /** The allowance of the post: left out, whoever is entitled gets it; true asks for it, false forgoes it. */
  representasi: z.boolean().optional(),
  /** The traveller declares what is without proof, in the words of the Daftar Pengeluaran Riil. */
  pernyataan: z.boolean().default(false),
});

/** A checked statement of costs. */
export type IsianBiaya = z.output<typeof isianBiaya>;

const alasan = teks(10, 1000);

/** A treasurer's verdict on a line: a correction says the sum and why, a refusal why. */
export const isianPutusan = isian({
  putusan: z.enum(["diterima", "dikoreksi", "ditolak"], { error: kodeGalat("PILIHAN_TIDAK_SAH") }),
  jumlah: rupiah.optional(),
  alasan: alasan.optional(),
}).transform(({ putusan, jumlah, alasan: mengapa }, ctx) => {
  if (putusan === "diterima") return { putusan };
  const kurang = (kolom: string) => ctx.addIssue({ code: "custom", message: "WAJIB_DIISI", path: [kolom] });
  if (mengapa === undefined) kurang("alasan");
  if (putusan === "dikoreksi" && jumlah === undefined) kurang("jumlah");
  if (mengapa === undefined) return z.NEVER;
  if (putusan === "ditolak") return { putusan, alasan: mengapa };
  return jumlah === undefined ? z.NEVER : { putusan, jumlah, alasan: mengapa };
});
