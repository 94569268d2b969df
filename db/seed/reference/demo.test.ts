import { describe, expect, it } from "vitest";
import { cariGolongan } from "../../modules/pegawai/rules/golongan.ts";
import { periksaNip } from "../../modules/pegawai/rules/nip.ts";
import { permohonanBaru } from "../../modules/sppd/rules/permohonan.ts";
import { acak } from "./acak.ts";
import { inventPerson } from "./names.ts";
import { MAKSUD_DEMO, TUJUAN_DEMO, UNIT_UNIVERSITAS } from "./university.ts";
import { readWilayah } from "./wilayah.ts";

describe("chance for demo data", () => {
  it("repeats itself for a seed and differs between seeds", () => {
    const tarik = (seed: number) =>
      Array.from(
        { length: 20 },
        (
          (sumber) => () =>
            sumber.bulat(1, 1000)
        )(acak(seed)),
      );
    expect(tarik(7)).toEqual(tarik(7));
    expect(tarik(7)).not.toEqual(tarik(8));
  });

  it("stays in its bounds, reaches them, and loses nothing when it shuffles", () => {
    const sumber = acak(1);
    const dadu = new Set(Array.from({ length: 500 }, () => sumber.bulat(1, 6)));
    expect([...dadu].toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(sumber.kocok(["a", "b", "c", "d"]).toSorted()).toEqual(["a", "b", "c", "d"]);
    expect(sumber.peluang(0)).toBe(false);
    expect(sumber.peluang(100)).toBe(true);
    expect(() => sumber.pilih([])).toThrow(RangeError);
  });
});

describe("invented people", () => {
  it("carry numbers that agree with their birth, gender and status, no two alike", () => {
    const sumber = acak(2026);
    const orang = Array.from({ length: 300 }, (_, i) =>
      inventPerson(sumber, sumber.pilih(["teknik", "kedokteran", "tata_usaha"]), i + 1),
    );
    for (const satu of orang) {
      expect(periksaNip(satu)).toEqual({ ok: true, nip: satu.nip, peringatan: [] });
      expect(cariGolongan(satu.golongan)?.kelompok).toBe(satu.status === "PPPK" ? "pppk" : "pns");
      expect(satu.nama).toMatch(/^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+$/u);
    }
    expect(new Set(orang.map(({ nip }) => nip)).size).toBe(300);
    expect(orang.some(({ status }) => status === "PPPK")).toBe(true);
  });
});

describe("the demo university", () => {
  it("names every parent before its children", () => {
    UNIT_UNIVERSITAS.forEach(({ induk }, i) => {
      const sebelum = UNIT_UNIVERSITAS.slice(0, i).map(({ kode }) => kode);
      if (i === 0) expect(induk).toBeUndefined();
      else expect(sebelum).toContain(induk);
    });
    expect(UNIT_UNIVERSITAS.filter(({ jenis }) => jenis === "fakultas")).toHaveLength(2);
  });

  it("sends people to cities that exist, for purposes that an order accepts", async () => {
    const kota = new Set((await readWilayah()).map(({ kode }) => kode));
    expect(TUJUAN_DEMO.filter(({ kode }) => !kota.has(kode))).toEqual([]);
    for (const maksud of MAKSUD_DEMO) {
      const etape = TUJUAN_DEMO.slice(0, 10).map(({ kode, tempat }) => ({
        asal_kode: "33.74",
        tujuan_kode: kode,
        tempat,
        berangkat: "2026-04-13",
        kembali: "2026-04-13",
        alat_angkut: "kereta_api",
      }));
      const id = "01980a6e-0000-7000-8000-000000000001";
      expect(
        permohonanBaru.safeParse({ maksud, jenis_perjalanan: "luar_kota", pelaksana: [id], etape, anggaran_id: id })
          .success,
      ).toBe(true);
    }
  });
});
