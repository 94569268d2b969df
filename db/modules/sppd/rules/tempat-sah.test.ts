import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { baris, diakui, hitung, jumlahkan, perjalanan, struk } from "./biaya.vektor.ts";
import { taksirTranspor } from "./estimasi-baris.ts";

const proven = { bukti: [struk], catatan: "Satu-satunya yang tersisa" };
const dari = (transpor_dari_kedudukan: number) => ({
  tempat_sah: { alasan: "cuti", transpor_dari_kedudukan } as const,
});
const ofTransport = (hasil: ReturnType<typeof hitung>) => [...baris(hasil, "transpor"), ...baris(hasil, "taksi")];

describe("transport from a Tempat Sah", () => {
  it("is estimated up to what it costs from the seat of the office, and refused above", () => {
    const biaya = {
      transpor: [{ uraian: "Kereta api", jumlah: 800_000 }],
      taksi: [{ provinsi_kode: "31", kali: 1, tarif: 250_000 }],
    };
    const taksir = (batas: number) =>
      taksirTranspor({ ...perjalanan(), etape: [], biaya: { ...biaya, ...dari(batas) } }, () => {
        throw new Error("each figure was given");
      });
    expect(taksir(1_050_000).map(({ jumlah }) => jumlah)).toEqual([800_000, 250_000]);
    expect(() => taksir(1_049_999)).toThrow(
      expect.objectContaining({
        alasan: { kode: "MELEBIHI_TEMPAT_KEDUDUKAN", nilai: { diminta: 1_050_000, batas: 1_049_999 } },
      }),
    );
  });

  it("is recognized up to what it costs from the seat of the office, whatever proves more; nothing else is held to it", () => {
    const isian = {
      transpor: [{ uraian: "Pesawat", jumlah: 900_000, ...proven }],
      taksi: [{ provinsi_kode: "34", kali: 1, jumlah: 250_000, bukti: [struk] }],
      sewa: [{ kendaraan: "mobil", provinsi_kode: "34", hari: 1, jumlah: 900_000, bukti: [struk] }],
      lain: [{ uraian: "Bagasi", jumlah: 75_000, bukti: [struk] }],
    };
    expect(diakui(hitung(isian), "transpor")).toEqual([900_000]);
    const hasil = hitung(isian, dari(1_000_000));
    expect(ofTransport(hasil).map(({ jumlah, pagu, diakui: d }) => [jumlah, pagu, d])).toEqual([
      [900_000, 500_000, 900_000],
      [250_000, 100_000, 100_000],
    ]);
    expect(baris(hasil, "taksi")[0]?.sumber).toContain("setara dari Tempat Kedudukan");
    expect([diakui(hasil, "sewa"), diakui(hasil, "lain")]).toEqual([[900_000], [75_000]]);
    expect(diakui(hitung(isian, dari(0)), "transpor")).toEqual([0]);
  });

  it("never comes to more than that, nor to more than without it, and grows with it", () => {
    const rupiah = fc.nat(2_000_000);
    const semua = fc.array(fc.tuple(rupiah, fc.constantFrom({}, proven)), { maxLength: 5 });
    fc.assert(
      fc.property(semua, semua, rupiah, rupiah, (tiket, taksi, batas, lagi) => {
        const isian = {
          transpor: tiket.map(([jumlah, bukti]) => ({ uraian: "Tiket", jumlah, ...bukti })),
          taksi: taksi.map(([jumlah, bukti]) => ({ provinsi_kode: "34", kali: 1, jumlah, ...bukti })),
        };
        const [jumlah, lebih, bebas] = [dari(batas), dari(batas + lagi), {}].map((ganti) =>
          jumlahkan(ofTransport(hitung(isian, ganti))),
        );
        if (jumlah === undefined || lebih === undefined || bebas === undefined) throw new Error("three were asked for");
        expect(jumlah).toBeLessThanOrEqual(Math.min(batas, bebas));
        expect(lebih).toBeGreaterThanOrEqual(jumlah);
      }),
    );
  });
});
