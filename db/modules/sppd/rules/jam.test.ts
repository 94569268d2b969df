import { describe, expect, it } from "vitest";
import type { JenisPerjalanan } from "./jenis.ts";
import { periksaJam, type EtapeBerjam } from "./jam.ts";

const singkat = "dalam_kota_sd_8jam";
const panjang = "dalam_kota_lebih_8jam";

/** A leg in Semarang on 13 April, from and to these hours. */
function etape(jam_mulai?: string, jam_selesai?: string, lain: Partial<EtapeBerjam> = {}): EtapeBerjam {
  const tempat = { asal_kode: "33.74", tujuan_kode: "33.74", berangkat: "2026-04-13", kembali: "2026-04-13" };
  return { ...tempat, jam_mulai, jam_selesai, ...lain };
}

const periksa = (jenis: JenisPerjalanan, ...semua: EtapeBerjam[]) =>
  periksaJam(jenis, semua).map(({ kode, etape: urut, kolom }) => `${kode} ${urut} ${kolom}`);

describe("the hours of a trip in town", () => {
  it("need not be said, and are up to 8 or longer as its kind says, to the minute", () => {
    for (const jenis of [singkat, panjang] as const) expect(periksa(jenis, etape())).toEqual([]);
    expect(periksa(singkat, etape("08:00", "16:00"))).toEqual([]);
    expect(periksa(panjang, etape("08:00", "16:01"))).toEqual([]);
    expect(periksa(singkat, etape("08:00", "16:01"))).toEqual(["JENIS_TIDAK_SESUAI 0 jam_selesai"]);
    expect(periksa(panjang, etape("08:00", "16:00"))).toEqual(["JENIS_TIDAK_SESUAI 0 jam_selesai"]);
  });

  it("are those from the first leg's to the last one's, the way between them included", () => {
    expect(periksa(singkat, etape("08:00", "10:00"), etape("14:00", "16:00"))).toEqual([]);
    expect(periksa(singkat, etape("08:00", "10:00"), etape("14:00", "17:00"))).toEqual([
      "JENIS_TIDAK_SESUAI 1 jam_selesai",
    ]);
    expect(periksa(panjang, etape("08:00", "10:00"), etape("14:00", "17:00"))).toEqual([]);
  });

  it("are of one day where they are up to 8; longer trips may take several", () => {
    const besok = { kembali: "2026-04-14" };
    expect(periksa(singkat, etape("08:00", "10:00", besok))).toEqual(["LEBIH_DARI_SEHARI 0 kembali"]);
    const lusa = { berangkat: "2026-04-14", kembali: "2026-04-14" };
    expect(periksa(singkat, etape(), etape(undefined, undefined, lusa))).toEqual(["LEBIH_DARI_SEHARI 1 kembali"]);
    expect(periksa(panjang, etape("20:00", "09:00", besok))).toEqual([]);
    expect(periksa(panjang, etape("08:00", "10:00"), etape("08:00", "10:00", lusa))).toEqual([]);
  });

  it("say begin and end, and never go back", () => {
    expect(periksa(singkat, etape("08:00"))).toEqual(["WAJIB_DIISI 0 jam_selesai"]);
    expect(periksa(singkat, etape(undefined, "09:00"))).toEqual(["WAJIB_DIISI 0 jam_mulai"]);
    expect(periksa(singkat, etape("10:00", "10:00"))).toEqual(["JAM_TIDAK_URUT 0 jam_selesai"]);
    expect(periksa(singkat, etape("08:00", "10:00"), etape("09:59", "11:00"))).toEqual(["JAM_TIDAK_URUT 1 jam_mulai"]);
  });

  it("are no matter of trips elsewhere", () => {
    for (const jenis of ["luar_kota", "luar_negeri", "pindah"] as const) {
      expect(periksa(jenis, etape())).toEqual([]);
      expect(periksa(jenis, etape("08:00", "10:00"))).toEqual(["JAM_HANYA_DALAM_KOTA 0 jam_mulai"]);
      expect(periksa(jenis, etape(undefined, "10:00"))).toEqual(["JAM_HANYA_DALAM_KOTA 0 jam_selesai"]);
    }
  });
});
