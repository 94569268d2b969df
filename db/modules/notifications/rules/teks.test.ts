import { describe, expect, it } from "vitest";
import { teksSppd } from "../../sppd/rules/notifikasi.ts";
import { tulisNotifikasi } from "./teks.ts";

const data = {
  maksud: "Rapat koordinasi",
  tempat: "Hotel Borobudur",
  tanggal_berangkat: "2026-04-13",
  nomor_st: "001/FT/2026",
  pemohon: "Ratna",
  oleh: "Agus",
  catatan: "Silakan",
};

describe("what a notification says", () => {
  it.each(Object.keys(teksSppd))("%s leaves nothing to be filled in, in either language", (kode) => {
    const { judul, isi } = tulisNotifikasi(kode, data);
    for (const teks of [judul.id, judul.en, isi.id, isi.en]) expect(teks).toMatch(/^[^{}[\]]{3,}$/);
    expect([isi.id, isi.en]).toEqual([
      expect.stringContaining("13 April 2026"),
      expect.stringContaining("13 April 2026"),
    ]);
  });

  it("leaves out what goes with a value that there is not", () => {
    const { isi } = tulisNotifikasi("sppd.disetujui", { ...data, catatan: null });
    expect(isi.id).toBe("Disetujui Agus: Rapat koordinasi, ke Hotel Borobudur pada 13 April 2026.");
    expect(tulisNotifikasi("sppd.disetujui", data).isi.en).toContain('with the note "Silakan"');
  });

  it("never takes what a value says for a place to fill", () => {
    const { isi } = tulisNotifikasi("sppd.ditolak", { ...data, catatan: "{oleh} $& [x{tempat}]" });
    expect(isi.id).toContain('Agus: "{oleh} $& [x{tempat}]".');
  });

  it("says what people wrote as they wrote it", () => {
    const { judul, isi } = tulisNotifikasi("siaran", { judul: "2026-04-13", isi: "{oleh}" });
    expect([judul, isi]).toEqual([
      { id: "2026-04-13", en: "2026-04-13" },
      { id: "{oleh}", en: "{oleh}" },
    ]);
  });

  it("says the code of what it does not know", () => {
    expect(tulisNotifikasi("modul.baru", data).judul).toEqual({ id: "modul.baru", en: "modul.baru" });
  });
});
