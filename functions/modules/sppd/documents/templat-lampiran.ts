import { strFromU8, strToU8 } from "fflate";
import { GAYA_LAMPIRAN } from "./docx.ts";

/** What the annex takes the place of. No template has it of its own: only names that are known are taken in. */
export const LAMPIRAN = "lampiran";

/** What a body may end with, before the section that says how its pages are set. */
const AKHIR = /<\/w:(?:p|tbl|sdt)>|<w:p(?: [^>]*)?\/>/g;

/**
 * Makes room for an annex at the end of a Word template's body, and gives it the style of its paragraphs: the template's own letters and
 * spacing would take it beyond its page. `ukuran` in points.
 */
export function sediakanLampiran(berkas: Record<string, Uint8Array>, ukuran: number): void {
  ganti(berkas, "word/document.xml", (badan) => {
    const akhir = [...badan.matchAll(AKHIR)].at(-1);
    const sampai = akhir === undefined ? badan.indexOf("<w:body>") + "<w:body>".length : akhir.index + akhir[0].length;
    return `${badan.slice(0, sampai)}<w:p><w:r><w:t>{{${LAMPIRAN}}}</w:t></w:r></w:p>${badan.slice(sampai)}`;
  });
  ganti(berkas, "word/styles.xml", (gaya) =>
    gaya.includes(`"${GAYA_LAMPIRAN}"`) ? gaya : gaya.replace("</w:styles>", `${gayaLampiran(ukuran)}</w:styles>`),
  );
}

function gayaLampiran(ukuran: number): string {
  const setengah = Math.round(ukuran * 2);
  return (
    `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${GAYA_LAMPIRAN}"><w:name w:val="Lampiran surat"/>` +
    '<w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>' +
    `<w:rPr><w:sz w:val="${setengah}"/><w:szCs w:val="${setengah}"/></w:rPr></w:style>`
  );
}

function ganti(berkas: Record<string, Uint8Array>, nama: string, ubah: (isi: string) => string): void {
  const isi = berkas[nama];
  if (isi !== undefined) berkas[nama] = strToU8(ubah(strFromU8(isi)));
}
