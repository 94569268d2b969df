import { readXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { csvRow } from "./csv.ts";
import type { CellKind, ExportedColumn, ExportedValue } from "./exported.ts";
import { sql } from "./postgres.ts";
import { beginRowFile } from "./row-file.ts";

const column = (kind: CellKind): ExportedColumn => ({ label: { id: kind, en: `${kind}s` }, kind, sql: sql`null` });
const columns = (["text", "number", "rupiah", "date", "instant"] as const).map(column);

function fileOf(format: "xlsx" | "csv", rows: readonly ExportedValue[][], language: "id" | "en" = "id"): Buffer {
  const pieces: Uint8Array[] = [];
  const file = beginRowFile(format, { title: { id: "Uji", en: "Test" }, columns, language }, (bytes) =>
    pieces.push(bytes),
  );
  for (const row of rows) file.add(row);
  file.end();
  return Buffer.concat(pieces);
}

describe("a row of CSV", () => {
  it("quotes what would end a cell, and disarms what a spreadsheet would run", () => {
    expect(csvRow(["a", "b;c", 'd"e', "f\ng", " h "])).toBe('a;"b;c";"d""e";"f\ng";" h "\r\n');
    expect(csvRow(["=1+1", "+62", "-1", "@x", "\tx", "\rx", "\uff1dx", "x=1", "0012"])).toBe(
      `'=1+1;'+62;'-1;'@x;'\tx;"'\rx";'\uff1dx;x=1;0012\r\n`,
    );
  });

  it("leaves numbers what they are, and nothing nothing", () => {
    expect(csvRow([-5, 0, 198503122010122, null, ""])).toBe("-5;0;198503122010122;;\r\n");
  });
});

describe("a file of rows", () => {
  const row = ["198503122010122003", -3, 4_340_000, "2026-04-13", "2026-04-06 10:30"];

  it("is a workbook whose texts are texts, whose amounts add up, and whose days are days", async () => {
    const { sheets } = await readXlsx(fileOf("xlsx", [row, [null, null, null, null, null]], "en"), {
      readStyles: true,
    });
    expect(sheets[0]?.name).toBe("Test");
    const [head, first, second = []] = sheets[0]?.rows ?? [];
    expect(head).toEqual(["texts", "numbers", "rupiahs", "dates", "instants"]);
    expect(first?.slice(0, 3)).toEqual(row.slice(0, 3));
    expect(first?.slice(3)).toEqual([new Date("2026-04-13T00:00:00Z"), new Date("2026-04-06T10:30:00Z")]);
    expect(second.every((value) => value === null)).toBe(true);
  });

  it("writes as text what a number or a day of a spreadsheet cannot hold", async () => {
    const { sheets } = await readXlsx(fileOf("xlsx", [["=1", 1.5, 2 ** 60, "0001-01-01", "tidak ada"]]));
    expect(sheets[0]?.rows[1]).toEqual(["=1", 1.5, String(2 ** 60), "0001-01-01", "tidak ada"]);
  });

  it("is CSV with the mark of UTF-8, days and minutes as they are read", () => {
    expect(fileOf("csv", [row]).toString()).toBe(
      "\ufefftext;number;rupiah;date;instant\r\n198503122010122003;-3;4340000;2026-04-13;2026-04-06 10:30\r\n",
    );
  });
});
