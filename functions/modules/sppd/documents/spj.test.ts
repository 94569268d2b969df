import { describe, expect, it } from "vitest";
import type { RincianBiaya } from "../../../../db/modules/sppd/snapshot-spj.ts";
import { bacaPdf, bacaQrCetak, bukaDocx, gabungTeks } from "../../../../test/setup/baca-dokumen.ts";
import { contohKuitansi, contohLaporan, contohPembatalan, contohRincian } from "../../../../test/setup/contoh-spj.ts";
import { renderDokumen } from "./render.ts";

const PANJANG = "Prof. Dr. Ir. Raden Mas Haryo Kusumonegoro Adiningrat, S.T., M.T., M.Sc., Ph.D., IPU., ASEAN Eng.";

function rincianBerbaris(jumlah: number, uraian: string): RincianBiaya {
  return {
    ...contohRincian,
    pelaksana: { ...contohRincian.pelaksana, nama: PANJANG },
    ppk: { ...contohRincian.ppk, nama: PANJANG },
    bendahara: { ...contohRincian.bendahara, nama: PANJANG },
    baris: Array.from({ length: jumlah }, (_, urut) => ({
      komponen: "transpor" as const,
      uraian: `${uraian} ${urut + 1}`,
      hitungan: null,
      jumlah: 999_999_999,
      keterangan: "Tiket dan boarding pass",
    })),
  };
}

describe("a paper of a settlement", { timeout: 60_000 }, () => {
  it("has both signatures at one height, the treasurer's at the left and the receiver's at the right", async () => {
    const [halaman = []] = await bacaPdf((await renderDokumen(rincianBerbaris(3, "Tiket"))).pdf);
    const nama = halaman.filter(({ teks }) => teks.trim().startsWith("Prof."));
    const [, kiri, kanan, ppk] = nama;
    expect(kiri?.x).toBeLessThan(60);
    expect(kanan?.x).toBeGreaterThan(300);
    expect(kanan?.y).toBeCloseTo(kiri?.y ?? 0, 1);
    expect(ppk?.x).toBeCloseTo(kanan?.x ?? 0, 0);
    expect(ppk?.y).toBeGreaterThan(kiri?.y ?? Infinity);
  });

  it("sets amounts flush right, so that they can be added up by eye", async () => {
    const [halaman = []] = await bacaPdf((await renderDokumen(contohRincian)).pdf);
    const kolom = halaman.filter(({ teks, x }) => /^Rp[\d.]+$/.test(teks) && x > 320 && x < 420);
    const tepi = kolom.slice(0, 6).map(({ x, lebar }) => x + lebar);
    expect(tepi.length).toBe(6);
    for (const satu of tepi) expect(satu).toBeCloseTo(tepi[0] ?? 0, 0);
  });

  it("keeps twenty lines of costs on one page, and repeats the heading on the second when that cannot be", async () => {
    expect(await bacaPdf((await renderDokumen(rincianBerbaris(20, "Tiket"))).pdf)).toHaveLength(1);
    const panjang = await bacaPdf((await renderDokumen(rincianBerbaris(40, "Tiket pesawat udara kelas ekonomi"))).pdf);
    expect(panjang).toHaveLength(2);
    for (const halaman of panjang) expect(gabungTeks(halaman)).toContain("Perincian Biaya");
    expect(gabungTeks(panjang[1])).toContain("halaman 2 dari 2");
    expect(gabungTeks(panjang[1])).toContain("PERHITUNGAN SPD RAMPUNG");
  });

  it("says too much was paid, and under which number it went back to the treasury", async () => {
    const lebih = await bacaPdf((await renderDokumen({ ...contohRincian, uang_muka: 5_000_000 })).pdf);
    expect(gabungTeks(lebih[0])).toContain("Lebih Rp660.000");
    const kuitansi = await bacaPdf(
      (
        await renderDokumen({
          ...contohKuitansi,
          pelunasan: { uang_muka: 5_000_000, potongan: [], ntpn: "1A2B3C4D5E6F7G8H" },
        })
      ).pdf,
    );
    expect(gabungTeks(kuitansi[0])).toContain("Disetor kembali : Rp660.000, NTPN 1A2B3C4D5E6F7G8H");
  });

  it("subtracts what is held back from what is paid, not from what was fixed", async () => {
    const potongan = [{ uraian: "PPh Pasal 21 (5 %)", jumlah: 40_000 }];
    const teks = gabungTeks((await bacaPdf((await renderDokumen({ ...contohRincian, potongan })).pdf))[0]);
    for (const said of [
      "Rp4.340.000",
      "(Rp40.000)",
      "Jumlah setelah potongan",
      "Rp4.300.000",
      "Ditetapkan sejumlah : Rp4.340.000",
      "Kurang Rp1.300.000",
    ])
      expect(teks).toContain(said);
  });

  it("leaves the second statement of a cancellation away when nothing was lost", async () => {
    const halaman = await bacaPdf((await renderDokumen({ ...contohPembatalan, biaya: [] })).pdf);
    expect(halaman).toHaveLength(1);
    expect(gabungTeks(halaman[0])).not.toContain("PEMBEBANAN");
  });

  it("gives a report the pages that it needs, each line of it a paragraph", async () => {
    const hasil = Array.from({ length: 60 }, (_, urut) => `Butir ${urut + 1}: ${"uraian hasil ".repeat(12)}`).join(
      "\n",
    );
    const halaman = await bacaPdf(
      (await renderDokumen({ ...contohLaporan, isi: { ...contohLaporan.isi, hasil } })).pdf,
    );
    expect(halaman.length).toBeGreaterThan(2);
    const awal = halaman.flat().filter(({ teks, x }) => teks.startsWith("Butir") && x < 58);
    expect(awal).toHaveLength(60);
    expect(gabungTeks(halaman.at(-1))).toContain("Mengetahui,");
  });

  it("leads whoever scans it to its verification", async () => {
    expect(await bacaQrCetak((await renderDokumen(contohKuitansi)).pdf, 1)).toBe(contohKuitansi.verifikasi.url);
  });

  it("measures in whole twips: Word refuses fractions", async () => {
    const badan = bukaDocx((await renderDokumen(contohRincian)).docx)["word/document.xml"] ?? "";
    const ukuran = [...badan.matchAll(/w:(?:w|left|right|top|bottom|pos|hanging|before|after|line|sz)="([^"]*)"/g)];
    expect(ukuran.length).toBeGreaterThan(150);
    for (const [, nilai] of ukuran) expect(nilai).toMatch(/^-?\d+$/);
  });
});
