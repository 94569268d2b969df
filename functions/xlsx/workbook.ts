import { readStrings } from "./strings.ts";
import { unreadable } from "./unreadable.ts";
import { attribute, XmlReader, type XmlHandlers } from "./xml.ts";
import { Budget, listEntries, readEntry, type ZipEntry } from "./zip.ts";

/** A workbook that can be read: its first visible sheet, and the texts that its cells point to. */
export interface Workbook {
  readonly file: Uint8Array<ArrayBuffer>;
  readonly sheet: ZipEntry;
  readonly strings: readonly string[];
  readonly budget: Budget;
}

/**
 * Bytes that a workbook may unpack to. Ten thousand people with fifteen columns take some 15 MB; a sheet of a million
 * formatted empty rows, which spreadsheet programs make of a careless click, takes hundreds.
 */
const mostBytes = 64 * 1024 * 1024;
/** Bytes that a part which is read whole may unpack to: relations, the list of sheets. */
const mostPartBytes = 4 * 1024 * 1024;

/**
 * Opens a workbook. Nothing in it is followed but what the first sheet needs: pictures, links to elsewhere, archives within the
 * archive stay closed. Throws what `unreadable` names, as a permanent failure.
 */
export async function openWorkbook(file: Uint8Array<ArrayBuffer>): Promise<Workbook> {
  const entries = listEntries(file);
  if ([...entries.keys()].some((name) => /vbaProject\.bin$/i.test(name))) throw unreadable("BERKAS_BERMAKRO");
  const budget = new Budget(mostBytes);
  const part = (name: string, handlers: Partial<XmlHandlers>) => readPart(file, entries, name, handlers);

  const types: string[] = [];
  await part("[Content_Types].xml", {
    open: (_, attributes) => types.push(attribute(attributes, "ContentType") ?? ""),
  });
  if (types.some((type) => type.includes("macroEnabled"))) throw unreadable("BERKAS_BERMAKRO");

  const book = (await readRelations(part, "")).find(({ type }) => type.endsWith("/officeDocument"))?.target;
  if (!book || !/\.xml$/i.test(book)) throw unreadable("BERKAS_BUKAN_XLSX");
  const related = await readRelations(part, book);
  const ids: string[] = [];
  let root: string | undefined;
  await part(book, {
    open(name, attributes) {
      root ??= name;
      const shown = (attribute(attributes, "state") ?? "visible") === "visible";
      if (name === "sheet" && shown) ids.push(attribute(attributes, "id") ?? "");
    },
  });
  if (root !== "workbook") throw unreadable("BERKAS_BUKAN_XLSX");
  const sheets = ids.flatMap((id) => related.find((one) => one.id === id && one.type.endsWith("/worksheet")) ?? []);
  const sheet = sheets[0] && entries.get(sheets[0].target);
  if (!sheet) throw unreadable("LEMBAR_TIDAK_ADA");
  const shared = related.find(({ type }) => type.endsWith("/sharedStrings"))?.target;
  const strings = shared ? entries.get(shared) : undefined;
  return { file, sheet, budget, strings: strings ? await readStrings(readEntry(file, strings, budget)) : [] };
}

type ReadPart = (name: string, handlers: Partial<XmlHandlers>) => Promise<void>;

interface Relation {
  readonly id: string;
  readonly type: string;
  /** The name of the entry. */
  readonly target: string;
}

/** What a part refers to within the archive; of the whole archive for the empty name. */
async function readRelations(part: ReadPart, of: string): Promise<Relation[]> {
  const folder = of.slice(0, of.lastIndexOf("/") + 1);
  const found: Relation[] = [];
  await part(`${folder}_rels/${of.slice(folder.length)}.rels`, {
    open(name, attributes) {
      if (name !== "Relationship" || attribute(attributes, "TargetMode") === "External") return;
      const [id = "", type = "", target = ""] = ["Id", "Type", "Target"].map((key) => attribute(attributes, key));
      found.push({ id, type, target: resolve(folder, target) });
    },
  });
  return found;
}

function resolve(folder: string, target: string): string {
  const steps = target.startsWith("/") ? [] : folder.split("/").filter(Boolean);
  for (const step of target.split("/").filter(Boolean)) {
    if (step === "..") steps.pop();
    else if (step !== ".") steps.push(step);
  }
  return steps.join("/");
}

async function readPart(
  file: Uint8Array<ArrayBuffer>,
  entries: ReadonlyMap<string, ZipEntry>,
  name: string,
  handlers: Partial<XmlHandlers>,
): Promise<void> {
  const entry = entries.get(name);
  if (!entry) throw unreadable("BERKAS_BUKAN_XLSX");
  const ignore = () => undefined;
  const reader = new XmlReader({ open: ignore, close: ignore, text: ignore, ...handlers });
  for await (const bytes of readEntry(file, entry, new Budget(mostPartBytes))) reader.push(bytes);
  reader.end();
}
