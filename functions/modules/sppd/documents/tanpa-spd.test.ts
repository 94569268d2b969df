import { describe, expect, it } from "vitest";
import type { SuratTugas } from "../../../../db/modules/sppd/snapshot.ts";
import type { Snapshot } from "../../../../db/modules/sppd/snapshot-semua.ts";
import { bacaDocx, bacaPdf, bukaDocx, gabungTeks } from "../../../../test/setup/baca-dokumen.ts";
import { contohSpd, contohSuratTugas } from "../../../../test/setup/contoh-dokumen.ts";
import { contohKuitansi, contohLaporan, contohRiil, contohRincian } from "../../../../test/setup/contoh-spj.ts";
import {
  cell,
  paragraph,
  row,
  run,
  table,
  templateOf,
  writtenTemplate,
} from "../../../../test/setup/word-templates.ts";
import { renderDokumen } from "./render.ts";
import { isiTemplat } from "./templat.ts";

const tempat = "Kota Semarang";
const hari = "2026-04-13";
const suratTanpaSpd: SuratTugas = {
  ...contohSuratTugas,
  tempat_tujuan: "Balai Kota, Kota Semarang",
  tanggal_berangkat: hari,
  tanggal_kembali: hari,
  jam: { mulai: "08:00", selesai: "15:30" },
  visum: {
    tempat_berangkat: tempat,
    etape: [{ dari: tempat, ke: tempat, berangkat: hari, tiba: hari }],
    blok_visum: 5,
    ppk: { ...contohSpd.ppk, nip_label: "NI PPPK" },
  },
};

async function baca(snapshot: Snapshot): Promise<{ halaman: string[]; docx: string }> {
  const { pdf, docx } = await renderDokumen(snapshot);
  const rapat = (teks: string) => teks.replaceAll(/\s+/g, " ");
  return {
    halaman: (await bacaPdf(pdf)).map((halaman) => rapat(gabungTeks(halaman))),
    docx: rapat(bacaDocx(docx).join(" ")),
  };
}

describe("the Surat Tugas of a trip without SPDs", { timeout: 60_000 }, () => {
  it("has the visum as its annex, on one page that the PPK signs, and says its hours", async () => {
    const { halaman, docx } = await baca(suratTanpaSpd);
    expect(halaman).toHaveLength(2);
    expect(halaman[0]).toContain("Waktu: 13 April 2026, pukul 08.00 s.d. 15.30");
    expect(halaman[0]).not.toContain("Tempat Kedudukan");
    for (const kata of [
      "Lampiran Surat Tugas Nomor 012/ST/FT/IV/2026",
      "Berangkat dari",
      "(Tempat Kedudukan)",
      "Tiba di",
      "sesingkat-singkatnya",
      "Pejabat yang menerbitkan Surat Tugas, PPK, pegawai yang melakukan perjalanan dinas",
      "NI PPPK 19790228 200501 2 001",
      "Catatan Lain-lain",
    ]) {
      expect(halaman[1]).toContain(kata);
      expect(docx).toContain(kata);
    }
    expect(halaman.join(" ")).not.toContain("SPD");
  });

  it.each([
    [5, 1],
    [6, 1],
    [6, 50],
  ])("keeps %i blocks on a page of their own behind %i travellers", async (blok_visum, banyak) => {
    const [satu] = contohSuratTugas.pelaksana;
    const pelaksana = Array.from({ length: banyak }, () => satu ?? []).flat();
    const { visum } = suratTanpaSpd;
    const surat = { ...suratTanpaSpd, pelaksana, ...(visum && { visum: { ...visum, blok_visum } }) };
    const halaman = await bacaPdf((await renderDokumen(surat)).pdf);
    const tanpaLampiran = await bacaPdf((await renderDokumen({ ...contohSuratTugas, pelaksana })).pdf);
    expect(halaman).toHaveLength(tanpaLampiran.length + 1);
    const akhir = halaman.at(-1) ?? [];
    const nomor = ["I.", "II.", "III.", "IV.", "V.", "VI.", "VII.", "VIII."].slice(0, blok_visum + 2);
    expect(akhir.map(({ teks }) => teks.trim()).filter((teks) => /^[IV]+\.$/.test(teks))).toEqual(nomor);
  });

  it.each([
    ["as Word leaves it", writtenTemplate()],
    ["of one table alone", templateOf(table(row(cell(paragraph(run("{{nomor}}"))))))],
    ["of nothing", templateOf("")],
  ])("has the visum behind an institution's own template, too: $0", async (_, templat) => {
    const isi = async (surat: SuratTugas) => bacaDocx(await isiTemplat(templat, surat)).filter((satu) => satu !== "");
    const [tanpa, dengan] = [await isi({ ...suratTanpaSpd, visum: undefined }), await isi(suratTanpaSpd)];
    expect(dengan.slice(0, tanpa.length)).toEqual(tanpa);
    const lampiran = dengan.slice(tanpa.length);
    expect(lampiran[0]).toBe("Lampiran Surat Tugas Nomor 012/ST/FT/IV/2026");
    expect(lampiran.join(" ")).toContain("sesingkat-singkatnya");
    expect(dengan.join(" ")).not.toContain("{{");
    const badan = bukaDocx(await isiTemplat(templat, suratTanpaSpd))["word/document.xml"] ?? "";
    // How the pages are set stays the last of the body.
    expect(badan).toMatch(/<w:sectPr(?:\/>|>(?:(?!<w:p[ >])[^])*<\/w:sectPr>)<\/w:body>/);
    expect(badan.match(/<w:pageBreakBefore\/>/g)).toHaveLength(1);
  });

  it("sets its annex behind a template in letters of their own, by a style that the template is given once", async () => {
    const gaya = async (templat: Uint8Array) => {
      const berkas = bukaDocx(await isiTemplat(templat, suratTanpaSpd));
      return (berkas["word/styles.xml"] ?? "").split('w:styleId="LampiranSurat"').length - 1;
    };
    const bergaya = (await renderDokumen(contohSuratTugas)).docx;
    expect(await gaya(bergaya)).toBe(1);
    expect(await gaya((await renderDokumen(suratTanpaSpd)).docx)).toBe(1);
  });

  it("sets its annex in letters of their own in the editable twin, and no other letter's", async () => {
    const gaya = async (surat: SuratTugas) => {
      const berkas = bukaDocx((await renderDokumen(surat)).docx);
      return [berkas["word/styles.xml"] ?? "", berkas["word/document.xml"] ?? ""].map(
        (isi) => isi.split("LampiranSurat").length - 1,
      );
    };
    const [bergaya = 0, memakai = 0] = await gaya(suratTanpaSpd);
    expect(bergaya).toBeGreaterThan(0);
    expect(memakai).toBeGreaterThan(30);
    expect(await gaya(contohSuratTugas)).toEqual([0, 0]);
  });
});

describe("the papers of a trip without SPDs", { timeout: 60_000 }, () => {
  it.each<[Snapshot, string]>([
    [{ ...contohKuitansi, spd: null }, "sesuai Surat Tugas Nomor 012/ST/FT/IV/2026 tanggal 8 April 2026 terlampir"],
    [{ ...contohRincian, spd: null }, "Lampiran Surat Tugas Nomor : 012/ST/FT/IV/2026"],
    [{ ...contohRiil, spd: null }, "berdasarkan Surat Tugas Nomor 012/ST/FT/IV/2026 tanggal 8 April 2026"],
    [{ ...contohLaporan, spd: null }, "Surat Tugas Nomor 012/ST/FT/IV/2026 tanggal 8 April 2026."],
  ])("belong to its Surat Tugas: $0.jenis", async (snapshot, dasar) => {
    const { halaman, docx } = await baca(snapshot);
    expect(halaman.join(" ")).toContain(dasar);
    for (const teks of [halaman.join(" "), docx]) expect(teks).not.toMatch(/SPD|undefined|null/);
  });
});
