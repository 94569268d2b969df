import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bacaKepalaTarif, pemeriksaTarif, type SelTarif } from "./baris-tarif.ts";

const kepala = ["Tahun", "Provinsi", "Komponen", "Kelompok", "Tarif", "Satuan", "Sumber", "Berlaku mulai"];
const provinsi = new Map([
  ["33", "33"],
  ["jawa tengah", "33"],
]);

function periksa(...baris: (readonly (string | number)[])[]) {
  const kolom = bacaKepalaTarif(new Map(kepala.entries()));
  if (typeof kolom === "string") throw new Error(kolom);
  const satu = pemeriksaTarif(provinsi);
  return baris.map((isi, urut) =>
    satu(
      urut + 2,
      new Map(
        [...kolom].map(([tempat, nama]): [typeof nama, SelTarif] => [
          nama,
          { teks: String(isi[tempat] ?? ""), angka: typeof isi[tempat] === "number" },
        ]),
      ),
    ),
  );
}

const sah = [2027, "Jawa Tengah", "penginapan", "eselon_2", "Rp2.138.000", "orang/malam", "SK Rektor 1/2027"];

describe("a row of tariffs", () => {
  it("says its figure as people write it, its province by name or code, and holds from New Year unless it says otherwise", () => {
    const [satu, dua] = periksa(sah, [2027, 33, "Uang Harian Luar-Kota", "", 370000, "OH", "SK", "15/2/2027"]);
    expect(satu).toEqual({
      nomor: 2,
      galat: [],
      isi: {
        tahun: 2027,
        provinsi_kode: "33",
        komponen: "penginapan",
        kelompok: "eselon_2",
        tarif: 2_138_000,
        satuan: "orang/malam",
        sumber: "SK Rektor 1/2027",
        berlaku_mulai: "2027-01-01",
      },
    });
    expect(dua?.isi).toMatchObject({ komponen: "uang_harian_luar_kota", tarif: 370_000, berlaku_mulai: "2027-02-15" });
  });

  it("names each cell that is wrong, and the second of two that say the same", () => {
    const [salah, kosong] = periksa([1999, "Jawa", "a!", "", "2,5", "", "\u0007"], []);
    expect(salah?.galat.map(({ kolom, kode }) => `${kolom} ${kode}`)).toEqual([
      "tahun TAHUN_TIDAK_SAH",
      "provinsi PROVINSI_TIDAK_DIKENAL",
      "komponen KODE_TIDAK_SAH",
      "tarif NILAI_TIDAK_SAH",
      "satuan WAJIB_DIISI",
      "sumber TEKS_TIDAK_SAH",
    ]);
    expect(kosong?.galat.every(({ kode }) => kode === "WAJIB_DIISI")).toBe(true);
    expect(periksa(sah, sah)[1]?.galat).toEqual([{ kolom: "komponen", kode: "DUPLIKAT" }]);
  });

  it("takes no number for another: a point parts thousands in a text, and halves in a number", () => {
    const tarif = (nilai: string | number) => periksa(sah.with(4, nilai))[0]?.isi?.tarif;
    expect([tarif("530.000"), tarif(530_000), tarif("Rp 530.000,00"), tarif("530000")]).toEqual(Array(4).fill(530_000));
    for (const nilai of ["530.00", 530.125, "-1", "1e6", -1, 1e10, "5 3 0"])
      expect([nilai, tarif(nilai)]).toEqual([nilai, undefined]);
  });

  it("is never taken with anything in it that no tariff says", () => {
    const sel = fc.oneof(fc.string({ unit: "binary" }), fc.double(), fc.constantFrom(...sah));
    fc.assert(
      fc.property(fc.array(sel, { minLength: 8, maxLength: 8 }), (baris) => {
        const [satu] = periksa(baris);
        expect(satu?.isi === null).toBe((satu?.galat.length ?? 0) > 0);
        if (satu?.isi) expect(Number.isSafeInteger(satu.isi.tarif) && satu.isi.tarif >= 0).toBe(true);
      }),
    );
  });
});

describe("headings", () => {
  it("must all be there, each once", () => {
    expect(bacaKepalaTarif(new Map([[0, "Tahun"]]))).toBe("KEPALA_TIDAK_DIKENAL");
    expect(bacaKepalaTarif(new Map([...kepala, "Besaran"].entries()))).toBe("KOLOM_GANDA");
    expect(bacaKepalaTarif(new Map([...kepala, "constructor"].entries()))).toBeInstanceOf(Map);
    // A province's name beside its code says nothing more, as in the file that tariffs are had as.
    expect(bacaKepalaTarif(new Map(["Kode provinsi", ...kepala].entries()))).toEqual(
      new Map([
        [0, "provinsi"],
        [1, "tahun"],
        [3, "komponen"],
        [4, "kelompok"],
        [5, "tarif"],
        [6, "satuan"],
        [7, "sumber"],
        [8, "berlaku_mulai"],
      ]),
    );
  });
});
