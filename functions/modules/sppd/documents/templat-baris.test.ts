import { describe, expect, it } from "vitest";
import { penandaDalam, potongBaris } from "../../../../db/modules/sppd/rules/baris-templat.ts";
import { penandaTakDikenal, type JenisTemplat } from "../../../../db/modules/sppd/rules/penanda.ts";
import { bacaDocx, bukaDocx } from "../../../../test/setup/baca-dokumen.ts";
import { contohSpd, contohSuratTugas } from "../../../../test/setup/contoh-dokumen.ts";
import { contohRincian } from "../../../../test/setup/contoh-spj.ts";
import { cell, paragraph, row, run, table, templateOf } from "../../../../test/setup/word-templates.ts";
import { isiTemplat } from "./templat.ts";

const [ratna, ...lain] = contohSuratTugas.pelaksana;
const bertiga = {
  ...contohSuratTugas,
  pelaksana: [
    ...(ratna ? [ratna] : []),
    ...lain,
    ...["Agus & <Rekan>", "Budi {{nomor}}"].map((nama) => ({
      nama,
      nip: null,
      nip_label: "NIP",
      pangkat_golongan: null,
      jabatan: "Dosen $&",
    })),
  ],
};
const teks = (...isi: string[]) => isi.map((satu) => cell(paragraph(run(satu))));
const takDikenal = (jenis: JenisTemplat, xml: string) =>
  potongBaris(xml).flatMap((bagian) => penandaTakDikenal(jenis, penandaDalam(bagian.xml), bagian.daftar));

/** Rows of the tables of a document, cell by cell. */
function barisTabel(docx: Uint8Array): string[][] {
  const badan = bukaDocx(docx)["word/document.xml"] ?? "";
  return [...badan.matchAll(/<w:tr[ >][^]*?<\/w:tr>/g)].map(([satu]) =>
    satu
      .split("</w:tc>")
      .slice(0, -1)
      .map((sel) => sel.replace(/<[^>]*>/g, "")),
  );
}

describe("a row of an institution's own template", { timeout: 60_000 }, () => {
  it("is there once for each traveller, with the names of the letter beside theirs", async () => {
    const templat = templateOf(
      table(
        row(...teks("No.", "Nama", "Surat")),
        row(...teks("{{#pelaksana}}{{no}}.", "{{nama}}", "{{nomor}}{{/pelaksana}}")),
      ),
    );
    expect(barisTabel(await isiTemplat(templat, bertiga))).toEqual([
      ["No.", "Nama", "Surat"],
      ...bertiga.pelaksana.map(({ nama }, urut) => [
        `${urut + 1}.`,
        nama.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"),
        contohSuratTugas.nomor,
      ]),
    ]);
  });

  it("is repeated as word processors leave it: marks in pieces, several paragraphs, tables within its cells", async () => {
    const dalam = table(row(...teks("{{nip}}", "{{jabatan}}")));
    const templat = templateOf(
      table(
        row(
          cell(
            paragraph(run("{{#pel") + run("aksana}}{{na", "<w:b/>") + run("ma}}")) +
              paragraph(run("{{pangkat_golongan}}")),
          ),
          cell(dalam + paragraph("")),
          cell(paragraph(run("{{/pelak", "<w:i/>") + run("sana}}"))),
        ),
      ) + paragraph(run("{{nama}}")),
    );
    const docx = await isiTemplat(templat, bertiga);
    const baris = bacaDocx(docx).filter((satu) => satu !== "");
    const dash = (isi: string | null) => isi ?? "-";
    for (const { nama, pangkat_golongan, jabatan } of bertiga.pelaksana) {
      const mulai = baris.findIndex((satu) => satu === nama);
      expect([mulai >= 0, baris[mulai + 1]]).toEqual([true, dash(pangkat_golongan)]);
      expect(baris.slice(mulai).join("|")).toContain(jabatan);
    }
    expect(baris.at(-1)).toBe(bertiga.pelaksana.map(({ nama }) => nama).join("; "));
    const badan = bukaDocx(docx)["word/document.xml"] ?? "";
    expect(badan.match(/<w:b\/>/g)).toHaveLength(bertiga.pelaksana.length);
    // A paragraph's name is its own, also where its row is repeated.
    const nama = [...badan.matchAll(/w14:paraId="([^"]*)"/g)].length;
    expect(nama).toBeLessThan(bertiga.pelaksana.length * 5);
    expect(badan).not.toMatch(/\{\{[#/]/);
  });

  it("stays once, and says nothing, where its list is empty", async () => {
    const templat = templateOf(table(row(...teks("{{#pengikut}}{{no}}", "{{nama}}, {{tanggal_lahir}}{{/pengikut}}"))));
    expect(barisTabel(await isiTemplat(templat, { ...contohSpd, pengikut: [] }))).toEqual([["", ", "]]);
    expect(barisTabel(await isiTemplat(templat, contohSpd))[0]).toEqual(["1", "Bagas Adi Nugroho, 2 Mei 2014"]);
  });

  it("is there once for each cost of a statement of costs, and for each tax held back", async () => {
    const templat = templateOf(
      table(
        row(...teks("{{#biaya}}{{no}}", "{{uraian}} {{hitungan}}", "{{jumlah}}{{/biaya}}")),
        row(...teks("", "Jumlah", "{{ditetapkan}}")),
        row(...teks("", "{{#potongan}}{{uraian}}{{/potongan}}", "{{jumlah}}")),
      ) + paragraph(run("{{terbilang}}; {{sisa}}; {{bendahara_nama}}; {{nama}}")),
    );
    const potongan = [{ uraian: "PPh 21", jumlah: 40_000 }];
    const docx = await isiTemplat(templat, { ...contohRincian, potongan });
    expect(barisTabel(docx)).toEqual([
      ["1", "Kereta api Semarang Tawang–Gambir pulang pergi ", "Rp820.000"],
      ["2", "Taksi Kota Semarang 2\u00a0kali\u00a0×\u00a0Rp105.000", "Rp210.000"],
      ["3", "Taksi DKI Jakarta 2\u00a0kali\u00a0×\u00a0Rp160.000", "Rp320.000"],
      ["4", "Uang harian DKI Jakarta 3\u00a0hari\u00a0×\u00a0Rp530.000", "Rp1.590.000"],
      ["5", "Penginapan DKI Jakarta 2\u00a0malam\u00a0×\u00a0Rp700.000", "Rp1.400.000"],
      ["", "Jumlah", "Rp4.340.000"],
      ["", "PPh 21", "Rp40.000"],
    ]);
    expect(bacaDocx(docx).at(-1)).toBe(
      `Empat Juta Tiga Ratus Ribu Rupiah; Kurang Rp1.300.000; ${contohRincian.bendahara.nama}; ${contohRincian.pelaksana.nama}`,
    );
  });

  it("is refused by the marks and names that it cannot have", () => {
    const dalamBaris = (...isi: string[]) => table(row(...teks(...isi)));
    expect(takDikenal("surat_tugas", dalamBaris("{{#pelaksana}}{{nama}}{{waktu}}", "{{/pelaksana}}"))).toEqual([]);
    expect(takDikenal("surat_tugas", dalamBaris("{{#pelaksana}}{{nik}}{{no}}", "{{/pelaksana}}"))).toEqual(["nik"]);
    const salah: Record<string, string> = {
      "never closed": dalamBaris("{{#pelaksana}}", "{{nama}}"),
      "never opened": dalamBaris("{{nama}}", "{{/pelaksana}}"),
      "closed in another row": table(row(...teks("{{#pelaksana}}")), row(...teks("{{/pelaksana}}"))),
      "closed in another table": dalamBaris("{{#pelaksana}}") + dalamBaris("{{/pelaksana}}"),
      "closed in a table within": table(
        row(cell(paragraph(run("{{#pelaksana}}")) + dalamBaris("{{/pelaksana}}") + paragraph(""))),
      ),
      "closed before it opens": dalamBaris("{{/pelaksana}}", "{{#pelaksana}}"),
      "outside of tables": paragraph(run("{{#pelaksana}}{{nama}}{{/pelaksana}}")),
      "opened twice": dalamBaris("{{#pelaksana}}{{#pelaksana}}", "{{/pelaksana}}{{/pelaksana}}"),
    };
    for (const [apa, xml] of Object.entries(salah)) {
      expect(
        takDikenal("surat_tugas", xml).some((nama) => /^[#/]pelaksana$/.test(nama)),
        apa,
      ).toBe(true);
    }
    expect(takDikenal("spd", dalamBaris("{{#pelaksana}}{{nama}}", "{{/pelaksana}}"))).toEqual([
      "#pelaksana",
      "/pelaksana",
    ]);
    expect(takDikenal("surat_tugas", dalamBaris("{{#constructor}}{{nama}}", "{{/constructor}}"))).toEqual([
      "#constructor",
      "/constructor",
    ]);
    const bertingkat = (dalam: string) =>
      table(row(cell(paragraph(run("{{#pelaksana}}")) + dalam + paragraph(run("{{/pelaksana}}")))));
    expect(takDikenal("surat_tugas", bertingkat(dalamBaris("{{nama}}")))).toEqual([]);
    for (const dalam of ["{{#pelaksana}}{{nama}}{{/pelaksana}}", "{{#pelaksana}}"]) {
      expect(takDikenal("surat_tugas", bertingkat(dalamBaris(dalam)))).toContain("#pelaksana");
    }
  });

  it("is found however deep tables stand within each other, in one pass", () => {
    const dalam = 5_000;
    const xml = `${"<w:tr><w:tc>".repeat(dalam)}<w:p><w:t>{{#pelaksana}}{{/pelaksana}}</w:t></w:p>${"</w:tc></w:tr>".repeat(dalam)}`;
    const bagian = potongBaris(xml);
    expect(bagian.map(({ daftar }) => daftar)).toEqual([null, "pelaksana", null]);
    expect(bagian.map((satu) => satu.xml).join("")).toBe(xml);
  });
});
