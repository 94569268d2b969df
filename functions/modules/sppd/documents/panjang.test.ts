import { describe, expect, it } from "vitest";
import { bacaPdf, gabungTeks, type Potongan } from "../../../../test/setup/baca-dokumen.ts";
import { PANJANG, suratTugasPanjang } from "../../../../test/setup/contoh-panjang.ts";
import { renderDokumen } from "./render.ts";

/** What takes more than one page by its form: the SPD has a back, a cancellation is two statements; a report may run on. */
const HALAMAN: Partial<Record<string, number>> = { SPD: 2, cancellation: 2, report: 2 };

/** Pieces of text that run into the next one on their line, as a cell too narrow for its words does. */
function tumpangTindih(halaman: readonly Potongan[]): string[] {
  const urut = halaman.filter(({ teks }) => teks.trim() !== "").toSorted((a, b) => a.y - b.y || a.x - b.x);
  return urut.flatMap((satu, ke) => {
    const lalu = urut[ke - 1];
    return lalu?.y === satu.y && lalu.x + lalu.lebar > satu.x + 1 ? [`${lalu.teks} | ${satu.teks}`] : [];
  });
}

describe("a paper of long names", { timeout: 180_000 }, () => {
  it.each(Object.entries(PANJANG))(
    "stays on its pages, within its margins and out of its own way: %s",
    async (apa, surat) => {
      const halaman = await bacaPdf((await renderDokumen(surat)).pdf);
      expect(halaman).toHaveLength(HALAMAN[apa] ?? 1);
      for (const satu of halaman) {
        expect(tumpangTindih(satu)).toEqual([]);
        expect(Math.min(...satu.map(({ x }) => x))).toBeGreaterThan(42);
        expect(Math.max(...satu.map(({ x, lebar }) => x + lebar))).toBeLessThan(595.28 - 42);
        expect(Math.max(...satu.map(({ y }) => y))).toBeLessThan(841.89 - 14);
      }
      // Who signs at the very end stands on the page with what they sign.
      expect(gabungTeks(halaman.at(-1))).toMatch(/NIP 19\d{6} \d{6} \d \d{3}/);
      expect(gabungTeks(halaman.flat())).not.toMatch(/undefined|null|NaN|\/ [A-Z]+\//);
    },
  );

  it("keeps the letter to one page and its five travellers to the annex", async () => {
    const [surat, lampiran, ...lebih] = await bacaPdf((await renderDokumen(suratTugasPanjang(5))).pdf);
    expect(lebih).toEqual([]);
    expect(gabungTeks(surat)).toMatch(/lampiran surat tugas ini \(5 orang\).*Tembusan:.*Verifikasi keaslian:/);
    expect(gabungTeks(lampiran)).toMatch(/DAFTAR PELAKSANA TUGAS.*Plh\. Wakil Dekan/);
  });
});
