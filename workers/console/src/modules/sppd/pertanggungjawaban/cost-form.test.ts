import { describe, expect, it } from "vitest";
import { bodyOf, needsWord, withoutAmount, written } from "./cost-body.ts";
import { formOf, newPlain, type Account, type Line } from "./cost-form.ts";
import type { Order } from "./traveller.ts";

const traveller = "01900000-0000-7000-8000-000000000001";
const line = (komponen: Line["komponen"], more: Partial<Line>): Line => ({
  id: crypto.randomUUID(),
  komponen,
  uraian: "Kereta pulang pergi",
  tanggal: null,
  kuantitas: 1,
  satuan: "kali",
  tarif: 0,
  jumlah: 0,
  pagu: null,
  diakui: 0,
  selisih: 0,
  sumber: "",
  otomatis: false,
  riil: false,
  catatan: null,
  isian: {},
  bukti: [],
  dispensasi: null,
  putusan: "menunggu",
  ditetapkan: null,
  alasan: null,
  diputus: null,
  ...more,
});
const account = (versi: number, baris: Line[]) =>
  ({ pegawai_id: traveller, versi, baris, pernyataan: null }) as never as Account;
const order = {
  tanggal_berangkat: "2026-04-13",
  tanggal_kembali: "2026-04-15",
  biaya: { taksi: [{ provinsi_kode: "33", kali: 2 }] },
  pelaksana: [
    {
      pegawai_id: traveller,
      tanggal_kembali_nyata: null,
      estimasi: [{ komponen: "transpor", uraian: "Kereta pulang pergi" }],
    },
  ],
} as never as Order;

describe("a statement of costs that is being filled in", () => {
  it("begins with what was estimated, without the amounts, one row for each night", () => {
    const form = formOf(order, account(0, []));
    expect(form.transpor.map(({ uraian, jumlah }) => [uraian, jumlah])).toEqual([["Kereta pulang pergi", null]]);
    expect(form.taksi.map(({ provinsi_kode, kali }) => [provinsi_kode, kali])).toEqual([["33", 2]]);
    expect(form.penginapan.map(({ tanggal }) => tanggal)).toEqual(["2026-04-13", "2026-04-14"]);
    expect(withoutAmount(form)).toHaveLength(4);
  });

  it("asks for nothing that the host pays", () => {
    const hosted = { ...order, biaya: { dibiayai_penyelenggara: ["transpor", "penginapan"] } } as Order;
    const form = formOf(hosted, account(0, []));
    expect([form.transpor, form.taksi, form.penginapan]).toEqual([[], [], []]);
  });

  it("is saved as it was read, and a night that was not claimed stays unclaimed", () => {
    const saved = [
      line("transpor", { jumlah: 820_000, bukti: [{ id: "b", nama: "tiket.pdf" }] }),
      line("taksi", { jumlah: 210_000, kuantitas: 2, riil: true, isian: { provinsi_kode: "33" } }),
      line("uang_harian", { jumlah: 1_590_000, otomatis: true }),
      line("penginapan", { jumlah: 219_000, tanggal: "2026-04-14", isian: { menginap: false } }),
    ];
    const form = formOf(order, account(1, saved));
    const { body, places } = bodyOf(form);
    expect(body).toEqual({
      transpor: [{ uraian: "Kereta pulang pergi", jumlah: 820_000, riil: false, bukti: ["b"] }],
      taksi: [{ provinsi_kode: "33", kali: 2, jumlah: 210_000, riil: true, bukti: [] }],
      sewa: [],
      penginapan: [{ tanggal: "2026-04-14", menginap: false }],
      lain: [],
      pernyataan: false,
    });
    expect(places.get(String(saved[3]?.id))).toBe("/penginapan/0");
    expect(needsWord(form)).toBe(true);
    expect(written(form)).toBe(1_030_000);
  });

  it("saves no receipt with what has none by the traveller's word", () => {
    const row = { ...newPlain("Parkir"), jumlah: 10_000, riil: true, bukti: ["b"] };
    const form = { ...formOf(order, account(1, [])), lain: [row] };
    expect(bodyOf(form).body.lain).toEqual([{ uraian: "Parkir", jumlah: 10_000, riil: true, bukti: [] }]);
    expect(needsWord(formOf(order, account(1, [])))).toBe(false);
  });
});
