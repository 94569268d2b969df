import { tambahHari, type TanggalIso } from "../../modules/sppd/rules/tanggal.ts";
import type { Member } from "./staff.ts";

/** The days of a trip, both included. */
interface Days {
  readonly tanggal_berangkat: TanggalIso;
  readonly tanggal_kembali: TanggalIso;
}

/** Who is away on which days. */
export class Calendar {
  readonly #taken = new Set<string>();

  /** Whether somebody is at home on all these days, and on the day after. */
  isFree(member: Member, days: Days): boolean {
    const sampai = tambahHari(days.tanggal_kembali, 1);
    return listDays(days.tanggal_berangkat, sampai).every((hari) => !this.#taken.has(`${member.pegawai_id} ${hari}`));
  }

  take(member: Member, days: Days): void {
    for (const hari of listDays(days.tanggal_berangkat, days.tanggal_kembali)) {
      this.#taken.add(`${member.pegawai_id} ${hari}`);
    }
  }
}

function listDays(dari: TanggalIso, sampai: TanggalIso): TanggalIso[] {
  const hari: TanggalIso[] = [];
  for (let satu = dari; satu <= sampai; satu = tambahHari(satu, 1)) hari.push(satu);
  return hari;
}
