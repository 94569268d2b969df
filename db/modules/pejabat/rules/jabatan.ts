import * as z from "zod";
import { calendarDate } from "../../../core/storable.ts";
import { dapatDicetak } from "../../pegawai/rules/teks.ts";

/** The offices that decide on, sign, or pay for a trip (PMK 113/PMK.05/2012 and the institution's own chain). */
export const JENIS_JABATAN = [
  "kaprodi",
  "kabag",
  "wadek",
  "dekan",
  "warek",
  "rektor",
  "ppk",
  "bendahara",
  "kpa",
] as const;

/** Offices that one person at a time holds in a unit; of vice deans and heads of division there are several. */
export const JABATAN_TUNGGAL: readonly string[] = ["kaprodi", "dekan", "rektor"];

/**
 * In what capacity somebody stands in: Plt for a vacant office, Plh while its holder is away (SE BKN 1/SE/I/2021), a.n. in the holder's
 * name, and u.b. below that, two levels in all.
 */
export const KAPASITAS_PENGGANTI = ["Plt", "Plh", "a.n.", "u.b."] as const;

const teks = (most: number) => z.string().trim().min(1).max(most).refine(dapatDicetak, "KARAKTER_TERLARANG");

/** How its signature block begins, line by line: `["Dekan,"]`, `["a.n. Rektor", "Wakil Rektor II,"]`. */
const sebutan = z.array(teks(100)).min(1).max(4);

/** An office that somebody is given. `selesai` is its last day; without one it goes on. */
export const jabatanBaru = z.strictObject({
  jenis: z.enum(JENIS_JABATAN),
  pegawai_id: z.uuid(),
  unit_id: z.uuid(),
  sebutan,
  penerbit_st: z.boolean().default(false).meta({ description: "Menandatangani Surat Tugas unitnya dan bawahannya" }),
  mulai: calendarDate(),
  selesai: calendarDate().nullable().default(null),
  sk: teks(200),
});
export type JabatanBaru = z.output<typeof jabatanBaru>;

/** What may change of an office; who holds it and since when stays. */
export const jabatanDiubah = z
  .strictObject({ sebutan, penerbit_st: z.boolean(), selesai: calendarDate().nullable(), sk: teks(200) })
  .partial();
export type JabatanDiubah = z.output<typeof jabatanDiubah>;

/** A delegation: which office, to whom, in what capacity, from which day to which (both counted). */
export const delegasiBaru = z.strictObject({
  pejabat_id: z.uuid(),
  pegawai_id: z.uuid(),
  kapasitas: z.enum(KAPASITAS_PENGGANTI),
  mulai: calendarDate(),
  selesai: calendarDate(),
  alasan: z.string().trim().min(10).max(1000).refine(dapatDicetak, "KARAKTER_TERLARANG"),
  sk: teks(200).optional(),
});
export type DelegasiBaru = z.output<typeof delegasiBaru>;
