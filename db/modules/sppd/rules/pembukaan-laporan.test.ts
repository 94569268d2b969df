import { expect, it } from "vitest";
import { pembukaanLaporan } from "./pembukaan-laporan.ts";

it("opens a report as its letter says, the date as papers write it", () => {
  const surat = { nomor_st: "017/ST/XI/2026", tanggal_st: "2026-11-02", tujuan: "Kota Bandung", maksud: "Rapat" };
  expect(pembukaanLaporan(surat)).toBe(
    "Berdasarkan Surat Tugas Nomor 017/ST/XI/2026 tanggal 2 November 2026, perjalanan dinas ini dilaksanakan ke Kota Bandung dengan maksud: Rapat.",
  );
});
