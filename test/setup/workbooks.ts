import { constants, crc32, deflateRawSync } from "node:zlib";
import { sheetPath, workbookParts } from "../../db/core/xlsx.ts";

/** The same bytes so many times over: packed once, so that gigabytes of nothing are packed in no time. */
interface Repeated {
  readonly bytes: Uint8Array;
  readonly times: number;
}

/** Parts of an archive by path: text, or bytes. */
export type Parts = Readonly<Record<string, string | Uint8Array | Repeated>>;

/** A zip archive of these parts, packed as hard as it goes. By hand: no packer makes what is repeated, nor tells a length that is not true. */
export function zipOf(parts: Parts): Uint8Array<ArrayBuffer> {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(parts)) {
    const { bytes, times } =
      typeof content === "object" && "times" in content ? content : { bytes: Buffer.from(content), times: 1 };
    const packed = pack(bytes, times);
    const named = Buffer.from(name);
    const told = Buffer.alloc(26);
    told.writeUInt16LE(20, 0);
    told.writeUInt16LE(8, 4);
    told.writeUInt16LE(0x21, 8);
    told.writeUInt32LE(crc32(bytes), 10);
    told.writeUInt32LE(packed.length, 14);
    told.writeUInt32LE(bytes.length, 18);
    told.writeUInt16LE(named.length, 22);
    const entry = Buffer.concat([Buffer.from("PK\u0003\u0004"), told, named, packed]);
    const more = Buffer.alloc(14);
    more.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\u0000"), told, more, named]));
    files.push(entry);
    at += entry.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", "latin1");
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...files, list, end]));
}

/** Each time ends at a whole byte and refers to nothing before, so that it may stand anywhere. */
function pack(bytes: Uint8Array, times: number): Buffer {
  if (times === 1) return deflateRawSync(bytes, { level: 9 });
  const once = deflateRawSync(bytes, { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  return Buffer.concat([...Array<Buffer>(times).fill(once), deflateRawSync("")]);
}

/** A workbook put together by hand, its sheet being this XML; other parts as given. */
export function workbook(sheet: Parts[string], others: Parts = {}): Uint8Array<ArrayBuffer> {
  return zipOf({ ...workbookParts("Uji"), [sheetPath]: sheet, ...others });
}

/** A sheet around its rows. */
export function sheetOf(rows: string): string {
  const ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  return `<?xml version="1.0"?><worksheet ${ns}><sheetData>${rows}</sheetData></worksheet>`;
}

/** A sheet of texts; a number becomes a cell that the spreadsheet keeps as one. */
export function sheetOfRows(rows: readonly (readonly (string | number)[])[]): string {
  return sheetOf(
    rows
      .map((cells, index) => {
        const made = cells.map((value) =>
          typeof value === "number"
            ? `<c><v>${value}</v></c>`
            : `<c t="inlineStr"><is><t>${value.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</t></is></c>`,
        );
        return `<row r="${index + 1}">${made.join("")}</row>`;
      })
      .join(""),
  );
}

/** A workbook whose first cell is the first of the texts that its cells share. */
export function sharing(strings: string): Uint8Array<ArrayBuffer> {
  const rels = workbookParts("Uji")["xl/_rels/workbook.xml.rels"] ?? "";
  const type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings";
  const relation = `<Relationship Id="rId9" Type="${type}" Target="/xl/sharedStrings.xml"/></Relationships>`;
  return workbook(sheetOf('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), {
    "xl/_rels/workbook.xml.rels": rels.replace("</Relationships>", relation),
    "xl/sharedStrings.xml": strings,
  });
}
