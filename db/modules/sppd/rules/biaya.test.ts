import { describe, expect, it } from "vitest";
import { tulisPernyataan } from "./biaya.ts";
import { A2, rekan, saya, struk, etape, perjalanan, hitung, baris, jumlahkan, diakui } from "./biaya.vektor.ts";
import { etapeNyata } from "./malam.ts";

describe("lodging", () => {
  it("is recognized up to the ceiling of the traveller's column, and at 30 % of it outside hotels: 1.098.500 (E4)", () => {
    const hasil = hitung({
      penginapan: [
        { tanggal: "2026-04-13", jumlah: 900_000, bukti: [struk] },
        { tanggal: "2026-04-14", menginap: false },
      ],
    });
    expect(baris(hasil, "penginapan").map(({ jumlah, pagu, diakui: d }) => [jumlah, pagu, d, jumlah - d])).toEqual([
      [900_000, 845_000, 845_000, 55_000],
      [253_500, 253_500, 253_500, 0],
    ]);
    expect(jumlahkan(baris(hasil, "penginapan"))).toBe(1_098_500);
  });

  it.each([
    ["fullboard", { kategori: "rapat_fullboard" }],
    ["diklat", { kategori: "diklat" }],
    [
      "dalam_kota_sehari",
      { jenis_perjalanan: "dalam_kota_lebih_8jam", etape: [etape("34.71", "2026-04-13", "2026-04-13")] },
    ],
    [
      "dalam_kota_sehari",
      { jenis_perjalanan: "dalam_kota_sd_8jam", etape: [etape("34.71", "2026-04-13", "2026-04-13")] },
    ],
  ] as const)("refuses the 30 %% where %s leaves nothing to pay them for", (alasan, ganti) => {
    const hasil = hitung(
      { penginapan: [{ tanggal: "2026-04-13", menginap: false }] },
      { perjalanan: perjalanan(ganti) },
    );
    expect(hasil).toMatchObject({
      ok: false,
      kode: "PENGINAPAN_30_PERSEN_DITOLAK",
      pointer: "/penginapan/0/menginap",
      nilai: { alasan },
    });
  });

  it("pays one room once, whichever of two companions says that they shared it", () => {
    const tanpaHotel = { penginapan: [{ tanggal: "2026-04-13", menginap: false }] };
    const kamar = (sekamar_dengan: string | null) => ({
      kamar: [{ pegawai_id: rekan, tanggal: "2026-04-13", sekamar_dengan }],
    });
    expect(hitung(tanpaHotel, kamar(saya))).toMatchObject({ ok: false, nilai: { alasan: "sekamar" } });
    expect(hitung(tanpaHotel, kamar(null))).toMatchObject({ ok: true });
    const mengaku = { penginapan: [{ tanggal: "2026-04-13", menginap: false, sekamar_dengan: rekan }] };
    expect(hitung(mengaku, kamar(null))).toMatchObject({ ok: false, nilai: { alasan: "sekamar" } });
    const duaKali = { penginapan: [{ tanggal: "2026-04-13", jumlah: 500_000, sekamar_dengan: rekan }] };
    expect(hitung(duaKali, kamar(null))).toMatchObject({ ok: false, kode: "KAMAR_SUDAH_DIKLAIM" });
    const malamLain = { penginapan: [{ tanggal: "2026-04-14", menginap: false, sekamar_dengan: rekan }] };
    expect(hitung(malamLain, kamar(saya))).toMatchObject({ ok: true });
  });

  it("knows the nights of the trip and no other", () => {
    for (const tanggal of ["2026-04-12", "2026-04-15"]) {
      const hasil = hitung({ penginapan: [{ tanggal, jumlah: 1 }] });
      expect(hasil).toMatchObject({ ok: false, kode: "MALAM_DI_LUAR_PERJALANAN", pointer: "/penginapan/0/tanggal" });
    }
  });
});

describe("what the tariffs settle", () => {
  it("is uang harian for real days: an early return pays fewer", () => {
    expect(diakui(hitung({}), "uang_harian")).toEqual([1_260_000]);
    const pulang = perjalanan({ etape: etapeNyata(perjalanan().etape, "2026-04-14") });
    expect(diakui(hitung({}, { perjalanan: pulang }), "uang_harian")).toEqual([840_000]);
  });

  it("is representation for posts that carry it, never for whoever stands in for one (E4)", () => {
    const duaHari = perjalanan({ etape: [etape("34.71", "2026-04-13", "2026-04-14")] });
    expect(diakui(hitung({}, { kedudukan: A2, perjalanan: duaHari }), "representasi")).toEqual([300_000]);
    expect(hitung({ representasi: true })).toMatchObject({ ok: false, kode: "REPRESENTASI_TIDAK_BERHAK" });
    // As Plh of the dean one travels in one's own standing.
    expect(diakui(hitung({}, { kedudukan: { golongan: "IV/b", kesetaraan: null } }), "representasi")).toEqual([]);
    expect(diakui(hitung({ representasi: false }, { kedudukan: A2 }), "representasi")).toEqual([]);
  });

  it("goes by the tables of meetings and training, and ends where one is missing", () => {
    const kategori = (satu: "rapat_fullboard" | "rapat_fullday" | "diklat") =>
      hitung({}, { perjalanan: perjalanan({ kategori: satu, etape: [etape("34.71", "2026-04-13", "2026-04-16")] }) });
    expect(diakui(kategori("rapat_fullboard"), "uang_harian")).toEqual([520_000]);
    expect(diakui(kategori("diklat"), "uang_harian")).toEqual([840_000, 260_000]);
    expect(kategori("rapat_fullday")).toEqual({
      ok: false,
      kode: "TARIF_TIDAK_ADA",
      nilai: { komponen: "uang_harian_rapat_fullday", provinsi: "DI Yogyakarta", tahun: 2026 },
    });
  });

  it("is nothing to a speaker from elsewhere at a fullboard meeting, and what it is to anybody at any other", () => {
    const kategori = (
      satu: "rapat_fullboard" | "biasa",
      narasumber_luar: boolean,
      lain: Record<string, unknown> = {},
    ) => hitung(lain, { kedudukan: A2, perjalanan: perjalanan({ kategori: satu, narasumber_luar }) });
    const harian = (hasil: ReturnType<typeof hitung>) => [diakui(hasil, "uang_harian"), diakui(hasil, "representasi")];
    expect(harian(kategori("rapat_fullboard", true))).toEqual([[], []]);
    expect(harian(kategori("rapat_fullboard", false))).toEqual([[390_000], [450_000]]);
    expect(harian(kategori("biasa", true))).toEqual([[1_260_000], [450_000]]);
    expect(kategori("rapat_fullboard", true, { representasi: true })).toMatchObject({
      ok: false,
      kode: "REPRESENTASI_TIDAK_BERHAK",
    });
  });

  it("takes the days of a trip over New Year by each year's tariff where the institution says so", () => {
    const etapeTahun = [etape("32.73", "2026-12-30", "2027-01-02")];
    const satu = hitung({}, { perjalanan: perjalanan({ etape: etapeTahun }) });
    expect(diakui(satu, "uang_harian")).toEqual([4 * 430_000]);
    const masing = hitung({}, { perjalanan: perjalanan({ etape: etapeTahun, per_tahun: true }) });
    expect(baris(masing, "uang_harian").map((b) => [b.uraian, b.diakui])).toEqual([
      ["Uang harian Jawa Barat", 860_000],
      ["Uang harian Jawa Barat (tarif 2027)", 880_000],
    ]);
  });
});

describe("what is measured by an estimate", () => {
  it("passes it with proof and a note, and without them does not", () => {
    const tiket = (lain: object) => hitung({ transpor: [{ uraian: "Kereta api", jumlah: 600_000, ...lain }] });
    expect(diakui(tiket({}), "transpor")).toEqual([500_000]);
    expect(diakui(tiket({ bukti: [struk] }), "transpor")).toEqual([500_000]);
    expect(diakui(tiket({ riil: true, catatan: "Karcis hilang" }), "transpor")).toEqual([500_000]);
    expect(diakui(tiket({ bukti: [struk], catatan: "Kelas eksekutif saja yang tersisa" }), "transpor")).toEqual([
      600_000,
    ]);
  });

  it("is spent once: the second ticket has what the first has left", () => {
    const tiket = [400_000, 300_000].map((jumlah) => ({ uraian: "Kereta api", jumlah }));
    expect(diakui(hitung({ transpor: tiket }), "transpor")).toEqual([400_000, 100_000]);
  });

  it("goes by what was paid where the table has no figure", () => {
    const hasil = hitung({
      taksi: [
        { provinsi_kode: "34", kali: 2, jumlah: 600_000 },
        { provinsi_kode: "96", kali: 1, jumlah: 450_000 },
      ],
      sewa: [{ kendaraan: "mobil", provinsi_kode: "34", hari: 2, jumlah: 1_700_000 }],
      lain: [{ uraian: "Bagasi", jumlah: 75_000 }],
    });
    expect(diakui(hasil, "taksi")).toEqual([516_000, 450_000]);
    expect(baris(hasil, "taksi").map(({ pagu }) => pagu)).toEqual([516_000, null]);
    expect(diakui(hasil, "sewa")).toEqual([1_700_000]);
    expect(diakui(hasil, "lain")).toEqual([75_000]);
  });
});

describe("the declaration", () => {
  it("speaks of what has no proof and of nights outside hotels, and is not asked for otherwise", () => {
    expect(tulisPernyataan(baris(hitung({ transpor: [{ uraian: "Kereta api", jumlah: 1 }] })))).toBeNull();
    const riil = tulisPernyataan(baris(hitung({ lain: [{ uraian: "Parkir", jumlah: 5_000, riil: true }] })));
    expect(riil).toHaveLength(2);
    const malam = tulisPernyataan(baris(hitung({ penginapan: [{ tanggal: "2026-04-13", menginap: false }] })));
    expect(malam?.join(" ")).toContain("tidak menginap di hotel");
  });
});
