import { getProvinces } from "idn-area-data";
import { describe, expect, it } from "vitest";
import { adalahTanggal } from "../../modules/sppd/rules/tanggal.ts";
import { hitungTenggat } from "../../modules/sppd/rules/hari-kerja.ts";
import { hitungEstimasi, susunTarif } from "../../modules/sppd/rules/estimasi.ts";
import { NAMA_PROVINSI } from "../../modules/sppd/rules/provinsi.ts";
import { HARI_LIBUR_2026 } from "./hari-libur-2026.ts";
import { SBM_2026 } from "./sbm-2026.ts";
import { readWilayah } from "./wilayah.ts";

describe("provinces, regencies and cities", () => {
  it("are 38 and 514, each regency under a province that comes before it", async () => {
    const wilayah = await readWilayah();
    const provinsi = wilayah.slice(0, 38);
    expect(provinsi.every(({ tingkat, induk_kode }) => tingkat === "provinsi" && induk_kode === null)).toBe(true);
    const kode = new Set(provinsi.map((p) => p.kode));
    const bawahan = wilayah.slice(38);
    expect(bawahan).toHaveLength(514);
    expect(bawahan.every((w) => w.induk_kode === w.kode.slice(0, 2) && kode.has(w.induk_kode))).toBe(true);
    expect(bawahan.every((w) => /^[1-9]\d\.\d\d$/.test(w.kode))).toBe(true);
    expect(bawahan.filter(({ tingkat }) => tingkat === "kota")).toHaveLength(98);
    expect(new Set(wilayah.map((w) => w.kode)).size).toBe(552);
  });

  it("are named as people write them", async () => {
    const nama = new Map((await readWilayah()).map((w) => [w.kode, w.nama]));
    expect(nama.get("31")).toBe("DKI Jakarta");
    expect(nama.get("34")).toBe("DI Yogyakarta");
    expect(nama.get("33.74")).toBe("Kota Semarang");
    expect(nama.get("33.22")).toBe("Kabupaten Semarang");
    expect(nama.get("31.71")).toBe("Kota Administrasi Jakarta Pusat");
    expect(nama.get("73.10")).toBe("Kabupaten Pangkajene dan Kepulauan");
    expect(nama.get("62.71")).toBe("Kota Palangka Raya");
    expect([...nama.values()].filter((n) => /[A-Z]{4}/.test(n))).toEqual([]);
  });

  it("have names here for exactly the provinces of the source", async () => {
    const sumber = (await getProvinces()).map(({ code }) => code).toSorted();
    expect(Object.keys(NAMA_PROVINSI).toSorted()).toEqual(sumber);
  });
});

describe("tariffs of 2026", () => {
  const menurut = (komponen: string) => SBM_2026.filter((baris) => baris.komponen === komponen);

  it("cover every province, each key once, in whole positive rupiah, with a source", () => {
    for (const komponen of ["uang_harian_luar_kota", "uang_harian_dalam_kota_lebih_8jam", "uang_harian_diklat"]) {
      expect(
        menurut(komponen)
          .map((b) => b.provinsi_kode)
          .toSorted(),
      ).toEqual(Object.keys(NAMA_PROVINSI).toSorted());
    }
    expect(menurut("penginapan")).toHaveLength(38 * 4);
    expect(menurut("representasi_luar_kota")).toHaveLength(38 * 3);
    const kunci = SBM_2026.map((b) => `${b.provinsi_kode} ${b.komponen} ${b.kelompok}`);
    expect(new Set(kunci).size).toBe(kunci.length);
    expect(
      SBM_2026.every((b) => Number.isSafeInteger(b.tarif) && b.tarif >= 50_000 && b.sumber.includes("PMK 32")),
    ).toBe(true);
  });

  it("have no taxi fare where the table has none", () => {
    const tanpa = Object.keys(NAMA_PROVINSI).filter((kode) => !menurut("taksi").some((b) => b.provinsi_kode === kode));
    expect(tanpa).toEqual(["93", "94", "95", "96"]);
  });

  it("fall from the highest lodging column to the lowest, and from out of town to training", () => {
    for (const kode of Object.keys(NAMA_PROVINSI)) {
      const dari = (komponen: string) =>
        menurut(komponen)
          .filter((b) => b.provinsi_kode === kode)
          .map((b) => b.tarif);
      const inap = dari("penginapan");
      expect(inap).toEqual(inap.toSorted((a, b) => b - a));
      const harian = [
        ...dari("uang_harian_luar_kota"),
        ...dari("uang_harian_dalam_kota_lebih_8jam"),
        ...dari("uang_harian_diklat"),
      ];
      expect(harian).toEqual(harian.toSorted((a, b) => b - a));
    }
  });

  it("name neighbours of Jakarta that exist", async () => {
    const ada = new Set((await readWilayah()).map((w) => w.kode));
    const tetangga = menurut("transpor_jakarta_sekitar").map((b) => b.kelompok);
    expect(tetangga).toHaveLength(9);
    expect(tetangga.filter((kode) => !ada.has(kode))).toEqual([]);
  });

  it("bring three days from Semarang to Jakarta to 4.340.000", () => {
    const hasil = hitungEstimasi({
      permohonan: {
        jenis_perjalanan: "luar_kota",
        kategori: "biasa",
        tahun_anggaran: 2026,
        etape: [
          {
            asal_kode: "33.74",
            tujuan_kode: "31.71",
            tempat: "Jakarta",
            berangkat: "2026-04-13",
            kembali: "2026-04-15",
            alat_angkut: "kereta_api",
          },
        ],
        biaya: {
          transpor: [{ uraian: "Kereta api PP", jumlah: 820_000 }],
          penginapan_per_malam: 700_000,
          taksi: [
            { provinsi_kode: "33", kali: 2 },
            { provinsi_kode: "31", kali: 2, tarif: 160_000 },
          ],
        },
      },
      kedudukan: { golongan: "III/d", kesetaraan: null },
      tarif: susunTarif(SBM_2026),
    });
    expect(hasil).toMatchObject({ ok: true, total: 4_340_000 });
  });
});

describe("holidays of 2026", () => {
  it("are 17 national holidays and 8 days of collective leave, each date once", () => {
    expect(HARI_LIBUR_2026.filter(({ jenis }) => jenis === "libur_nasional")).toHaveLength(17);
    expect(HARI_LIBUR_2026.filter(({ jenis }) => jenis === "cuti_bersama")).toHaveLength(8);
    expect(new Set(HARI_LIBUR_2026.map(({ tanggal }) => tanggal)).size).toBe(25);
    expect(HARI_LIBUR_2026.every(({ tanggal }) => adalahTanggal(tanggal) && tanggal.startsWith("2026-"))).toBe(true);
  });

  it("never put collective leave on a weekend", () => {
    const cuti = HARI_LIBUR_2026.filter(({ jenis }) => jenis === "cuti_bersama");
    const akhirPekan = cuti.filter(({ tanggal }) => [0, 6].includes(new Date(`${tanggal}T00:00:00Z`).getUTCDay()));
    expect(akhirPekan).toEqual([]);
  });

  it("give a return on 12 March until 26 March to report", () => {
    expect(hitungTenggat("2026-03-12", new Set(HARI_LIBUR_2026.map(({ tanggal }) => tanggal)))).toBe("2026-03-26");
  });
});
