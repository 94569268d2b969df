import { wordFile } from "./word-files.ts";

/** A run as Word writes it. */
export const run = (text: string, properties = "") =>
  `<w:r w:rsidR="00A77B3E" w:rsidRPr="00B1202C">${properties === "" ? "" : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
/** A paragraph, with the name that Word gives each. */
export const paragraph = (content: string, properties = "") =>
  `<w:p w:rsidR="00A77B3E" w:rsidRDefault="00B1202C" w14:paraId="3A5F21C0"><w:pPr>${properties}</w:pPr>${content}</w:p>`;
const wrong = (of: string) => `<w:proofErr w:type="spellStart"/>${of}<w:proofErr w:type="spellEnd"/>`;
/** A cell of a table: paragraphs, tables within it. */
export const cell = (content: string) => `<w:tc><w:tcPr><w:tcW w:w="4500" w:type="dxa"/></w:tcPr>${content}</w:tc>`;
/** A row of a table. */
export const row = (...cells: string[]) =>
  `<w:tr w:rsidR="00A77B3E" w14:paraId="5D0C11AA" w14:textId="77777777"><w:trPr><w:cantSplit/></w:trPr>${cells.join("")}</w:tr>`;
/** A table of these rows. */
export const table = (...rows: string[]) =>
  `<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="4500"/><w:gridCol w:w="4500"/></w:tblGrid>${rows.join("")}</w:tbl>`;
const spaces = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
].join(" ");

/**
 * A template as a word processor leaves one that people have written in: placeholders cut into runs where the spelling was doubted or a
 * letter was typed later, behind tabs, in a content control, a cell, a link and the header.
 */
export function writtenTemplate(): Uint8Array<ArrayBuffer> {
  const body = [
    paragraph(run("Nomor: {{") + wrong(run("no", "<w:b/>") + run("mor", "<w:b/>")) + run("}}, tanggal {{tanggal}}")),
    paragraph(
      run("{") +
        run("{nama}") +
        '<w:bookmarkStart w:id="0" w:name="x"/><w:bookmarkEnd w:id="0"/>' +
        run("} lagi {{nama}}"),
    ),
    paragraph(`<w:r><w:t>Tempat</w:t><w:tab/><w:t xml:space="preserve">: {{tempat_tujuan}}</w:t></w:r>`),
    paragraph(run("{{menimbang}}", '<w:sz w:val="30"/>'), '<w:jc w:val="both"/><w:ind w:left="720"/>'),
    `<w:sdt><w:sdtPr><w:alias w:val="Waktu"/></w:sdtPr><w:sdtContent>${paragraph(run("Waktu {{") + run("waktu}}"))}</w:sdtContent></w:sdt>`,
    paragraph(`<w:hyperlink w:anchor="x">${run("{{alamat_") + run("verifikasi}}")}</w:hyperlink>`),
    table(row(cell(paragraph(run("{{tabel_") + run("pelaksana}}"))), cell(paragraph(run("{{tembusan}}"))))),
    paragraph(run("{{qr}}")),
    `<w:sectPr><w:headerReference w:type="default" r:id="rId7"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>`,
  ];
  const part = "application/vnd.openxmlformats-officedocument.wordprocessingml";
  return wordFile("", {
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${part}.document.main+xml"/><Override PartName="/word/header1.xml" ContentType="${part}.header+xml"/></Types>`,
    "word/_rels/document.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId7" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/></Relationships>`,
    "word/header1.xml": `<w:hdr ${spaces}>${paragraph(run("Surat ") + run("{{no") + run("mor}}"))}</w:hdr>`,
    "word/document.xml": `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document ${spaces}><w:body>${body.join("")}</w:body></w:document>`,
  });
}

/** A template whose body is this. */
export function templateOf(body: string): Uint8Array<ArrayBuffer> {
  return wordFile("", {
    "word/document.xml": `<w:document ${spaces}><w:body>${body}<w:sectPr/></w:body></w:document>`,
  });
}
