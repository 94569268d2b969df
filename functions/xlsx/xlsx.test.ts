import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { readXlsx, writeXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { sheetBeginning, sheetEnd, sheetPath, sheetRow, workbookParts } from "../../db/core/xlsx.ts";
import { sharing, sheetOf, workbook, zipOf } from "../../test/setup/workbooks.ts";
import { readRows, type Row } from "./sheet.ts";
import { openWorkbook } from "./workbook.ts";
import { XlsxWriter } from "../../db/core/xlsx-writer.ts";

/** The rows of a workbook as numbers and texts, with the kind of what is no text. */
async function read(bytes: Uint8Array): Promise<[number, string[]][]> {
  const shown = ({ cells }: Row) =>
    Array.from({ length: Math.max(...cells.keys()) + 1 }, (_, column) => {
      const cell = cells.get(column);
      return cell ? (cell.kind === "text" ? cell.text : `${cell.kind} ${cell.text}`) : "";
    });
  const rows: [number, string[]][] = [];
  for await (const row of readRows(await openWorkbook(new Uint8Array(bytes)))) rows.push([row.number, shown(row)]);
  return rows;
}

/** Five thousand rows of a number that is kept as it is written, and a long text. */
function addresses(): Uint8Array<ArrayBuffer> {
  const address = `<c t="str"><v>${"Jalan Ganesha 10 ".repeat(400)}</v></c>`;
  const rows = Array.from({ length: 5_000 }, (_, row) => `<row><c><v>${3e19 + row * 1e4}</v></c>${address}</row>`);
  return workbook(sheetOf(rows.join("")));
}

/** What comes of reading: the code that it is refused with, or "read". */
async function outcome(bytes: Uint8Array): Promise<string> {
  try {
    await read(bytes);
    return "read";
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
}

const columns = [{ heading: "Nama", width: 20 }];

const ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const cell = (text: string) => `<row r="1"><c r="A1" t="inlineStr"><is><t>${text}</t></is></c></row>`;

describe("a workbook", () => {
  it("of another program is read as that program shows it: texts, numbers, the last value of a formula", async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: "Pengguna",
          rows: [
            ["Nama", "NIM", "Aktif"],
            ["Siti <b> & \"Ani\" 'x'", 20260001, true],
            [null, null, null],
            ["Joko Ünïcode 😀", "0012", null],
          ],
        },
      ],
    });
    expect(await read(bytes)).toEqual([
      [1, ["Nama", "NIM", "Aktif"]],
      [2, ["Siti <b> & \"Ani\" 'x'", "number 20260001", "TRUE"]],
      [4, ["Joko Ünïcode 😀", "0012"]],
    ]);
    const formula =
      '<row r="3"><c r="B3" t="str"><f>A1&amp;B1</f><v>AB</v></c><c><v>1.03000456E8</v></c><c t="e"><v>#N/A</v></c></row>';
    expect(await read(workbook(sheetOf(formula)))).toEqual([[3, ["", "AB", "number 103000456", "error #N/A"]]]);
  });

  it("shares texts among cells, in runs too; how they are pronounced is none of them", async () => {
    const strings = `<sst ${ns}><si><r><t>Si</t></r><r><rPr><b/></rPr><t xml:space="preserve">ti </t></r><rPh sb="0"><t>x</t></rPh></si></sst>`;
    expect(await read(sharing(strings))).toEqual([[1, ["Siti "]]]);
  });

  it("may prefix its tags, number no cell, and speak of characters by number", async () => {
    const sheet = `<x:worksheet xmlns:x="m"><!-- > --><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>a&#65;&#x42;&lt;<![CDATA[<&]]>_x0041_</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>`;
    expect(await read(workbook(sheet))).toEqual([[1, ["aAB<<&A"]]]);
  });

  it("cannot bring what no column takes", async () => {
    expect(await read(workbook(sheetOf(cell("a&#0;&#xD800;_x0000_b"))))).toEqual([[1, ["a\ufffd\ufffd\ufffdb"]]]);
  });

  it("leaves no more in memory than what is kept of it", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const book = await openWorkbook(addresses());
    collect();
    const before = process.memoryUsage().heapUsed;
    const kept: (string | undefined)[] = [];
    for await (const { cells } of readRows(book)) kept.push(cells.get(0)?.text);
    collect();
    // Of thirty-four that it unpacks to.
    expect((process.memoryUsage().heapUsed - before) / 1_000_000).toBeLessThan(5);
    expect(kept[1]).toBe("30000000000000010000");
  });

  it("is read of a cell no further than any field goes", async () => {
    const [row] = await read(workbook(sheetOf(cell("x".repeat(3_000_000)))));
    expect(row?.[1][0]?.length).toBe(1_001);
  });
});

describe("a workbook that we write", () => {
  const texts = [
    ['=HYPERLINK("http://x")', "+62", "-1", "@a", "0012"],
    ["<a> & 'b' \"c\"", "_x0041_", "baris\nbaru", "", "😀"],
  ];

  it("is read by another program, and by us, as it was written; nothing in it is a formula", async () => {
    const pieces: Uint8Array[] = [];
    const writer = new XlsxWriter("Pengguna & <rekan>", columns, (bytes) => pieces.push(bytes));
    for (const row of texts) writer.add(row);
    writer.end();
    const bytes = Buffer.concat(pieces);
    expect(await read(bytes)).toEqual([[1, ["Nama"]], ...texts.map((row, index) => [index + 2, row])]);
    const { sheets } = await readXlsx(bytes, { readStyles: true });
    expect(sheets[0]?.name).toBe("Pengguna & <rekan>");
    expect(sheets[0]?.rows.slice(1).map((row) => row.map((value) => value ?? ""))).toEqual(texts);
    for (const one of sheets[0]?.cells?.values() ?? []) expect(one.formula).toBeUndefined();
  });

  it("takes any number of rows in the same memory", () => {
    let bytes = 0;
    let most = 0;
    const writer = new XlsxWriter("Uji", columns, (piece) => {
      bytes += piece.length;
      most = Math.max(most, piece.length);
    });
    for (let row = 0; row < 20_000; row++) writer.add([`Orang ${row}`, crypto.randomUUID()]);
    writer.end();
    expect(bytes).toBeGreaterThan(500_000);
    expect(most).toBeLessThan(200_000);
  });
});

describe("a file that is no workbook", () => {
  const good = workbook(sheetBeginning(columns) + sheetRow(2, ["Siti"]) + sheetEnd);

  it("is refused by name, whatever it is called", async () => {
    expect(await outcome(good)).toBe("read");
    expect(await outcome(Buffer.from("Nama;NIM\nSiti;1"))).toBe("BERKAS_BUKAN_XLSX");
    expect(await outcome(new Uint8Array())).toBe("BERKAS_BUKAN_XLSX");
    expect(await outcome(zipOf({ mimetype: "application/vnd.oasis.opendocument.spreadsheet" }))).toBe(
      "BERKAS_BUKAN_XLSX",
    );
    // A document of Word's, and an archive within an archive.
    const word = workbookParts("x")["_rels/.rels"]?.replace("xl/workbook.xml", "word/document.xml") ?? "";
    expect(
      await outcome(
        workbook("", {
          "_rels/.rels": word,
          "word/document.xml": "<document/>",
          "word/_rels/document.xml.rels": "<a/>",
        }),
      ),
    ).toBe("BERKAS_BUKAN_XLSX");
    expect(await outcome(workbook("", { [sheetPath]: good }))).toBe("BERKAS_RUSAK");
    expect(await outcome(workbook("<html></html>"))).toBe("BERKAS_RUSAK");
  });

  it("wherever it was cut off, or altered, is refused and never read as if it were whole", async () => {
    let seed = 7;
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let length = 4; length < good.length; length += 37) {
      expect([length, await outcome(good.subarray(0, length))]).not.toEqual([length, "read"]);
    }
    const known = /^(BERKAS|KOLOM|LEMBAR)_[A-Z_]+$|^read$/;
    for (let turn = 0; turn < 400; turn++) {
      const altered = new Uint8Array(good);
      for (let times = random(4); times >= 0; times--) altered[random(altered.length)] = random(256);
      expect(await outcome(altered)).toMatch(known);
    }
  });

  it("is refused with macros, with a password, without a sheet", async () => {
    expect(await outcome(workbook(sheetOf(""), { "xl/vbaProject.bin": "x" }))).toBe("BERKAS_BERMAKRO");
    const types =
      workbookParts("x")["[Content_Types].xml"]?.replace("spreadsheetml.sheet.main", "excel.sheet.macroEnabled.main") ??
      "";
    expect(await outcome(workbook(sheetOf(""), { "[Content_Types].xml": types }))).toBe("BERKAS_BERMAKRO");
    const locked = new Uint8Array(good);
    const directory = Buffer.from(locked).indexOf("PK\u0001\u0002");
    locked[directory + 8] = 1;
    expect(await outcome(locked)).toBe("BERKAS_TERSANDI");
    const none = workbookParts("x")["xl/workbook.xml"]?.replace(/<sheets>.*<\/sheets>/, "") ?? "";
    expect(await outcome(workbook("", { "xl/workbook.xml": none }))).toBe("LEMBAR_TIDAK_ADA");
  });
});

describe("a workbook that means harm", () => {
  it("with a document type is refused before any entity grows", async () => {
    const lol = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]>';
    expect(await outcome(workbook(lol + sheetOf(cell("&b;"))))).toBe("BERKAS_BERBAHAYA");
    // An entity that nobody declared stays as it is written.
    expect(await read(workbook(sheetOf(cell("&b;"))))).toEqual([[1, ["&b;"]]]);
  });

  it("that inflates a thousandfold is refused on the way, whichever part it is", async () => {
    const much = Buffer.alloc(66 * 1024 * 1024, 32);
    const files = [
      workbook({ bytes: much, times: 20 }),
      workbook(sheetOf(""), { "xl/workbook.xml": new Uint8Array(much.subarray(0, 5_000_000)) }),
      sharing(`<sst>${"<si><t>a</t></si>".repeat(400_000)}</sst>`),
    ];
    for (const file of files) expect(await outcome(file)).toBe("BERKAS_TERLALU_BESAR");
  });

  it("is refused for tags without end, rows out of order, columns beyond all forms", async () => {
    const endless = `<a x="${"x".repeat(400_000)}`;
    expect(await outcome(workbook(sheetOf(endless)))).toBe("BERKAS_RUSAK");
    expect(await outcome(workbook(sheetOf(`<!-- ${"x".repeat(400_000)}`)))).toBe("BERKAS_RUSAK");
    expect(await outcome(workbook(sheetOf('<row r="2"/><row r="2"/>')))).toBe("BERKAS_RUSAK");
    expect(await outcome(workbook(sheetOf('<row r="1e9"/>')))).toBe("BERKAS_RUSAK");
    const wide = Array.from({ length: 16_384 }, () => "<c><v>1</v></c>").join("");
    expect(await outcome(workbook(sheetOf(`<row r="1">${wide}</row>`)))).toBe("KOLOM_TERLALU_BANYAK");
    expect(await outcome(workbook(sheetOf(`<row r="1">${wide.replaceAll("<v>1</v>", "")}</row>`)))).toBe("read");
    expect(await outcome(workbook(sheetOf(cell("Ä"))))).toBe("read");
    const latin = Buffer.from(sheetOf(cell("\u00c4")), "latin1");
    expect(await outcome(workbook("", { [sheetPath]: new Uint8Array(latin) }))).toBe("BERKAS_RUSAK");
    const wideText = Buffer.from(`\ufeff${sheetOf(cell("a"))}`, "utf16le");
    expect(await outcome(workbook("", { [sheetPath]: new Uint8Array(wideText) }))).toBe("BERKAS_RUSAK");
  });
});
