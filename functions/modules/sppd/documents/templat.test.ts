import { Document, Footer, Packer, Paragraph, TextRun } from "docx";
import { describe, expect, it } from "vitest";
import {
  PENANDA,
  cariPenanda,
  penandaTakDikenal,
  type JenisTemplat,
} from "../../../../db/modules/sppd/rules/penanda.ts";
import { bacaDocx, bukaDocx, sidik } from "../../../../test/setup/baca-dokumen.ts";
import { contohSpd, contohSuratTugas } from "../../../../test/setup/contoh-dokumen.ts";
import { isiTemplat } from "./templat.ts";

/** A template that says each placeholder on a line of its own behind its name, one of them in pieces as Word leaves it. */
async function templat(jenis: JenisTemplat): Promise<Uint8Array> {
  const dokumen = new Document({
    sections: [
      {
        footers: { default: new Footer({ children: [new Paragraph("Kaki {{nomor}}")] }) },
        children: [
          new Paragraph({ children: [new TextRun("pecah: {{no"), new TextRun({ text: "mor}}", bold: true })] }),
          ...Object.keys(PENANDA[jenis]).flatMap((nama) =>
            /^(tabel|menimbang|dasar|tembusan|penandatangan_sebutan)/.test(nama)
              ? [new Paragraph(`${nama}:`), new Paragraph(`{{${nama}}}`)]
              : [new Paragraph(`${nama}: {{${nama}}} akhir`)],
          ),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(dokumen));
}

describe("an institution's own template", { timeout: 60_000 }, () => {
  it("is filled with what a Surat Tugas says, wherever the words stand", async () => {
    const docx = await isiTemplat(await templat("surat_tugas"), contohSuratTugas);
    const baris = bacaDocx(docx);
    expect(baris).toContain("pecah: 012/ST/FT/IV/2026");
    expect(baris).toContain("waktu: 13 s.d. 15 April 2026 akhir");
    expect(baris).toContain("nip: 19850312 201012 2 003 akhir");
    expect(baris).toContain("Dekan,");
    expect(baris).toContain("2. Kepala Bagian Tata Usaha Fakultas Teknik");
    expect(baris.join("|")).toContain("Pangkat/Gol.|Jabatan|1.|Dr. Ratna Puspitasari");
    const berkas = bukaDocx(docx);
    expect(Object.entries(berkas).find(([nama]) => nama.startsWith("word/footer"))?.[1]).toContain("012/ST/FT/IV/2026");
    expect(Object.keys(berkas).some((nama) => nama.endsWith(".png"))).toBe(true);
    expect(Object.values(berkas).join("")).not.toMatch(/\{\{|>undefined<|>null</);
  });

  it("is filled with what an SPD says", async () => {
    const baris = bacaDocx(await isiTemplat(await templat("spd"), contohSpd));
    expect(baris).toContain("lama: 3 (tiga) hari akhir");
    expect(baris).toContain("ppk_nama: Siti Nurhaliza Rahmawati, S.E., M.Si. akhir");
    expect(baris.join("|")).toContain("1. Bagas Adi Nugroho|2 Mei 2014|Anak");
    expect(baris.join("|")).not.toContain("{{");
  });

  it("gives the same bytes whenever it is filled", async () => {
    const berkas = await templat("surat_tugas");
    expect(sidik(await isiTemplat(berkas, contohSuratTugas))).toBe(sidik(await isiTemplat(berkas, contohSuratTugas)));
  });

  it("says which placeholders nobody knows, each once", () => {
    const penanda = cariPenanda("{{nomor}} {{ nomor }} {{nomer}} {{nomer}} {nomor} {{ppk_nama}}");
    expect(penandaTakDikenal("surat_tugas", penanda)).toEqual([" nomor ", "nomer", "ppk_nama"]);
    expect(penandaTakDikenal("spd", penanda)).toEqual([" nomor ", "nomer"]);
  });
});
