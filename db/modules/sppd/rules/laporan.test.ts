import { describe, expect, it } from "vitest";
import { isiLaporan } from "./laporan.ts";
import { visum } from "./visum.ts";

const galat = (hasil: { error?: { issues: { message: string; path: PropertyKey[] }[] } | undefined }) =>
  hasil.error?.issues.map(({ message, path }) => `${message} ${path.join("/")}`) ?? [];

describe("a report", () => {
  it("may be a draft of which nothing is written yet, and knows paragraphs", () => {
    expect(isiLaporan.parse({})).toEqual({
      pendahuluan: "",
      pelaksanaan: [],
      hasil: "",
      kesimpulan: "",
      saran: "",
      lampiran: [],
      foto: [],
    });
    expect(isiLaporan.parse({ hasil: "Satu\n\n\tDua" }).hasil).toBe("Satu\n\n\tDua");
  });

  it("prints, says nothing else, and is of a size that opens", () => {
    expect(galat(isiLaporan.safeParse({ hasil: "a\u0007" }))).toEqual(["KARAKTER_TERLARANG hasil"]);
    expect(galat(isiLaporan.safeParse({ judul: "x" }))).toEqual(["KOLOM_TIDAK_DIKENAL "]);
    const uraian = "x".repeat(15_000);
    const pelaksanaan = Array.from({ length: 7 }, () => ({ tanggal: "2026-04-13", uraian }));
    expect(galat(isiLaporan.safeParse({ pelaksanaan }))).toEqual(["LAPORAN_TERLALU_BESAR "]);
    expect(galat(isiLaporan.safeParse({ pelaksanaan: pelaksanaan.slice(1) }))).toEqual([]);
  });
});

describe("a visum", () => {
  const tiba = (tanggal: string) => ({ di: "Jakarta Pusat", tanggal, pejabat: "Kepala Bagian Umum" });
  const berangkat = (tanggal: string) => ({ dari: "Semarang", ke: "Jakarta Pusat", tanggal });

  it("tells of arrivals and departures in the order of their days", () => {
    const baris = [
      { berangkat: berangkat("2026-04-13") },
      { tiba: tiba("2026-04-13"), berangkat: berangkat("2026-04-15") },
    ];
    expect(galat(visum.safeParse({ baris }))).toEqual([]);
    expect(galat(visum.safeParse({ baris: baris.toReversed() }))).toEqual([
      "VISUM_TIDAK_URUT baris/1/berangkat/tanggal",
    ]);
    expect(
      galat(visum.safeParse({ baris: [{ tiba: tiba("2026-04-14"), berangkat: berangkat("2026-04-13") }] })),
    ).toEqual(["VISUM_TIDAK_URUT baris/0/berangkat/tanggal"]);
    expect(galat(visum.safeParse({ baris: [{}] }))).toEqual(["WAJIB_DIISI baris/0"]);
  });
});
