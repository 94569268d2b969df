import { describe, expect, it } from "vitest";
import { cariTempat, susunTempat } from "./tempat.ts";

const semua = susunTempat([
  { nama: "DKI Jakarta", kabupaten_kota: [{ kode: "31.71", nama: "Kota Administrasi Jakarta Pusat" }] },
  {
    nama: "Jawa Tengah",
    kabupaten_kota: [
      { kode: "33.22", nama: "Kabupaten Semarang" },
      { kode: "33.74", nama: "Kota Semarang" },
    ],
  },
  { nama: "DI Yogyakarta", kabupaten_kota: [{ kode: "34.71", nama: "Kota Yogyakarta" }] },
]);
const found = (typed: string) => cariTempat(semua, typed).map(({ kode }) => kode);

describe("looking for a place", () => {
  it("finds it by the beginnings of its words, in any order, its province's too", () => {
    expect(found("pus jak")).toEqual(["31.71"]);
    expect(found("kota semarang")).toEqual(["33.74"]);
    expect(found("tengah")).toEqual(["33.22", "33.74"]);
    expect(found("karta")).toEqual([]);
  });

  it("does not mind accents, capitals and signs", () => {
    expect(found("SÉMARANG, kab")).toEqual(["33.22"]);
  });

  it("puts the name itself before what only holds it", () => {
    expect(cariTempat([...semua].toReversed(), "semarang")[0]?.nama).toMatch(/Semarang/);
    expect(found("yogyakarta")[0]).toBe("34.71");
  });
});
