import { describe, expect, it } from "vitest";
import { artiCatatan, pencariDuplikat, periksaBaris, type AcuanImpor, type SelImpor } from "./baris-impor.ts";
import { bacaKepala, kolomImpor, type KolomImpor } from "./kolom-impor.ts";

const acuan: AcuanImpor = {
  unit: new Map([["ti", "0199a2c4-7d0e-7c31-9f3a-5b1d2e3f4a5b"]]),
  peran: new Set(["dosen", "kaprodi"]),
};

/** Looks at a row; a number is a cell that the spreadsheet keeps as one. */
function periksa(isi: Partial<Record<KolomImpor, string | number>>) {
  const sel = Object.entries(isi).map(([kolom, nilai]): [KolomImpor, SelImpor] => [
    kolom as KolomImpor,
    { teks: String(nilai), jenis: typeof nilai === "number" ? "angka" : "teks" },
  ]);
  return periksaBaris(new Map(sel), acuan);
}

const kode = (isi: Parameters<typeof periksa>[0]) =>
  periksa(isi).galat.map(({ kolom, kode: satu }) => `${kolom} ${satu}`);

describe("a header row", () => {
  const kepala = (...teks: string[]) => bacaKepala(new Map(teks.map((satu, tempat) => [tempat, satu])));

  it("is known whatever its order, case, spaces and stars; what nobody knows is told", () => {
    const dibaca = kepala(" ni-pppk ", "NAMA*", "E-mail", "Alamat rumah", "nama  PENGGUNA");
    if (typeof dibaca === "string") throw new Error(dibaca);
    expect([...dibaca.kolom]).toEqual([
      [0, "ni_pppk"],
      [1, "nama"],
      [2, "email"],
      [4, "username"],
    ]);
    expect(dibaca.diabaikan).toEqual(["Alamat rumah"]);
    expect(kepala(...Object.values(kolomImpor).map((satu) => satu.kepala))).not.toBeTypeOf("string");
  });

  it("is none without names and something to log in with, or with a column twice", () => {
    expect(kepala("Nama", "Peran")).toBe("KEPALA_TIDAK_DIKENAL");
    expect(kepala("NIM", "Surel")).toBe("KEPALA_TIDAK_DIKENAL");
    expect(kepala("Nama", "Surel", "E-Mail")).toBe("KOLOM_GANDA");
  });
});

describe("a row", () => {
  it("tells of a person, every name in its normal form; '-' means none", () => {
    const { orang, galat, peringatan } = periksa({
      nama: "  Siti \n Aminah ",
      email: " SITI@x.id",
      nip: "19850312 201012 2 003",
      nidn: "-",
      telepon: "(0812) 3456-7890",
      peran: "Dosen; kaprodi,dosen",
      unit: "Ti",
    });
    expect([galat, peringatan]).toEqual([[], []]);
    expect(orang).toEqual({
      nama: "Siti Aminah",
      pengenal: { email: "siti@x.id", nip: "198503122010122003" },
      telepon: "+6281234567890",
      peran: ["dosen", "kaprodi"],
      unit_id: "0199a2c4-7d0e-7c31-9f3a-5b1d2e3f4a5b",
    });
  });

  it("is wrong where a spreadsheet has lost digits, and repaired where it dropped zeros", () => {
    expect(
      kode({
        nama: "A",
        nim: "20260001",
        nip: 198_503_122_010_122_000,
        nik: 3_374_010_101_010_003,
        nuptk: 1_234_567_890_123_456,
      }),
    ).toEqual(["nip NIP_SEL_NUMERIK", "nuptk NUPTK_SEL_NUMERIK", "nik NIK_SEL_NUMERIK"]);
    const { orang, galat, peringatan } = periksa({ nama: "A", nisn: 103_000_456, nidn: 401_018_501, nim: 20_260_001 });
    expect([galat, orang.pengenal]).toEqual([[], { nisn: "0103000456", nidn: "0401018501", nim: "20260001" }]);
    expect(peringatan.map((satu) => satu.kode)).toEqual(["NOL_DIPULIHKAN", "SEL_NUMERIK", "NOL_DIPULIHKAN"]);
    expect(kode({ nama: "A", nisn: 1.5 })).toEqual(["nisn PENGENAL_TIDAK_SAH"]);
    expect(kode({ nama: "A", nisn: 12_345_678_901 })).toEqual(["nisn PENGENAL_TIDAK_SAH"]);
  });

  it("has a telephone number however it is written, and none that a spreadsheet has made unknowable", () => {
    const telepon = (isi: string | number) => {
      const { orang, galat, peringatan } = periksa({ nama: "A", nim: "20260001", telepon: isi });
      return [orang.telepon, ...[...galat, ...peringatan].map((satu) => satu.kode)];
    };
    expect(telepon("+62 812 3456 7890")).toEqual(["+6281234567890"]);
    expect(telepon("(024) 354-0000")).toEqual(["+62243540000"]);
    expect(telepon(81_234_567_890)).toEqual(["+6281234567890", "NOL_DIPULIHKAN"]);
    expect(telepon(6_281_234_567_890)).toEqual(["+6281234567890"]);
    expect(telepon(243_540_000)).toEqual([null, "TELEPON_TIDAK_SAH"]);
    expect(telepon("kantor")).toEqual([null, "TELEPON_TIDAK_SAH"]);
    expect(telepon(" - ")).toEqual([null]);
  });

  it("needs a name and something to log in with, and a unit for its roles", () => {
    expect(kode({ nim: "20260001" })).toEqual(["nama WAJIB_DIISI"]);
    expect(kode({ nama: "Siti" })).toEqual(["username PENGENAL_WAJIB"]);
    expect(kode({ nama: "Siti", nim: "x" })).toEqual(["nim PENGENAL_TIDAK_SAH"]);
    expect(kode({ nama: "12345", nim: "20260001" })).toEqual(["nama ISIAN_TIDAK_SAH"]);
    expect(kode({ nama: "Si\u202eti", nim: "20260001" })).toEqual(["nama KARAKTER_TERLARANG"]);
    expect(kode({ nama: "S".repeat(201), nim: "20260001" })).toEqual(["nama TEKS_TERLALU_PANJANG"]);
    expect(kode({ nama: "Siti", nim: "20260001", peran: "dosen" })).toEqual(["unit WAJIB_DIISI"]);
    expect(kode({ nama: "Siti", nim: "20260001", peran: "admin", unit: "XX" })).toEqual([
      "peran PERAN_TIDAK_DIKENAL",
      "unit UNIT_TIDAK_DIKENAL",
    ]);
    expect(periksa({ nama: "Siti", nim: "20260001", unit: "TI" }).peringatan).toEqual([
      { kolom: "unit", kode: "UNIT_TANPA_PERAN" },
    ]);
    expect(kode({ nama: "Siti", nim: "20260001", nik: "123" })).toEqual(["nik NIK_TIDAK_SAH"]);
  });

  it("has each name once, and no name that a row before has, whatever kind it is there", () => {
    expect(kode({ nama: "A", nidn: "0401018501", nisn: "0401018501" })).toEqual(["nisn DUPLIKAT"]);
    const cari = pencariDuplikat();
    const orang = (pengenal: object) => ({ nama: "A", pengenal, telepon: null, peran: [], unit_id: null });
    expect(cari(2, orang({ nim: "0401018501", email: "a@b.id" }))).toEqual([]);
    expect(cari(3, orang({ nidn: "0401018501", email: "c@b.id" }))).toEqual([
      { kolom: "nidn", kode: "DUPLIKAT", baris: 2, jenis: "nim" },
    ]);
    expect(cari(9, orang({ email: "c@b.id" }))).toEqual([
      { kolom: "email", kode: "DUPLIKAT", baris: 3, jenis: "email" },
    ]);
  });

  it("says of everything that is wrong what it is, in words", () => {
    const semua = [
      { nama: "", nim: "x", nip: 1, nuptk: 1, ni_pppk: 1, nik: 1, peran: "x", unit: "x", telepon: "x" },
      { nama: "\u202e1".repeat(300), nik: "1", nidn: "0401018501", nisn: "0401018501" },
      { nama: "A" },
    ].flatMap((satu) => periksa(satu).galat);
    for (const { kode: satu } of semua) expect([satu, artiCatatan[satu]]).toEqual([satu, expect.any(String)]);
  });
});
