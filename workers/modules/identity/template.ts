import { strToU8, zipSync } from "fflate";
import { sheetBeginning, sheetEnd, sheetPath, workbookParts } from "../../../db/core/xlsx.ts";
import { kolomImpor } from "../../../db/modules/identity/rules/kolom-impor.ts";

let made: Uint8Array<ArrayBuffer> | undefined;

/** An empty import file: a heading for each column that is known, and all its columns text. */
export function templateWorkbook(): Uint8Array<ArrayBuffer> {
  if (made) return made;
  const columns = Object.values(kolomImpor).map(({ kepala, lebar }) => ({ heading: kepala, width: lebar }));
  const parts = { ...workbookParts("Pengguna"), [sheetPath]: sheetBeginning(columns) + sheetEnd };
  const files = Object.fromEntries(Object.entries(parts).map(([path, text]) => [path, strToU8(text)]));
  made = new Uint8Array(zipSync(files, { mtime: new Date(1980, 0, 1) }));
  return made;
}
