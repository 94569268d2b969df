import { describe, expect, it } from "vitest";
import { firstReportRow, reportBeginning, reportEnd, reportRow, type ReportCell } from "../../../core/xlsx.ts";
import { barisNominatif, jumlahNominatif, kolomNominatif, type OrangNominatif } from "./nominatif.ts";
import { barisRekap, jumlahRekap, kolomRekap } from "./rekap.ts";

const orang: OrangNominatif = {
  nama: '=HYPERLINK("http://jahat";"Klik")',
  nip: "198503122010122003",
  golongan: "III/d",
  nomor_spd: "009/SPD/FT/IV/2026",
  tujuan: "Kota Jakarta Pusat",
  tanggal_berangkat: "2026-04-13",
  tanggal_kembali: "2026-04-15",
  hari: 3,
  biaya: [
    { komponen: "transpor", kuantitas: 1, tarif: 820_000, jumlah: 820_000 },
    { komponen: "taksi", kuantitas: 2, tarif: 105_000, jumlah: 210_000 },
    { komponen: "taksi", kuantitas: 2, tarif: 160_000, jumlah: 320_000 },
    { komponen: "uang_harian", kuantitas: 3, tarif: 530_000, jumlah: 1_590_000 },
    { komponen: "penginapan", kuantitas: 1, tarif: 700_000, jumlah: 700_000 },
    { komponen: "penginapan", kuantitas: 1, tarif: 900_000, jumlah: 700_000 },
  ],
  rekening: "Bank Jateng 3012345678 a.n. Ratna",
};

/** What a formula of sums and products of numbers, or SUM over cells beside or above it, comes to. */
function hitung(rumus: string, nilai: (nama: string) => number): number {
  const rentang = /^SUM\(([A-Z]+)(\d+):([A-Z]+)(\d+)\)$/.exec(rumus);
  if (!rentang)
    return rumus.split("+").reduce((sum, suku) => sum + suku.split("*").reduce((kali, n) => kali * Number(n), 1), 0);
  const [, dariKolom = "", dari, keKolom = "", ke] = rentang;
  let jumlah = 0;
  for (let kolom = dariKolom.charCodeAt(0); kolom <= keKolom.charCodeAt(0); kolom++)
    for (let baris = Number(dari); baris <= Number(ke); baris++)
      jumlah += nilai(`${String.fromCharCode(kolom)}${baris}`);
  return jumlah;
}

function periksaRumus(baris: readonly (readonly ReportCell[])[], awal: number): number {
  const sel = new Map(
    baris.flatMap((satu, urut) =>
      satu.map((isi, kolom): [string, ReportCell] => [`${String.fromCharCode(65 + kolom)}${awal + urut}`, isi]),
    ),
  );
  const nilai = (nama: string) => {
    const isi = sel.get(nama);
    return typeof isi === "object" ? isi.value : Number(isi);
  };
  const rumus = [...sel.values()].filter((isi) => typeof isi === "object");
  for (const { formula, value } of rumus) expect(hitung(formula, nilai), formula).toBe(value);
  return rumus.length;
}

describe("a nominative list", () => {
  it("says how each amount came about, and adds it up in formulas that come to what they say", () => {
    const baris = [barisNominatif(orang, 1, 5), barisNominatif({ ...orang, biaya: orang.biaya.slice(0, 4) }, 2, 6)];
    expect(baris[0]?.slice(8, 15)).toEqual([
      820_000,
      { formula: "2*105000+2*160000", value: 530_000 },
      { formula: "3*530000", value: 1_590_000 },
      // The second night was recognised at less than it cost.
      { formula: "700000+700000", value: 1_400_000 },
      0,
      0,
      { formula: "SUM(I5:N5)", value: 4_340_000 },
    ]);
    const semua = [...baris, jumlahNominatif([orang, { ...orang, biaya: orang.biaya.slice(0, 4) }], 5, 7)];
    expect(periksaRumus(semua, 5)).toBeGreaterThan(10);
    expect(semua[2]?.[14]).toEqual({ formula: "SUM(O5:O6)", value: 7_280_000 });
    for (const satu of semua) expect(satu).toHaveLength(kolomNominatif.length);
  });

  it("keeps eighteen digits as text, and names that look like formulas as names", () => {
    const lembar = reportRow(5, barisNominatif(orang, 1, 5));
    expect(lembar).toContain('t="inlineStr"><is><t xml:space="preserve">19850312 201012 2 003</t>');
    expect(lembar).toContain('t="inlineStr"><is><t xml:space="preserve">=HYPERLINK(');
    expect([...lembar.matchAll(/<f>([^<]*)<\/f>/g)].map(([, rumus]) => rumus)).not.toContainEqual(
      expect.stringContaining("HYPERLINK"),
    );
  });

  it("of nobody adds up nothing", () => {
    expect(jumlahNominatif([], 5, 5).filter((isi) => typeof isi === "object")).toEqual([]);
  });

  it("stands below its title and headings", () => {
    const judul = ["DAFTAR NOMINATIF", "2026-04"];
    expect(firstReportRow(judul)).toBe(5);
    const lembar = `${reportBeginning(judul, kolomNominatif)}${reportRow(5, barisNominatif(orang, 1, 5))}${reportEnd}`;
    expect([...lembar.matchAll(/<row r="(\d+)"/g)].map(([, nomor]) => Number(nomor))).toEqual([1, 2, 4, 5]);
    expect(lembar).toContain('orientation="landscape"');
  });
});

describe("a recapitulation", () => {
  it("adds its columns up in formulas", () => {
    const rekap = [
      {
        nama: "Fakultas Teknik",
        kode: "FT",
        perjalanan: 2,
        orang: 3,
        hari: 9,
        estimasi: 9_000_000,
        realisasi: 4_340_000,
      },
      { nama: "Rektorat", kode: "R", perjalanan: 1, orang: 1, hari: 2, estimasi: 1_500_000, realisasi: 0 },
    ];
    const baris = [...rekap.map((satu, urut) => barisRekap(satu, urut + 1)), jumlahRekap(rekap, 5, 7)];
    expect(periksaRumus(baris, 5)).toBe(5);
    expect(baris[2]?.at(-1)).toEqual({ formula: "SUM(H5:H6)", value: 4_340_000 });
    for (const satu of baris) expect(satu).toHaveLength(kolomRekap("unit").length);
  });
});
