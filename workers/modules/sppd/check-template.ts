import { strFromU8, unzipSync } from "fflate";
import { Problem } from "../../../db/core/problem.ts";
import { penandaDalam, potongBaris } from "../../../db/modules/sppd/rules/baris-templat.ts";
import { penandaTakDikenal, type JenisTemplat } from "../../../db/modules/sppd/rules/penanda.ts";

/** The largest template. It is looked at whole. */
export const maxTemplateBytes = 2 * 1024 * 1024;
/** What its parts may come to, unpacked: a small archive can hold gigabytes of nothing. */
const maxUnpacked = 16 * 1024 * 1024;

const wordDocument = "wordprocessingml.document.main+xml";

/**
 * Looks at an institution's template: a Word document without macros, which fetches nothing when somebody opens it
 * (`TEMPLAT_TIDAK_DITERIMA`), and whose placeholders this kind of letter has (`PENANDA_TIDAK_DIKENAL`, naming those it has not).
 */
export function checkTemplate(jenis: JenisTemplat, bytes: Uint8Array): void {
  const parts = readParts(bytes);
  const types = parts["[Content_Types].xml"] ?? "";
  const all = Object.entries(parts);
  const refused =
    !types.includes(wordDocument) ||
    !("word/document.xml" in parts) ||
    all.some(([path, xml]) => /vbaproject/i.test(path) || /<!DOCTYPE/i.test(xml)) ||
    all.some(([path, xml]) => path.endsWith(".rels") && reachesOut(xml));
  if (refused) throw new Problem("TEMPLAT_TIDAK_DITERIMA");
  const found = all
    .filter(([path]) => /^word\/[^/]+\.xml$/.test(path))
    .flatMap(([, part]) => potongBaris(part))
    .flatMap(({ xml, daftar }) => penandaTakDikenal(jenis, penandaDalam(xml), daftar));
  const unknown = [...new Set(found)].slice(0, 100);
  if (unknown.length > 0) throw new Problem("PENANDA_TIDAK_DIKENAL", { values: { penanda: unknown } });
}

/** The parts that are XML, by path, and the names of all others. */
function readParts(bytes: Uint8Array): Record<string, string> {
  let unpacked = 0;
  const names: string[] = [];
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        names.push(name);
        unpacked += originalSize;
        if (unpacked > maxUnpacked) throw new RangeError("too much");
        return /\.(xml|rels)$/i.test(name);
      },
    });
    const parts: Record<string, string> = {};
    for (const name of names) parts[name] = files[name] ? strFromU8(files[name]) : "";
    return parts;
  } catch (cause) {
    throw new Problem("TEMPLAT_TIDAK_DITERIMA", { cause });
  }
}

/** Whether a part is tied to something outside the file that is fetched without anybody asking: links are not. */
function reachesOut(rels: string): boolean {
  return (rels.match(/<Relationship\b[^>]*>/g) ?? []).some(
    (one) => /TargetMode\s*=\s*["']External["']/.test(one) && !/relationships\/hyperlink["']/.test(one),
  );
}
