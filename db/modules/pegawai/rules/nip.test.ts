import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { labelNip, normalizeNip, periksaNip, samarkanNip, tampilkanNip } from "./nip.ts";

const RATNA = "198503122010122003";
const BAYU = "199203152023211011";

describe("periksaNip", () => {
  it("accepts a civil servant's number", () => {
    expect(periksaNip({ nip: RATNA, status: "PNS", jenis_kelamin: "P", tanggal_lahir: "1985-03-12" })).toEqual({
      ok: true,
      nip: RATNA,
      peringatan: [],
    });
    expect(periksaNip({ nip: RATNA, status: "CPNS" })).toMatchObject({ ok: true });
  });

  it("accepts a PPPK's number, whose month position holds the contract counter", () => {
    expect(periksaNip({ nip: BAYU, status: "PPPK", jenis_kelamin: "L" })).toEqual({
      ok: true,
      nip: BAYU,
      peringatan: [],
    });
  });

  it("refuses a PPPK's number for a civil servant and the reverse", () => {
    expect(periksaNip({ nip: BAYU, status: "PNS" })).toMatchObject({ ok: false, kode: "NIP_TMT_TIDAK_SAH" });
    expect(periksaNip({ nip: RATNA, status: "PPPK" })).toMatchObject({ ok: false, kode: "NIP_TMT_TIDAK_SAH" });
  });

  it.each([
    ["198513122010122003", "NIP_TANGGAL_LAHIR"],
    ["198502302010122003", "NIP_TANGGAL_LAHIR"],
    ["000001012010122003", "NIP_TANGGAL_LAHIR"],
    ["19850312201012200", "NIP_PANJANG"],
    ["1985031220101220031", "NIP_PANJANG"],
    ["", "NIP_PANJANG"],
    ["19850312201012200A", "NIP_BUKAN_ANGKA"],
    ["١٩٨٥٠٣١٢٢٠١٠١٢٢٠٠٣", "NIP_BUKAN_ANGKA"],
    ["198503122010132003", "NIP_TMT_TIDAK_SAH"],
    ["198503122010002003", "NIP_TMT_TIDAK_SAH"],
    ["198503121984122003", "NIP_TMT_TIDAK_SAH"],
  ])("refuses %s for a civil servant: %s", (nip, kode) => {
    expect(periksaNip({ nip, status: "PNS" })).toMatchObject({ ok: false, kode });
  });

  it("keeps the number without the spaces, dots and invisible characters it was typed with", () => {
    for (const nip of ["19850312 201012 2 003", "19850312.201012.2.003", " 19850312\u00a0201012\u200b2 003\t"]) {
      expect(periksaNip({ nip, status: "PNS" })).toMatchObject({ ok: true, nip: RATNA });
    }
  });

  it("only warns when gender, birth date or age look wrong", () => {
    const peringatan = (masukan: Parameters<typeof periksaNip>[0]) => {
      const hasil = periksaNip(masukan);
      return hasil.ok ? hasil.peringatan : hasil;
    };
    expect(peringatan({ nip: RATNA, status: "PNS", jenis_kelamin: "L" })).toEqual(["NIP_JENIS_KELAMIN_BERBEDA"]);
    expect(peringatan({ nip: RATNA, status: "PNS", tanggal_lahir: "1985-03-21" })).toEqual([
      "NIP_TANGGAL_LAHIR_BERBEDA",
    ]);
    expect(peringatan({ nip: "198503122010123003", status: "PNS" })).toEqual(["NIP_JENIS_KELAMIN_TIDAK_DIKENAL"]);
    expect(peringatan({ nip: "198503122002022003", status: "PNS" })).toEqual(["NIP_USIA_TMT_DI_BAWAH_17"]);
    expect(peringatan({ nip: "198503122002032003", status: "PNS" })).toEqual([]);
  });

  it("lets people outside the civil service carry their own kind of number", () => {
    expect(periksaNip({ nip: "06 1203 8501", status: "Honorer" })).toEqual({
      ok: true,
      nip: "0612038501",
      peringatan: [],
    });
    expect(periksaNip({ nip: "0612038501", status: "DosenTetapNonASN" })).toMatchObject({ ok: true });
    expect(periksaNip({ nip: "", status: "PihakLain" })).toMatchObject({ ok: false, kode: "NOMOR_INDUK_TIDAK_SAH" });
    expect(periksaNip({ nip: "x'; drop", status: "Honorer" })).toMatchObject({ ok: false });
  });

  it("always answers, and what it accepts it accepts again unchanged", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom("PNS", "PPPK", "Honorer"), (nip, status) => {
        const hasil = periksaNip({ nip, status });
        if (hasil.ok) {
          expect(periksaNip({ nip: hasil.nip, status })).toMatchObject({ ok: true, nip: hasil.nip });
        }
      }),
    );
  });
});

describe("showing a number", () => {
  it("groups 18 digits and leaves other numbers alone", () => {
    expect(tampilkanNip(RATNA)).toBe("19850312 201012 2 003");
    expect(normalizeNip(tampilkanNip(RATNA))).toBe(RATNA);
    expect(tampilkanNip("0612038501")).toBe("0612038501");
  });

  it("hides birth and gender in public", () => {
    expect(samarkanNip(RATNA)).toBe("•••••••••••••••003");
    expect(samarkanNip("0612038501")).toBe("•••••••501");
    expect(samarkanNip("12")).toBe("••");
    expect(samarkanNip("")).toBe("");
  });

  it("is called by its proper name", () => {
    expect([labelNip("PNS"), labelNip("CPNS"), labelNip("PPPK"), labelNip("Honorer")]).toEqual([
      "NIP",
      "NIP",
      "NI PPPK",
      "Nomor Induk",
    ]);
  });
});
