import { describe, expect, it } from "vitest";
import { readXlsx } from "hucre/xlsx";
import { ReportWriter } from "../../../core/report-writer.ts";
import { reportRow, type ReportCell, type ReportColumn } from "../../../core/xlsx.ts";
import { barisNominatif, kolomNominatif, type OrangNominatif } from "./nominatif.ts";
import { barisRekap, kolomRekap } from "./rekap.ts";

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

const judul = ["DAFTAR", "2026"];

/** Writes a report and reads it again with another program: its rows from its first one on, and each formula with what it says. */
async function tulis(kolom: readonly ReportColumn[], baris: readonly ((place: number) => readonly ReportCell[])[]) {
  const potongan: Uint8Array[] = [];
  const lembar = new ReportWriter("Uji", { title: judul, columns: kolom }, (bagian) => potongan.push(bagian));
  for (const satu of baris) lembar.add(satu);
  lembar.end();
  const { sheets } = await readXlsx(Buffer.concat(potongan), { readStyles: true });
  const rows = sheets[0]?.rows ?? [];
  const nilai = (nama: string) => {
    const [, huruf = "", nomor] = /^([A-Z])(\d+)$/.exec(nama) ?? [];
    return Number(rows[Number(nomor) - 1]?.[huruf.charCodeAt(0) - 65] ?? 0);
  };
  const rumus = [...(sheets[0]?.cells ?? [])].flatMap(([letak, { formula }]) => {
    const [ke = 0, tepi = 0] = letak.split(",").map(Number);
    return formula === undefined ? [] : [{ formula, value: Number(rows[ke]?.[tepi]) }];
  });
  for (const { formula, value } of rumus) expect(hitung(formula, nilai), formula).toBe(value);
  return { rows: rows.slice(4), rumus: rumus.map(({ formula }) => formula) };
}

describe("a nominative list", () => {
  it("says how each amount came about, and adds it up in formulas that come to what they say", async () => {
    expect(barisNominatif(orang, 1, 5).slice(8, 15)).toEqual([
      820_000,
      { formula: "2*105000+2*160000", value: 530_000 },
      { formula: "3*530000", value: 1_590_000 },
      // The second night was recognised at less than it cost.
      { formula: "700000+700000", value: 1_400_000 },
      0,
      0,
      { formula: "SUM(I5:N5)", value: 4_340_000 },
    ]);
    const { rows, rumus } = await tulis(kolomNominatif, [
      (place) => barisNominatif(orang, 1, place),
      (place) => barisNominatif({ ...orang, biaya: orang.biaya.slice(0, 4) }, 2, place),
    ]);
    expect(rumus).toEqual(expect.arrayContaining(["SUM(I6:N6)", "SUM(O5:O6)"]));
    expect(rumus).toHaveLength(14);
    expect(rows.at(-1)?.[1]).toBe("Jumlah");
    expect(rows.at(-1)?.[14]).toBe(7_280_000);
  });

  it("keeps eighteen digits as text, and names that look like formulas as names", () => {
    const lembar = reportRow(5, barisNominatif(orang, 1, 5));
    expect(lembar).toContain('t="inlineStr"><is><t xml:space="preserve">19850312 201012 2 003</t>');
    expect(lembar).toContain('t="inlineStr"><is><t xml:space="preserve">=HYPERLINK(');
    expect([...lembar.matchAll(/<f>([^<]*)<\/f>/g)].map(([, rumus]) => rumus)).not.toContainEqual(
      expect.stringContaining("HYPERLINK"),
    );
  });

  it("of nobody stands below its title and headings all the same, and adds up nothing", async () => {
    const { rows, rumus } = await tulis(kolomNominatif, []);
    expect([rows.length, rows[0]?.[1], rows[0]?.[14], rumus]).toEqual([1, "Jumlah", 0, []]);
  });
});

describe("a recapitulation", () => {
  it("adds its columns up in formulas", async () => {
    const rekap = {
      nama: "Fakultas Teknik",
      kode: "FT",
      perjalanan: 2,
      orang: 3,
      hari: 9,
      estimasi: 9_000_000,
      realisasi: 4_340_000,
    };
    const lain = { nama: "@Rektorat", kode: "R", perjalanan: 1, orang: 1, hari: 2, estimasi: 1_500_000, realisasi: 0 };
    const { rows, rumus } = await tulis(kolomRekap("unit"), [
      () => barisRekap("unit", rekap, 1),
      () => barisRekap("unit", lain, 2),
    ]);
    expect(rumus).toEqual(["D", "E", "F", "G", "H"].map((kolom) => `SUM(${kolom}5:${kolom}6)`));
    expect(rows[1]?.[1]).toBe("@Rektorat");
    expect(rows[2]?.slice(3)).toEqual([3, 4, 11, 10_500_000, 4_340_000]);
  });

  it("names months, and nothing that only looks like one", () => {
    const rekap = { nama: "2026-04", kode: "", perjalanan: 1, orang: 1, hari: 2, estimasi: 0, realisasi: 0 };
    expect(barisRekap("bulan", rekap, 1)[1]).toBe("April 2026");
    expect(barisRekap("unit", rekap, 1)[1]).toBe("2026-04");
  });
});
