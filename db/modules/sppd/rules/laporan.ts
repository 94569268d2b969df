import * as z from "zod";
import { dapatDicetak } from "../../pegawai/rules/teks.ts";
import { daftar, id, isian, tanggal } from "./isian.ts";

/** The largest report, in bytes of its JSON. */
const TERBESAR = 100_000;

/** Paragraphs, as people write them: lines that print. Nothing yet is an empty text. */
const paragraf = z
  .string({ error: "TEKS_TIDAK_SAH" })
  .normalize("NFC")
  .trim()
  .max(20_000, "TEKS_TERLALU_PANJANG")
  .refine((isi) => isi.split(/\r?\n/).every((baris) => dapatDicetak(baris.replaceAll("\t", " "))), "KARAKTER_TERLARANG")
  .default("");

/**
 * A report as it is being written, in the sections of the domain (§3.2.6): what is missing is an empty text or list, so that a draft
 * may be incomplete. `lampiran` and `foto` are files of the traveller's.
 */
export const isiLaporan = isian({
  pendahuluan: paragraf,
  /** Day by day: what was done, whom one met. */
  pelaksanaan: daftar(isian({ tanggal, uraian: paragraf }), 0, 100).default([]),
  hasil: paragraf,
  kesimpulan: paragraf,
  saran: paragraf,
  lampiran: daftar(id, 0, 20).default([]),
  foto: daftar(id, 0, 20).default([]),
}).refine((isi) => new TextEncoder().encode(JSON.stringify(isi)).length <= TERBESAR, "LAPORAN_TERLALU_BESAR");
export type IsiLaporan = z.output<typeof isiLaporan>;
