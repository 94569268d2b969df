import { strToU8, zipSync } from "fflate";

const types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">';
const part = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">';

/** A Word document that says this, a paragraph a line; `also` are further parts, or others in the place of its own. */
export function wordFile(text: string, also: Readonly<Record<string, string>> = {}): Uint8Array<ArrayBuffer> {
  const paragraphs = text.split("\n").map((line) => `<w:p><w:r><w:t xml:space="preserve">${line}</w:t></w:r></w:p>`);
  const parts = {
    "[Content_Types].xml": `${types}<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${part}"/></Types>`,
    "_rels/.rels": `${relations}<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    "word/_rels/document.xml.rels": `${relations}</Relationships>`,
    "word/document.xml": `<w:document ${word}><w:body>${paragraphs.join("")}<w:sectPr/></w:body></w:document>`,
    ...also,
  };
  const files = Object.fromEntries(Object.entries(parts).map(([path, xml]) => [path, strToU8(xml)]));
  return new Uint8Array(zipSync(files));
}
