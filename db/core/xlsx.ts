/** Styles of cells: their places in the workbook's list; those between are reports'. Text is what whole columns are unless they say otherwise. */
export const cellStyles = { number: 0, text: 1, heading: 2, rupiah: 8, date: 9, instant: 10 } as const;

/** A column of a sheet that is written: its heading, how wide it is shown (characters), and the style of its cells. */
export interface SheetColumn {
  readonly heading: string;
  readonly width: number;
  readonly style?: number;
}

/** A cell: a text, or a number in one of the styles. */
export type Cell = string | { readonly number: number; readonly style: number };

/** The type of a workbook. */
export const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Where the one sheet lies in the archive. */
export const sheetPath = "xl/worksheets/sheet1.xml";

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const relations = "http://schemas.openxmlformats.org/package/2006/relationships";
const format = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** Of reports, all within lines but the title: title 3, heading 4, text 5, number 6, number of a total 7. */
const reportStyles = [
  '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>',
  '<xf numFmtId="49" fontId="1" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf>',
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="1" xfId="0" quotePrefix="1" applyNumberFormat="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>',
  '<xf numFmtId="3" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1"><alignment vertical="top"/></xf>',
  '<xf numFmtId="3" fontId="1" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyBorder="1"/>',
].join("");

/**
 * Every part of a workbook but its sheet, by path. Its styles are `cellStyles`: of text, the digits of a number that
 * somebody types are kept, and a cell that begins like a formula stays what it says (`quotePrefix`).
 */
export function workbookParts(sheetName: string): Readonly<Record<string, string>> {
  return {
    "[Content_Types].xml": `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${format}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${format}.styles+xml"/><Override PartName="/${sheetPath}" ContentType="${format}.worksheet+xml"/></Types>`,
    "_rels/.rels": `${head}<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${escapeXml(sheetName)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${head}<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml": `${head}<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="11"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>${reportStyles}<xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
  };
}

/** How a sheet begins: its columns, and headings that stay in sight. Rows follow from number 2, then `sheetEnd`. */
export function sheetBeginning(columns: readonly SheetColumn[]): string {
  const widths = columns.map(
    ({ width, style = cellStyles.text }, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${width}" style="${style}" customWidth="1"/>`,
  );
  const frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  const headings = columns.map(({ heading }) => heading);
  return `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">${frozen}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${widths.join("")}</cols><sheetData>${sheetRow(1, headings, cellStyles.heading)}`;
}

/** How a sheet ends. */
export const sheetEnd = "</sheetData></worksheet>";

/** What a cell holds at the most; a file with more in one is taken for a broken one. */
const longestText = 32_767;

/** A row of cells, its texts in this style; an empty one takes no cell. */
export function sheetRow(number: number, cells: readonly Cell[], style: number = cellStyles.text): string {
  const written = cells.map((cell, index) => {
    if (cell === "") return "";
    const place = `<c r="${columnName(index)}${number}"`;
    if (typeof cell !== "string") return `${place} s="${cell.style}"><v>${cell.number}</v></c>`;
    const text = cell.length > longestText ? `${cell.slice(0, longestText - 1)}…` : cell;
    return `${place} s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
  });
  return `<row r="${number}">${written.join("")}</row>`;
}

/** A cell of a report: text, a number, or a formula (without its sign) and what it comes to. */
export type ReportCell = string | number | { readonly formula: string; readonly value: number };

/** A column of a report; `summed` ones come to something together. */
export interface ReportColumn extends SheetColumn {
  readonly summed?: boolean;
}

/** How a report begins: an A4 sheet across, its title, and headings that stay in sight; rows follow from {@link firstReportRow}. */
export function reportBeginning(title: readonly string[], columns: readonly SheetColumn[]): string {
  const row = firstReportRow(title);
  const widths = columns.map(
    ({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  const frozen = `<pane ySplit="${row - 1}" topLeftCell="A${row}" activePane="bottomLeft" state="frozen"/>`;
  const titles = title.map((text, index) => `<row r="${index + 1}">${reportCell(`A${index + 1}`, text, 3)}</row>`);
  const headings = columns.map(({ heading }, index) => reportCell(`${columnName(index)}${row - 1}`, heading, 4));
  return `${head}<worksheet xmlns="${main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">${frozen}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${widths.join("")}</cols><sheetData>${titles.join("")}<row r="${row - 1}">${headings.join("")}</row>`;
}

/** The number of a report's first row: its title, an empty row and the headings stand above it. */
export function firstReportRow(title: readonly string[]): number {
  return title.length + 3;
}

/** A row of a report; a total is set in bold. */
export function reportRow(number: number, cells: readonly ReportCell[], total = false): string {
  const set = cells.map((cell, index) =>
    reportCell(`${columnName(index)}${number}`, cell, typeof cell === "string" ? (total ? 4 : 5) : total ? 7 : 6),
  );
  return `<row r="${number}">${set.join("")}</row>`;
}

/** How a report ends: printed across, as wide as one page. */
export const reportEnd =
  '</sheetData><pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>';

function reportCell(name: string, cell: ReportCell, style: number): string {
  if (typeof cell === "number") return `<c r="${name}" s="${style}"><v>${cell}</v></c>`;
  if (typeof cell === "object")
    return `<c r="${name}" s="${style}"><f>${escapeXml(cell.formula)}</f><v>${cell.value}</v></c>`;
  return `<c r="${name}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`;
}

/** A, B … Z, AA … */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as XML takes it. What XML has no way to write becomes U+FFFD; what only looks like the spreadsheet's own escape is escaped. */
function escapeXml(text: string): string {
  return text
    .replaceAll(/[&<>"]/g, (character) => escapes[character] ?? "")
    .replaceAll(/_(?=x[\dA-Fa-f]{4}_)/g, "_x005F_")
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
}
