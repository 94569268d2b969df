import { describe, expect, it } from "vitest";
import type { Snapshot } from "../../../../db/modules/sppd/snapshot-semua.ts";
import { bacaDocx, bacaPdf, gabungTeks } from "../../../../test/setup/baca-dokumen.ts";
import {
  contohAdendum,
  contohKuitansi,
  contohLaporan,
  contohPembatalan,
  contohRiil,
  contohRincian,
  contohUangMuka,
} from "../../../../test/setup/contoh-spj.ts";
import { renderDokumen } from "./render.ts";

/** What each paper says, each before the next. */
const ISI: readonly [string, Snapshot, string[]][] = [
  [
    "Rincian Biaya",
    contohRincian,
    [
      "RINCIAN BIAYA PERJALANAN DINAS",
      "Lampiran SPD Nomor",
      "009/SPD/FT/IV/2026",
      "9 April 2026",
      "Perincian Biaya",
      // Listed in the form's order, whatever order they came in: transport, uang harian, lodging.
      "Kereta api Semarang",
      "Rp820.000",
      "Taksi Kota Semarang: 2 kali × Rp105.000",
      "Uang harian DKI Jakarta: 3 hari × Rp530.000",
      "Rp1.590.000",
      "Penginapan DKI Jakarta: 2 malam × Rp700.000",
      "Jumlah",
      "Rp4.340.000",
      "Terbilang: Empat Juta Tiga Ratus Empat Puluh Ribu Rupiah",
      "Semarang, 20 April 2026",
      "Endang Lestari, S.E.",
      "Dr. Ratna Puspitasari",
      "PERHITUNGAN SPD RAMPUNG",
      "Ditetapkan sejumlah",
      "Rp4.340.000",
      "Yang telah dibayar semula",
      "Rp3.000.000",
      "Sisa kurang/lebih",
      "Kurang Rp1.340.000",
      "Pejabat Pembuat Komitmen,",
      "Siti Nurhaliza Rahmawati",
    ],
  ],
  [
    "Daftar Pengeluaran Riil",
    contohRiil,
    [
      "DAFTAR PENGELUARAN RIIL",
      "19850312 201012 2 003",
      "Penata Tk. I, III/d",
      "SPD) Nomor 009/SPD/FT/IV/2026 tanggal 9 April 2026",
      "tidak dapat diperoleh bukti-bukti",
      "Rp210.000",
      "Rp320.000",
      "Rp530.000",
      "Terbilang: Lima Ratus Tiga Puluh Ribu Rupiah",
      "Kas Negara",
      "Mengetahui/Menyetujui",
      "Pelaksana SPD,",
    ],
  ],
  [
    "Kuitansi of an advance",
    contohUangMuka,
    [
      "Tahun Anggaran : 2026",
      "Nomor Bukti : UM-0041/2026",
      "Mata Anggaran : 524111",
      "KUITANSI/BUKTI PEMBAYARAN",
      "Uang Muka Perjalanan Dinas",
      "Sudah terima dari : Kuasa Pengguna Anggaran",
      "Rp3.000.000",
      "Tiga Juta Rupiah",
      "Uang muka biaya perjalanan dinas dalam rangka mengikuti Lokakarya",
      "3 (tiga) hari",
      "Nomor 012/ST/FT/IV/2026",
      "Semarang, 10 April 2026",
      "Yang menerima,",
      "Setuju dibebankan",
      "Lunas dibayar",
    ],
  ],
  [
    "Kuitansi of a settled trip",
    contohKuitansi,
    [
      "Nomor Bukti : ....",
      "Rp4.340.000",
      "Biaya perjalanan dinas",
      "Uang muka : Rp3.000.000",
      "Dibayarkan : Rp1.340.000",
    ],
  ],
  [
    "report",
    contohLaporan,
    [
      "LAPORAN PERJALANAN DINAS",
      "I. PENDAHULUAN",
      "Kurikulum berbasis luaran",
      "Surat Tugas Nomor 012/ST/FT/IV/2026",
      "II. PELAKSANAAN",
      "13 s.d. 15 April 2026",
      "13 April 2026",
      "Tiba di Jakarta",
      "III. HASIL",
      "52 mata kuliah",
      "IV. KESIMPULAN DAN SARAN",
      "Lima mata kuliah",
      "DOKUMENTASI",
      "pembukaan.jpg",
      "LAMPIRAN",
      "Sertifikat peserta",
      "Mengetahui,",
      "Dekan,",
      "Prof. Dr. Ir. Bambang Wicaksono",
      "Dr. Ratna Puspitasari",
    ],
  ],
  [
    "cancellation",
    contohPembatalan,
    [
      "SURAT PERNYATAAN PEMBATALAN TUGAS PERJALANAN DINAS JABATAN",
      "Dekan Fakultas Teknik",
      "Dr. Ratna Puspitasari",
      "19850312 201012 2 003",
      "akreditasi yang tidak dapat ditunda",
      "tidak dapat digantikan oleh",
      "Prof. Dr. Ir. Bambang Wicaksono",
      "PEMBEBANAN BIAYA PEMBATALAN",
      "Rp102.500",
      "Seratus Dua Ribu Lima Ratus Rupiah",
      "DIPA Universitas Serambi Nusantara",
      "Siti Nurhaliza Rahmawati",
    ],
  ],
  [
    "addendum",
    contohAdendum,
    [
      "ADENDUM I SURAT TUGAS",
      "Nomor: 012/ST/FT/IV/2026",
      "Semula",
      "Menjadi",
      "13 s.d. 15 April 2026",
      "13 s.d. 16 April 2026",
      "tetap berlaku",
    ],
  ],
];

function harapBerurutan(teks: string, urutan: readonly string[]): void {
  let sejak = 0;
  for (const kata of urutan) {
    const letak = teks.indexOf(kata, sejak);
    expect(letak, `"${kata}" after position ${sejak} of: ${teks}`).toBeGreaterThanOrEqual(0);
    sejak = letak + kata.length;
  }
}

describe("the papers of a settlement", { timeout: 60_000 }, () => {
  it.each(ISI)("%s says what its form says, in its order, as PDF and as DOCX", async (_, snapshot, urutan) => {
    const { pdf, docx } = await renderDokumen(snapshot);
    const halaman = await bacaPdf(pdf);
    harapBerurutan(halaman.map(gabungTeks).join(" "), urutan);
    const tubuh = bacaDocx(docx).join(" ").replace(/\s+/g, " ");
    // Cells and their borders are separate paragraphs: a colon stands alone there as well.
    harapBerurutan(
      tubuh,
      urutan.filter((satu) => !satu.includes("....")),
    );
    expect(tubuh).not.toMatch(/\{\{|undefined|null|NaN|\[object/);
    // A report takes the pages that it needs.
    if (snapshot.jenis !== "laporan") expect(halaman).toHaveLength(snapshot.jenis === "pembatalan" ? 2 : 1);
    for (const potongan of halaman.flat()) {
      expect(potongan.x).toBeGreaterThan(50);
      expect(potongan.x + potongan.lebar, potongan.teks).toBeLessThan(595.28 - 45);
      expect(potongan.y).toBeLessThan(841.89 - 14);
    }
  });

  it("a report without advice ends with its conclusion, and has a dash where there is neither", async () => {
    const kesimpulan = "Kurikulum dapat diterapkan.";
    const akhir = async (isi: Partial<typeof contohLaporan.isi>) => {
      const tubuh = bacaDocx((await renderDokumen({ ...contohLaporan, isi: { ...contohLaporan.isi, ...isi } })).docx);
      const sejak = tubuh.indexOf("IV. KESIMPULAN DAN SARAN") + 1;
      return tubuh.slice(sejak, tubuh.indexOf("DOKUMENTASI"));
    };
    expect(await akhir({ kesimpulan, saran: "" })).toEqual([kesimpulan]);
    expect(await akhir({ kesimpulan: "", saran: "" })).toEqual(["-"]);
  });
});
