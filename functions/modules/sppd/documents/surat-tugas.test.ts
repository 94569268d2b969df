import { describe, expect, it } from "vitest";
import type { SuratTugas } from "../../../../db/modules/sppd/snapshot.ts";
import { bacaDocx, bacaPdf, bacaQrCetak, gabungTeks } from "../../../../test/setup/baca-dokumen.ts";
import { contohSuratTugas } from "../../../../test/setup/contoh-dokumen.ts";
import { renderDokumen } from "./render.ts";

function denganPelaksana(jumlah: number): SuratTugas {
  return {
    ...contohSuratTugas,
    pelaksana: Array.from({ length: jumlah }, (_, urut) => ({
      nama: `Dr. Peserta Lokakarya Ke-${urut + 1}, S.T., M.Eng.`,
      nip: "198503122010122003",
      nip_label: "NIP",
      pangkat_golongan: "Penata Muda Tk. I, III/b",
      jabatan: "Lektor pada Program Studi Teknik Informatika",
    })),
  };
}

const URUTAN = [
  "UNIVERSITAS SERAMBI NUSANTARA",
  "SURAT TUGAS",
  "Nomor: 012/ST/FT/IV/2026",
  "Menimbang",
  "Dasar",
  "Yang bertanda tangan di bawah ini, Dekan, dengan ini",
  "MEMBERI TUGAS",
  "Kepada",
  "Pangkat/Gol.",
  "Dr. Ratna Puspitasari, S.T.",
  "19850312 201012 2 003",
  "Untuk",
  "Tempat: Hotel Merdeka, Kota Jakarta Pusat",
  "Waktu: 13 s.d. 15 April 2026",
  "Beban anggaran: DIPA",
  "melaksanakan tugas dengan penuh tanggung jawab",
  "Semarang, 8 April 2026",
  "Dekan,",
  "Prof. Dr. Ir. Bambang Wicaksono, M.T.",
  "NIP 19680715 199303 1 002",
  "Tembusan:",
  "Verifikasi keaslian:",
];

function harapBerurutan(teks: string): void {
  let sejak = 0;
  for (const kata of URUTAN) {
    const letak = teks.indexOf(kata, sejak);
    expect(letak, `"${kata}" after position ${sejak}`).toBeGreaterThanOrEqual(0);
    sejak = letak + kata.length;
  }
}

describe("the Surat Tugas", { timeout: 30_000 }, () => {
  it("says what the official letter says, in its order, in both formats", async () => {
    const { pdf, docx } = await renderDokumen(contohSuratTugas);
    harapBerurutan(gabungTeks((await bacaPdf(pdf)).flat()));
    const teks = bacaDocx(docx).join(" ").replace(/\s+/g, " ");
    harapBerurutan(teks);
    expect(teks).not.toMatch(/\{\{|undefined|null|NaN|\[object/);
  });

  it.each([1, 2, 3])("takes one page for %i travellers", async (jumlah) => {
    const halaman = await bacaPdf((await renderDokumen(denganPelaksana(jumlah))).pdf);
    expect(halaman).toHaveLength(1);
    expect(gabungTeks(halaman[0])).not.toContain("LAMPIRAN");
  });

  it("moves four travellers to an annex that is signed too", async () => {
    const [surat, lampiran, ...lebih] = await bacaPdf((await renderDokumen(denganPelaksana(4))).pdf);
    expect(lebih).toEqual([]);
    expect(gabungTeks(surat)).toContain("tercantum dalam lampiran surat tugas ini (4 orang)");
    expect(gabungTeks(surat)).not.toContain("Ke-1,");
    expect(gabungTeks(lampiran)).toMatch(/LAMPIRAN SURAT TUGAS.*DAFTAR PELAKSANA TUGAS.*Ke-4,.*Bambang Wicaksono/);
  });

  it("repeats the annex table's header on every page and numbers the pages", async () => {
    const halaman = await bacaPdf((await renderDokumen(denganPelaksana(50))).pdf);
    expect(halaman.length).toBeGreaterThan(2);
    for (const [urut, lembar] of halaman.slice(1).entries()) {
      const teks = gabungTeks(lembar);
      expect(teks).toContain("Pangkat/Gol.");
      expect(teks).toContain(`halaman ${urut + 2} dari ${halaman.length}`);
    }
  });

  it("prints the capacity of whoever signs for another, and says what kind of number a PPPK has", async () => {
    const { pdf } = await renderDokumen({
      ...contohSuratTugas,
      pelaksana: [
        { nama: "Sri", nip: "199003122023212104", nip_label: "NI PPPK", pangkat_golongan: null, jabatan: "" },
        { nama: "Tamu", nip: null, nip_label: "NIP", pangkat_golongan: null, jabatan: "Narasumber" },
      ],
      penandatangan: { ...contohSuratTugas.penandatangan, sebutan: ["a.n. Rektor", "Plh. Dekan,"] },
    });
    const teks = gabungTeks((await bacaPdf(pdf)).flat());
    expect(teks).toContain("Yang bertanda tangan di bawah ini, a.n. Rektor, Plh. Dekan, dengan ini");
    expect(teks).toContain("a.n. Rektor Plh. Dekan, Prof.");
    expect(teks).toContain("NI PPPK 19900312 202321 2 104");
    expect(teks).toMatch(/2\. Tamu - - Narasumber/);
  });

  it("leads whoever scans it to its verification", async () => {
    const { pdf } = await renderDokumen(contohSuratTugas);
    expect(await bacaQrCetak(pdf, 1)).toBe(contohSuratTugas.verifikasi.url);
  });
});
