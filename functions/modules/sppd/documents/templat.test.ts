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
import { writtenTemplate } from "../../../../test/setup/word-templates.ts";
import { isiKata } from "./templat-kata.ts";
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
    const ppk = { ...contohSpd.ppk, nip_label: "NI PPPK" };
    const baris = bacaDocx(await isiTemplat(await templat("spd"), { ...contohSpd, ppk }));
    expect(baris).toContain("nip_label: NIP akhir");
    expect(baris).toContain("ppk_nip_label: NI PPPK akhir");
    expect(baris).toContain("lama: 3 (tiga) hari akhir");
    expect(baris).toContain("ppk_nama: Siti Nurhaliza Rahmawati, S.E., M.Si. akhir");
    expect(baris.join("|")).toContain("1. Bagas Adi Nugroho|2 Mei 2014|Anak");
    expect(baris.join("|")).not.toContain("{{");
  });

  it("is filled as word processors leave it: in pieces, behind tabs, in links, controls, cells and the header", async () => {
    const docx = await isiTemplat(writtenTemplate(), contohSuratTugas);
    const { "word/document.xml": badan = "", "word/header1.xml": kepala = "" } = bukaDocx(docx);
    expect(bacaDocx(docx).slice(0, 7)).toEqual([
      "Nomor: 012/ST/FT/IV/2026, tanggal 8 April 2026",
      "Dr. Ratna Puspitasari, S.T., M.Eng. lagi Dr. Ratna Puspitasari, S.T., M.Eng.",
      "Tempat : Hotel Merdeka, Kota Jakarta Pusat",
      `a. ${contohSuratTugas.menimbang[0]}`,
      `b. ${contohSuratTugas.menimbang[1]}`,
      "Waktu 13 s.d. 15 April 2026",
      contohSuratTugas.verifikasi.url,
    ]);
    expect(kepala.replace(/<[^>]*>/g, "")).toBe("Surat 012/ST/FT/IV/2026");
    // Each line of several is set as the one that it came from, and a cell ends with a paragraph.
    expect(badan.match(/<w:sz w:val="30"\/>/g)).toHaveLength(2);
    for (const sesudah of badan.split("</w:tc>").slice(0, -1)) expect(sesudah).toMatch(/<\/w:p>$/);
  });

  it("keeps its paragraph where there is nothing to say", async () => {
    const docx = await isiTemplat(writtenTemplate(), { ...contohSuratTugas, tembusan: [], menimbang: [] });
    expect(bukaDocx(docx)["word/document.xml"]).not.toMatch(/\{\{|<\/w:tcPr><\/w:tc>/);
  });

  it("is filled within text boxes and around them, and says what stands for a placeholder as it is", () => {
    const kotak =
      "<w:p><w:r><w:t>{{a}}</w:t></w:r><w:r><w:pict><w:p/><w:p><w:r><w:t>di {{b}}</w:t></w:r></w:p></w:pict></w:r><w:r><w:t>{{a}}</w:t></w:r></w:p>";
    const isi: Record<string, string> = { a: "D'Arcy & <Ibu> {{b}}", b: "$&" };
    const teks = isiKata(kotak, (nama) => isi[nama]).replace(/<[^>]*>/g, "|");
    expect(teks.split("|").filter((satu) => satu !== "")).toEqual([
      "D'Arcy &amp; &lt;Ibu&gt; {{b}}",
      "di $&amp;",
      "D'Arcy &amp; &lt;Ibu&gt; {{b}}",
    ]);
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
