import { describe, expect, it } from "vitest";
import { A2, baris, etape, hitung, perjalanan, struk, TARIF } from "./biaya.vektor.ts";
import { hitungEstimasi } from "./estimasi.ts";
import { KOMPONEN_DIBIAYAI, type KomponenDibiayai } from "./penyelenggara.ts";
import { permohonanBaru } from "./permohonan.ts";

const melekat: readonly KomponenDibiayai[] = ["uang_harian", "representasi"];
const satu = "01980a6e-0000-7000-8000-000000000001";

/** Two nights in Yogyakarta, for a dean, with what the applicant says of its costs. */
function minta(biaya: Record<string, unknown>) {
  const leg = { ...etape("34.71", "2026-04-13", "2026-04-15"), tempat: "Hotel Tentrem", alat_angkut: "kereta_api" };
  return permohonanBaru.safeParse({
    maksud: "Menjadi pembicara pada seminar nasional",
    jenis_perjalanan: "luar_kota",
    pelaksana: [satu],
    etape: [leg],
    anggaran_id: satu,
    biaya,
  });
}

function taksir(biaya: Record<string, unknown>) {
  const { data: permohonan } = minta(biaya);
  if (!permohonan) throw new Error("the order is refused");
  const hasil = hitungEstimasi({ permohonan, kedudukan: A2, tarif: TARIF });
  if (!hasil.ok) throw new Error(hasil.kode);
  return hasil.baris.map(({ komponen }) => komponen);
}

const keluhan = (biaya: Record<string, unknown>) =>
  (minta(biaya).error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);

describe("what the host pays", () => {
  it("is estimated at nothing, the rest as on any trip", () => {
    const dibiayai = (...dibiayai_penyelenggara: KomponenDibiayai[]) => taksir({ dibiayai_penyelenggara });
    expect(dibiayai()).toEqual(["uang_harian", "representasi", "penginapan"]);
    expect(dibiayai("penginapan")).toEqual(["uang_harian", "representasi"]);
    // Representation is attached to uang harian.
    expect(dibiayai("uang_harian", "penginapan")).toEqual([]);
    expect(dibiayai("representasi", "transpor")).toEqual(["uang_harian", "penginapan"]);
    expect(dibiayai(...KOMPONEN_DIBIAYAI)).toEqual([]);
  });

  it("is not asked for beside that, and is one of the components, each once", () => {
    const transpor = [{ uraian: "Kereta pulang pergi", jumlah: 500_000 }];
    const taksi = [{ provinsi_kode: "34", kali: 2 }];
    const semua = { transpor, taksi, penginapan_per_malam: 500_000 };
    expect(keluhan({ ...semua, dibiayai_penyelenggara: ["transpor", "taksi", "penginapan"] })).toEqual([
      "biaya.transpor.0: DIBIAYAI_PENYELENGGARA",
      "biaya.taksi.0: DIBIAYAI_PENYELENGGARA",
      "biaya.penginapan_per_malam: DIBIAYAI_PENYELENGGARA",
    ]);
    expect(keluhan({ ...semua, dibiayai_penyelenggara: ["uang_harian", "sewa"] })).toEqual([]);
    expect(keluhan({ penginapan_per_malam: 0, dibiayai_penyelenggara: ["penginapan"] })).toEqual([]);
    expect(keluhan({ dibiayai_penyelenggara: ["lain"] })).toEqual([
      "biaya.dibiayai_penyelenggara.0: PILIHAN_TIDAK_SAH",
    ]);
    expect(keluhan({ dibiayai_penyelenggara: ["taksi", "taksi"] })).toEqual([
      "biaya.dibiayai_penyelenggara: KOMPONEN_GANDA",
    ]);
  });

  it.each<[KomponenDibiayai, Record<string, unknown>, string, string]>([
    ["transpor", { transpor: [{ uraian: "Kereta", jumlah: 1, bukti: [struk] }] }, "/transpor/0", "transpor"],
    ["taksi", { taksi: [{ provinsi_kode: "34", kali: 1, jumlah: 1 }] }, "/taksi/0", "taksi"],
    ["sewa", { sewa: [{ kendaraan: "mobil", provinsi_kode: "34", hari: 1, jumlah: 1 }] }, "/sewa/0", "sewa kendaraan"],
    ["penginapan", { penginapan: [{ tanggal: "2026-04-13", jumlah: 1 }] }, "/penginapan/0", "penginapan"],
    ["penginapan", { penginapan: [{ tanggal: "2026-04-13", menginap: false }] }, "/penginapan/0", "penginapan"],
    ["representasi", { representasi: true }, "/representasi", "uang representasi"],
    ["uang_harian", { representasi: true }, "/representasi", "uang harian"],
  ])("is claimed by nobody afterwards: %s", (komponen, isian, pointer, sebutan) => {
    const olehTuanRumah = hitung(isian, { kedudukan: A2, dibiayai: [komponen] });
    expect(olehTuanRumah).toEqual({
      ok: false,
      kode: "DIBIAYAI_PENYELENGGARA",
      pointer,
      nilai: { komponen: sebutan },
    });
    const lain = KOMPONEN_DIBIAYAI.filter(
      (yang) => yang !== komponen && !("representasi" in isian && melekat.includes(yang)),
    );
    expect(hitung(isian, { kedudukan: A2, dibiayai: lain })).toMatchObject({ ok: true });
  });

  it("is not added by the tariffs, which need not be there then", () => {
    const hasil = hitung({}, { kedudukan: A2, dibiayai: ["uang_harian"] });
    expect(baris(hasil)).toEqual([]);
    expect(baris(hitung({}, { kedudukan: A2, dibiayai: ["representasi"] }), "representasi")).toEqual([]);
    const tanpaTarif = { perjalanan: perjalanan({ kategori: "rapat_fullday" }) };
    expect(hitung({}, tanpaTarif)).toMatchObject({ ok: false, kode: "TARIF_TIDAK_ADA" });
    expect(hitung({}, { ...tanpaTarif, dibiayai: ["uang_harian"] })).toEqual({ ok: true, baris: [] });
  });
});
