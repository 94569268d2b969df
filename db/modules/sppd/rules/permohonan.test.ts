import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { permohonanBaru } from "./permohonan.ts";

const RATNA = "01980a6e-0000-7000-8000-000000000001";

function permohonan(ganti: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    maksud: "Menghadiri rapat koordinasi kurikulum nasional",
    jenis_perjalanan: "luar_kota",
    pelaksana: [RATNA],
    etape: [etape()],
    anggaran_id: "01980a6e-0000-7000-8000-0000000000aa",
    ...ganti,
  };
}

function etape(ganti: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    asal_kode: "33.74",
    tujuan_kode: "31.71",
    tempat: "Jakarta",
    berangkat: "2026-04-13",
    kembali: "2026-04-15",
    alat_angkut: "kereta_api",
    ...ganti,
  };
}

/** Every complaint as `path: code`. */
function keluhan(isi: unknown): string[] {
  const hasil = permohonanBaru.safeParse(isi);
  return hasil.success ? [] : hasil.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}

describe("permohonanBaru", () => {
  it("takes an order and fills in what was left out", () => {
    expect(permohonanBaru.parse(permohonan({ maksud: "  Rapat di  Jakarta\u00a0 " }))).toMatchObject({
      maksud: "Rapat di  Jakarta",
      kategori: "biasa",
      pengikut: [],
      biaya: { transpor: [], taksi: [] },
      tanggal_berangkat: "2026-04-13",
      tanggal_kembali: "2026-04-15",
      tahun_anggaran: 2026,
    });
  });

  it.each([
    [{ maksud: "rapat" }, "maksud: TEKS_TERLALU_PENDEK"],
    [{ maksud: "          rapat          " }, "maksud: TEKS_TERLALU_PENDEK"],
    [{ maksud: "x".repeat(501) }, "maksud: TEKS_TERLALU_PANJANG"],
    [{ maksud: "Rapat koordinasi\u0000 nasional" }, "maksud: KARAKTER_TERLARANG"],
    [{ maksud: "Rapat koordinasi \u202egnp.exe" }, "maksud: KARAKTER_TERLARANG"],
    [{ maksud: "Rapat koordinasi \ud800 nasional" }, "maksud: KARAKTER_TERLARANG"],
    [{ maksud: undefined }, "maksud: WAJIB_DIISI"],
    [{ maksud: 12 }, "maksud: TEKS_TIDAK_SAH"],
    [{ jenis_perjalanan: "ke_bulan" }, "jenis_perjalanan: PILIHAN_TIDAK_SAH"],
    [{ pelaksana: [] }, "pelaksana: DAFTAR_TERLALU_PENDEK"],
    [{ pelaksana: [RATNA, RATNA.toUpperCase()] }, "pelaksana: PELAKSANA_GANDA"],
    [{ pelaksana: ["1"] }, "pelaksana.0: ID_TIDAK_SAH"],
    [{ anggaran_id: null }, "anggaran_id: WAJIB_DIISI"],
    [
      { pengikut: Array(6).fill({ nama: "A", tanggal_lahir: "2010-01-01", keterangan: "Anak" }) },
      "pengikut: DAFTAR_TERLALU_PANJANG",
    ],
    [{ dasar: { nomor: "12/UN/2026", tanggal: "2026-02-30" } }, "dasar.tanggal: TANGGAL_TIDAK_SAH"],
    [{ status: "selesai" }, ": KOLOM_TIDAK_DIKENAL"],
    [{ biaya: { transpor: [{ uraian: "Kereta", jumlah: -1 }] } }, "biaya.transpor.0.jumlah: NILAI_TIDAK_SAH"],
    [{ biaya: { penginapan_per_malam: 700_000.5 } }, "biaya.penginapan_per_malam: NILAI_TIDAK_SAH"],
    [{ biaya: { taksi: [{ provinsi_kode: "33.74", kali: 1 }] } }, "biaya.taksi.0.provinsi_kode: WILAYAH_TIDAK_SAH"],
    [
      { biaya: { tempat_sah: { alasan: "bosan", transpor_dari_kedudukan: 1 } } },
      "biaya.tempat_sah.alasan: PILIHAN_TIDAK_SAH",
    ],
    [{ biaya: { tempat_sah: { alasan: "cuti" } } }, "biaya.tempat_sah.transpor_dari_kedudukan: WAJIB_DIISI"],
    [
      { biaya: { narasumber_luar: ["01980a6e-0000-7000-8000-000000000002"] } },
      "biaya.narasumber_luar.0: NARASUMBER_BUKAN_PELAKSANA",
    ],
    [{ kategori: "jenazah", etape: [etape({ kembali: "2026-04-16" })] }, "etape.0.kembali: JENAZAH_TERLALU_LAMA"],
  ])("refuses %j with %s", (ganti, keluh) => {
    expect(keluhan(permohonan(ganti))).toEqual([keluh]);
  });

  it.each([
    ["a return before the departure", [etape({ kembali: "2026-04-12" })], "etape.0.kembali: KEMBALI_SEBELUM_BERANGKAT"],
    ["a date that does not exist", [etape({ kembali: "2026-04-31" })], "etape.0.kembali: TANGGAL_TIDAK_SAH"],
    ["a province in place of a city", [etape({ tujuan_kode: "31" })], "etape.0.tujuan_kode: WILAYAH_TIDAK_SAH"],
    ["an unknown means of transport", [etape({ alat_angkut: "sapu" })], "etape.0.alat_angkut: PILIHAN_TIDAK_SAH"],
    [
      "a leg that starts before the last ended",
      [etape(), etape({ tujuan_kode: "32.73", berangkat: "2026-04-14", kembali: "2026-04-16" })],
      "etape.1.berangkat: ETAPE_TIDAK_URUT",
    ],
    [
      "days between two legs",
      [etape(), etape({ tujuan_kode: "32.73", berangkat: "2026-04-18", kembali: "2026-04-19" })],
      "etape.1.berangkat: ETAPE_TERPUTUS",
    ],
    ["more than a year", [etape({ kembali: "2027-04-14" })], "etape.0.kembali: PERJALANAN_TERLALU_LAMA"],
    ["out of town within a city", [etape({ tujuan_kode: "33.74" })], "etape.0.tujuan_kode: JENIS_TIDAK_SESUAI"],
    [
      "out of town within DKI Jakarta",
      [etape({ asal_kode: "31.71", tujuan_kode: "31.74" })],
      "etape.0.tujuan_kode: JENIS_TIDAK_SESUAI",
    ],
    ["no leg", [], "etape: DAFTAR_TERLALU_PENDEK"],
  ])("refuses %s", (_apa, semua, keluh) => {
    expect(keluhan(permohonan({ etape: semua }))).toEqual([keluh]);
  });

  it("lets legs meet on one day, and a trip last 366 days", () => {
    expect(
      keluhan(
        permohonan({
          etape: [
            etape(),
            etape({ asal_kode: "31.71", tujuan_kode: "32.73", berangkat: "2026-04-15", kembali: "2026-04-17" }),
          ],
        }),
      ),
    ).toEqual([]);
    expect(keluhan(permohonan({ etape: [etape({ kembali: "2027-04-13" })] }))).toEqual([]);
  });

  it("keeps trips in town in town", () => {
    const dalamKota = { jenis_perjalanan: "dalam_kota_lebih_8jam" };
    expect(keluhan(permohonan(dalamKota))).toEqual(["etape.0.tujuan_kode: JENIS_TIDAK_SESUAI"]);
    expect(keluhan(permohonan({ ...dalamKota, etape: [etape({ tujuan_kode: "33.74" })] }))).toEqual([]);
  });

  it("answers anything with codes, never with an exception", () => {
    fc.assert(
      fc.property(
        fc.anything(),
        fc.constantFrom("maksud", "etape", "biaya", "dasar", "pelaksana", "lain"),
        (apa, kolom) => {
          for (const isi of [apa, permohonan({ [kolom]: apa }), permohonan({ etape: [apa] })]) {
            const hasil = permohonanBaru.safeParse(isi);
            for (const { message } of hasil.error?.issues ?? []) {
              expect(message).toMatch(/^[A-Z_]+$/);
            }
          }
        },
      ),
    );
  });
});
