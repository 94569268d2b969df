import { tambahHari, type TanggalIso } from "../../modules/sppd/rules/tanggal.ts";
import type { AksiSppd } from "../../modules/sppd/rules/status.ts";
import type { Acak } from "../reference/acak.ts";
import { dateAt, instantOf, workdaysLater } from "./time.ts";

/** How an order ends, were time to go on for ever. */
export type Fate = "draft" | "lancar" | "ditarik" | "dikembalikan" | "ditolak" | "dibatalkan" | "dibatalkan_terbit";

/** Who acts on an order: ids of users. `pemutus` gives the one who decides at a level. */
export interface Cast {
  readonly pemohon: string;
  readonly pelaksana: string;
  readonly agendaris: string;
  readonly ppk: string;
  readonly bendahara: string;
  readonly pemutus: ReadonlyMap<number, string>;
}

/** A step of an order, at an instant in milliseconds since 1970. */
export interface Step {
  readonly aksi: AksiSppd;
  readonly pada: number;
  readonly oleh: string;
  readonly level: number | null;
  readonly catatan: string | null;
}

const ALASAN = {
  kembalikan: ["Lampirkan undangan dari penyelenggara.", "Sesuaikan lama perjalanan dengan jadwal pada undangan."],
  tolak: ["Kegiatan dapat diikuti secara daring.", "Anggaran kegiatan ini diprioritaskan untuk akreditasi."],
  batalkan: ["Kegiatan diundurkan oleh penyelenggara.", "Pelaksana berhalangan karena sakit."],
};

/**
 * Plans the whole life of an order, past and to come, in office hours: made at `dibuat`, approved along `rantai`, issued,
 * travelled, reported, paid and, three years later, archived, unless its fate is another.
 */
export function planLife(
  sumber: Acak,
  order: { dibuat: number; berangkat: TanggalIso; kembali: TanggalIso; rantai: readonly number[]; cast: Cast },
  fate: Fate,
): Step[] {
  const { cast, rantai } = order;
  const steps: Step[] = [];
  let saat = order.dibuat;
  const add = (aksi: AksiSppd, oleh: string, level: number | null = null, catatan: string | null = null): void => {
    steps.push({ aksi, pada: saat, oleh, level, catatan });
  };
  const wait = (paling: number, palingLama: number): void => {
    saat = workdaysLater(sumber, saat, sumber.bulat(paling, palingLama));
  };
  const decide = (aksi: "setujui" | "kembalikan" | "tolak", level: number): void => {
    wait(0, 2);
    const oleh = cast.pemutus.get(level);
    if (oleh === undefined) throw new Error(`nobody decides at level ${level}`);
    add(aksi, oleh, level, aksi === "setujui" ? null : sumber.pilih(ALASAN[aksi]));
  };
  const cancel = (): Step[] => {
    wait(0, 0);
    add("batalkan", cast.pemohon, null, sumber.pilih(ALASAN.batalkan));
    return steps;
  };
  // Once letters are out it takes two: a superior, who is whoever decided last, and the PPK.
  const takeBack = (): Step[] => {
    const atasan = cast.pemutus.get(rantai.at(-1) ?? 0);
    if (atasan === undefined) throw new Error("nobody above asks to take the order back");
    const alasan = sumber.pilih(ALASAN.batalkan);
    wait(0, 0);
    add("minta_pembatalan", atasan, null, alasan);
    wait(0, 0);
    add("sahkan_pembatalan", cast.ppk, null, alasan);
    return steps;
  };

  add("buat", cast.pemohon);
  if (fate === "draft") return steps;
  wait(0, 1);
  if (fate === "dibatalkan" && sumber.peluang(30)) return cancel();
  add("ajukan", cast.pemohon);
  if (fate === "ditarik" || fate === "dikembalikan") {
    const [pertama = 0] = rantai;
    if (fate === "dikembalikan") decide("kembalikan", pertama);
    wait(0, 0);
    add(fate === "ditarik" ? "tarik" : "ubah", cast.pemohon);
    wait(0, 1);
    add("ajukan", cast.pemohon);
  }
  if (fate === "dibatalkan" && sumber.peluang(50)) return cancel();
  for (const level of rantai) {
    const terakhir = level === rantai.at(-1);
    decide(fate === "ditolak" && terakhir ? "tolak" : "setujui", level);
  }
  if (fate === "ditolak") return steps;
  if (fate === "dibatalkan") return cancel();
  wait(0, 1);
  add("terbitkan_st", cast.agendaris);
  if (fate === "dibatalkan_terbit" && sumber.peluang(40)) return takeBack();
  wait(0, 1);
  add("terbitkan_spd", cast.ppk);
  if (fate === "dibatalkan_terbit") return takeBack();
  saat = instantOf(order.berangkat, 0, 5);
  add("mulai", cast.pemohon, null, "Otomatis pada tanggal berangkat");
  saat = instantOf(order.kembali, 18, sumber.bulat(0, 180));
  add("kembali", cast.pelaksana);
  wait(1, 6);
  add("kirim_laporan", cast.pelaksana);
  wait(1, 4);
  add("sahkan_rampung", cast.ppk);
  wait(1, 4);
  add("bayar", cast.bendahara);
  saat = instantOf(tambahHari(dateAt(saat), 3 * 365 + 2), 0, 10);
  add("arsipkan", cast.pemohon, null, "Otomatis tiga tahun setelah selesai");
  return steps;
}

/** Whether everything that must come before the departure does. */
export function isInTime(steps: readonly Step[], berangkat: TanggalIso): boolean {
  const mulai = instantOf(berangkat, 0);
  const sesudah: readonly AksiSppd[] = ["mulai", "kembali", "kirim_laporan", "sahkan_rampung", "bayar", "arsipkan"];
  return steps.every(({ aksi, pada }) => pada < mulai || sesudah.includes(aksi));
}
