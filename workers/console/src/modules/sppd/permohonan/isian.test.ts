import { describe, expect, it } from "vitest";
import { permohonanBaru } from "../../../../../../db/modules/sppd/rules/permohonan.ts";
import { bukaPermohonan, etapeBaru, isianKosong, susunPermohonan } from "./isian.ts";

const id = "0199a2c4-8b1f-7d42-8e4b-6c2e3f405b6c";
/** An order with everything that one may say of it. */
const whole = {
  maksud: "Mengikuti rapat koordinasi kurikulum nasional",
  jenis_perjalanan: "dalam_kota_lebih_8jam",
  kategori: "biasa",
  unit_id: "0199a2c4-7d0e-7c31-9f3a-5b1d2e3f4a5b",
  pelaksana: [id],
  etape: [
    {
      asal_kode: "33.74",
      tujuan_kode: "33.74",
      tempat: "Hotel Ciputra",
      alat_angkut: "kendaraan_dinas",
      berangkat: "2026-04-13",
      kembali: "2026-04-13",
      kelas: "Eksekutif",
      jam_mulai: "07:00",
      jam_selesai: "17:30",
    },
  ],
  pengikut: [{ nama: "Bagas Adi Nugroho", tanggal_lahir: "2014-05-02", keterangan: "Anak" }],
  dasar: { nomor: "0451/E1/TU/2026", tanggal: "2026-03-30", perihal: "Undangan rapat koordinasi" },
  anggaran_id: "0199a2c4-9c20-7e53-9d5c-7d3f40516c7d",
  biaya: {
    transpor: [{ uraian: "Bahan bakar pulang pergi", jumlah: 820_000 }],
    penginapan_per_malam: 700_000,
    taksi: [
      { provinsi_kode: "33", kali: 2 },
      { provinsi_kode: "31", kali: 2, tarif: 160_000 },
    ],
    dibiayai_penyelenggara: ["sewa"],
    tempat_sah: { alasan: "cuti", transpor_dari_kedudukan: 1_500_000 },
    narasumber_luar: [id],
  },
} as const;

/** The order as the platform tells it back. */
const told = (body: Record<string, unknown>) =>
  ({
    ...body,
    unit: { id: whole.unit_id, nama: "TI" },
    anggaran: { id: whole.anggaran_id },
    pelaksana: whole.pelaksana.map((pegawai_id) => ({ pegawai_id })),
  }) as unknown as Parameters<typeof bukaPermohonan>[0];

describe("an order that is written in the wizard", () => {
  it("holds everything that one may say of an order, and gives it back unchanged", () => {
    expect(susunPermohonan(bukaPermohonan(told(whole)))).toEqual(whole);
  });

  it("knows every field that the platform takes", () => {
    const { shape } = permohonanBaru.in;
    const biaya = Object.keys(shape.biaya.unwrap().shape);
    const written = susunPermohonan(bukaPermohonan(told(whole)));
    expect(Object.keys(written.etape[0] ?? {}).sort()).toEqual(Object.keys(shape.etape.element.shape).sort());
    expect(Object.keys(written).sort()).toEqual(Object.keys(shape).sort());
    expect(Object.keys(written.biaya ?? {}).sort()).toEqual(biaya.sort());
  });

  it("says nothing of what is empty, so that the platform tells what is missing", () => {
    const checked = permohonanBaru.safeParse(susunPermohonan(isianKosong()));
    const missing = checked.error?.issues.map(({ path }) => `/${path.join("/")}`);
    expect(missing).toContain("/maksud");
    expect(missing).toContain("/etape/0/tujuan_kode");
    expect(missing).toContain("/anggaran_id");
    expect(missing).not.toContain("/dasar/nomor");
    expect(missing).not.toContain("/biaya/penginapan_per_malam");
  });

  it("forgets a speaker who travels no more, and asks 0 where nobody spends a night", () => {
    const isian = { ...bukaPermohonan(told(whole)), pelaksana: [], penginapan: "tidak" };
    const { biaya } = susunPermohonan(isian as ReturnType<typeof isianKosong>);
    expect(biaya).not.toHaveProperty("narasumber_luar");
    expect(biaya?.penginapan_per_malam).toBe(0);
  });

  it("says no hours of a trip out of town, whatever was said before", () => {
    const isian = { ...bukaPermohonan(told(whole)), jenis_perjalanan: "luar_kota" as const };
    expect(susunPermohonan(isian).etape[0]).not.toHaveProperty("jam_mulai");
  });

  it("goes on from where the leg before it ended, on the same day", () => {
    const leg = { ...etapeBaru(), tujuan_kode: "31.71", kembali: "2026-04-15", alat_angkut: "bus" as const };
    expect(etapeBaru(leg)).toMatchObject({ asal_kode: "31.71", berangkat: "2026-04-15", alat_angkut: "bus" });
  });
});
