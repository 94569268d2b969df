import { describe, expect, it } from "vitest";
import type { Spd } from "../../../../db/modules/sppd/snapshot.ts";
import { bacaDocx, bacaPdf, bacaQr, bacaQrCetak, bukaDocx, gabungTeks } from "../../../../test/setup/baca-dokumen.ts";
import { contohSpd } from "../../../../test/setup/contoh-dokumen.ts";
import { renderDokumen } from "./render.ts";
import { unzipSync } from "fflate";

/** The ten items as the regulation's form words them, each before the next. */
const BUTIR = [
  "1. Pejabat Pembuat Komitmen",
  "2. Nama/NIP Pegawai yang melaksanakan perjalanan dinas",
  "3. a. Pangkat dan Golongan",
  "b. Jabatan/Instansi",
  "c. Tingkat Biaya Perjalanan Dinas",
  "4. Maksud Perjalanan Dinas",
  "5. Alat angkutan yang dipergunakan",
  "6. a. Tempat berangkat",
  "b. Tempat tujuan",
  "7. a. Lamanya perjalanan dinas",
  "3 (tiga) hari",
  "b. Tanggal berangkat",
  "13 April 2026",
  "c. Tanggal harus kembali/tiba di tempat baru *)",
  "15 April 2026",
  "8. Pengikut : Nama",
  "Tanggal Lahir",
  "Keterangan",
  "1. Bagas Adi Nugroho",
  "2 Mei 2014",
  "2. Ayu Lestari",
  "20 November 1987",
  "9. Pembebanan Anggaran",
  "a. Instansi",
  "b. Akun",
  "10. Keterangan lain-lain",
  "*) coret yang tidak perlu",
  "Dikeluarkan di",
  "Pejabat Pembuat Komitmen,",
];
const BALIK = [
  "Berangkat dari",
  "(Tempat Kedudukan)",
  "Tiba di",
  "sesingkat-singkatnya",
  "Catatan Lain-lain",
  "PERHATIAN",
];

const NAMA_PANJANG =
  "Prof. Dr. Ir. Raden Mas Haryo Kusumonegoro Adiningrat, S.T., M.T., M.Sc., Ph.D., IPU., ASEAN Eng.";
const terberat: Spd = {
  ...contohSpd,
  blok_visum: 6,
  ppk: { ...contohSpd.ppk, nama: NAMA_PANJANG, sebutan: ["Plh. Pejabat Pembuat Komitmen,"] },
  pelaksana: { ...contohSpd.pelaksana, nama: "W".repeat(200), jabatan: "Lektor Kepala ".repeat(14).trim() },
  maksud: "Mengikuti lokakarya penyelarasan kurikulum ".repeat(12).slice(0, 500),
  tempat_tujuan: "Kabupaten Kepulauan Siau Tagulandang Biaro; ".repeat(3),
  etape: [
    "Kabupaten Kepulauan Siau Tagulandang Biaro",
    "Kabupaten Penukal Abab Lematang Ilir",
    "Kota Pematangsiantar",
  ].map((ke) => ({ dari: "Kota Semarang", ke, berangkat: "2026-04-13", tiba: "2026-04-13" })),
  pengikut: Array.from({ length: 5 }, () => ({
    nama: NAMA_PANJANG,
    tanggal_lahir: "2001-09-30",
    keterangan: "Anak kandung yang masih menjadi tanggungan",
  })),
  keterangan_lain: "Biaya penginapan ditanggung panitia. ".repeat(6).trim(),
};

function harapBerurutan(teks: string, urutan: readonly string[]): void {
  let sejak = 0;
  for (const kata of urutan) {
    const letak = teks.indexOf(kata, sejak);
    expect(letak, `"${kata}" after position ${sejak}`).toBeGreaterThanOrEqual(0);
    sejak = letak + kata.length;
  }
}

describe("the SPD as PDF", { timeout: 30_000 }, () => {
  it("has the ten items in the form's order on its front and the visum on its back", async () => {
    const [depan, belakang, ...lebih] = await bacaPdf((await renderDokumen(contohSpd)).pdf);
    expect(lebih).toEqual([]);
    const teks = gabungTeks(depan);
    harapBerurutan(teks, [
      "SURAT PERJALANAN DINAS (SPD)",
      // The form's own labels wrap in their column; their words stay in order.
      ...BUTIR.flatMap((butir) => (butir.length > 40 ? butir.split(" ") : [butir])),
    ]);
    harapBerurutan(gabungTeks(belakang), BALIK);
  });

  it("stands as the form stands: number, label and value in columns, the item's rows beneath each other", async () => {
    const [depan = []] = await bacaPdf((await renderDokumen(contohSpd)).pdf);
    const letak = (teks: string) => {
      const satu = depan.find((potongan) => potongan.teks.trim().startsWith(teks));
      if (satu === undefined) throw new Error(`not on the page: ${teks}`);
      return satu;
    };
    const nomor = ["1.", "2.", "3.", "4.", "5.", "6.", "7.", "8.", "9.", "10."];
    const kolom = depan.filter((potongan) => potongan.x < 60 && nomor.includes(potongan.teks.trim()));
    expect(kolom.map((potongan) => potongan.teks.trim())).toEqual(nomor);
    expect(kolom.map((potongan) => potongan.y)).toEqual(kolom.map((potongan) => potongan.y).toSorted((a, b) => a - b));
    expect(letak("Lembar").x).toBeGreaterThan(300);
    expect(Math.abs(letak("Dikeluarkan").x - letak("Lembar").x)).toBeLessThan(2);
    expect(letak("Anak").y).toBeCloseTo(letak("Bagas").y, 1);
  });

  it("keeps front and back on one page each with long names, five followers and six blocks", async () => {
    const { pdf } = await renderDokumen(terberat);
    const halaman = await bacaPdf(pdf);
    expect(halaman).toHaveLength(2);
    expect(gabungTeks(halaman[0])).toContain("Dikeluarkan di");
    expect(gabungTeks(halaman[0])).toContain("Plh. Pejabat Pembuat Komitmen,");
    expect(gabungTeks(halaman[1])).toContain("VIII.");
    for (const potongan of halaman.flat()) {
      expect(potongan.y).toBeLessThan(841.89 - 42);
      expect(potongan.x).toBeGreaterThan(42);
    }
  });

  it.each([5, 6])("has %i numbered blocks on its back when the institution prints that many", async (blok_visum) => {
    const [, belakang] = await bacaPdf((await renderDokumen({ ...contohSpd, blok_visum })).pdf);
    const nomor = ["I.", "II.", "III.", "IV.", "V.", "VI.", "VII.", "VIII."].slice(0, blok_visum + 2);
    expect((belakang ?? []).map((satu) => satu.teks.trim()).filter((teks) => /^[IV]+\.$/.test(teks))).toEqual(nomor);
  });

  it("leads whoever scans it to its verification", async () => {
    const { pdf } = await renderDokumen(contohSpd);
    expect(await bacaQrCetak(pdf, 1)).toBe(contohSpd.verifikasi.url);
    const teks = gabungTeks((await bacaPdf(pdf))[0]);
    expect(teks).toContain(contohSpd.verifikasi.url);
    expect(teks).toContain(`Kode: ${contohSpd.verifikasi.kode}`);
  });

  it("fills in the stops of the journey, and leaves their dates to the officials there", async () => {
    const { pdf } = await renderDokumen(contohSpd);
    const teks = gabungTeks((await bacaPdf(pdf))[1]);
    harapBerurutan(teks, ["I.", "Kota Semarang", "13 April 2026", "II.", "Tiba di", "Kota Jakarta Pusat", "III."]);
    expect(teks.split("13 April 2026")).toHaveLength(2);
    expect(teks).not.toContain("15 April 2026");
  });
});

describe("the SPD as DOCX", { timeout: 30_000 }, () => {
  it("says the same as the PDF, in the same order", async () => {
    const teks = bacaDocx((await renderDokumen(contohSpd)).docx)
      .join(" ")
      .replace(/\s+/g, " ");
    harapBerurutan(teks, ["SURAT PERJALANAN DINAS (SPD)", ...BUTIR, ...BALIK]);
    expect(teks).toContain("semata-mata untuk kepentingan jabatan dalam waktu yang sesingkat-singkatnya.");
    expect(teks).not.toMatch(/\{\{|undefined|null|NaN|\[object/);
  });

  it("measures in whole twips: Word refuses fractions", async () => {
    const { docx } = await renderDokumen(terberat);
    const badan = bukaDocx(docx)["word/document.xml"] ?? "";
    const ukuran = [...badan.matchAll(/w:(?:w|left|right|top|bottom|pos|hanging|before|after|line|sz)="([^"]*)"/g)];
    expect(ukuran.length).toBeGreaterThan(500);
    for (const [, nilai] of ukuran) expect(nilai).toMatch(/^-?\d+$/);
  });

  it("carries the QR code as a picture", async () => {
    const gambar = Object.entries(unzipSync((await renderDokumen(contohSpd)).docx)).filter(([nama]) =>
      nama.endsWith(".png"),
    );
    expect(gambar).toHaveLength(1);
    for (const [, png] of gambar) expect(await bacaQr(png)).toBe(contohSpd.verifikasi.url);
  });
});
