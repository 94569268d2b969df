import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { struk, etape, perjalanan, hitung, baris, jumlahkan, type Perjalanan } from "./biaya.vektor.ts";
import { tambahHari } from "./tanggal.ts";

describe("every statement of costs", () => {
  const rupiah = fc.integer({ min: 0, max: 3_000_000 });
  const terbukti = fc.record({
    riil: fc.boolean(),
    bukti: fc.constantFrom([], [struk]),
    catatan: fc.constantFrom(undefined, "Dijelaskan"),
  });
  const tujuan = fc.constantFrom("34.71", "32.73");
  const tinggal = fc.array(fc.tuple(tujuan, fc.integer({ min: 0, max: 9 })), { minLength: 1, maxLength: 4 });
  /** With a night at each place: the last day follows the night before, wherever it leads. */
  const menginap = fc.array(fc.tuple(tujuan, fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 4 });
  const belanja = fc.array(fc.tuple(rupiah, terbukti), { maxLength: 5 });

  /** Legs one after the other, each setting out the day after the one before it ended. */
  function susun(jalan: readonly (readonly [string, number])[], mulai = "2026-03-02") {
    let tanggal = mulai;
    return jalan.map(([kode, hari]) => {
      const berangkat = tanggal;
      const kembali = tambahHari(berangkat, hari);
      tanggal = tambahHari(kembali, 1);
      return etape(kode, berangkat, kembali);
    });
  }

  const malamDari = (semua: Perjalanan["etape"], harga: number) => {
    const [pertama, terakhir] = [semua[0]?.berangkat ?? "", semua.at(-1)?.kembali ?? ""];
    const malam: { tanggal: string; jumlah: number }[] = [];
    for (let hari = pertama; hari < terakhir; hari = tambahHari(hari, 1)) malam.push({ tanggal: hari, jumlah: harga });
    return malam;
  };

  it("is whole rupiah, never negative, and recognizes no more than was spent", () => {
    fc.assert(
      fc.property(tinggal, belanja, rupiah, (jalan, semua, harga) => {
        const jarak = susun(jalan);
        const satu = semua.map(([jumlah, lain]) => ({ uraian: "Belanja", jumlah, ...lain }));
        const hasil = hitung(
          {
            transpor: satu,
            taksi: semua.map(([jumlah, lain]) => ({ provinsi_kode: "34", kali: 3, jumlah, ...lain })),
            lain: satu,
            penginapan: malamDari(jarak, harga),
          },
          { perjalanan: perjalanan({ etape: jarak }) },
        );
        for (const { jumlah, diakui: d, pagu } of baris(hasil)) {
          expect(Number.isSafeInteger(jumlah) && Number.isSafeInteger(d) && d >= 0 && d <= jumlah).toBe(true);
          expect(pagu === null || pagu >= 0).toBe(true);
        }
      }),
    );
  });

  it("adds up over legs: two trips on end cost by their tariffs what one of both costs", () => {
    fc.assert(
      fc.property(menginap, menginap, (awal, lanjut) => {
        const pertama = susun(awal);
        const kedua = susun(lanjut, tambahHari(pertama.at(-1)?.kembali ?? "", 1));
        const harian = (semua: Perjalanan["etape"]) =>
          jumlahkan(baris(hitung({}, { perjalanan: perjalanan({ etape: semua }) }), "uang_harian"));
        expect(harian([...pertama, ...kedua])).toBe(harian(pertama) + harian(kedua));
      }),
    );
  });

  it("never falls with another day, another night, or a higher price", () => {
    fc.assert(
      fc.property(tinggal, fc.nat(12), rupiah, rupiah, (jalan, tambahan, harga, lagi) => {
        const jumlah = (hari: number, malam: number) => {
          const panjang = jalan.map(([kode, lama], urut): [string, number] => [
            kode,
            lama + (urut === jalan.length - 1 ? hari : 0),
          ]);
          const semua = susun(panjang);
          const isian = { penginapan: malamDari(semua, malam), transpor: [{ uraian: "Tiket", jumlah: malam }] };
          return jumlahkan(baris(hitung(isian, { perjalanan: perjalanan({ etape: semua }) })));
        };
        expect(jumlah(tambahan, harga)).toBeGreaterThanOrEqual(jumlah(0, harga));
        expect(jumlah(0, harga + lagi)).toBeGreaterThanOrEqual(jumlah(0, harga));
      }),
    );
  });
});
