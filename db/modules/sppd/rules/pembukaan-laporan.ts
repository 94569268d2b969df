import { formatTanggal, type TanggalIso } from "./tanggal.ts";

/** The letter that a report is about. */
interface Dasar {
  readonly nomor_st: string | null;
  readonly tanggal_st: TanggalIso | null;
  readonly tujuan: string;
  readonly maksud: string;
}

/** The opening that every report has, from the letter itself: in Indonesian, as the paper is, whatever the page's language. */
export function pembukaanLaporan({ nomor_st, tanggal_st, tujuan, maksud }: Dasar): string {
  const tanggal = tanggal_st === null ? "" : ` tanggal ${formatTanggal(tanggal_st)}`;
  return `Berdasarkan Surat Tugas Nomor ${nomor_st ?? "–"}${tanggal}, perjalanan dinas ini dilaksanakan ke ${tujuan} dengan maksud: ${maksud}.`;
}
