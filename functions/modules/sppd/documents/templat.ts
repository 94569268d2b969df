import { ImageRun, PatchType, patchDocument, type FileChild, type IPatch } from "docx";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { penutupTabel } from "./bagian.docx.ts";
import { bergaris, GAYA_LAMPIRAN, paragraf, rangkai, sel, tabel, tengah, pasangWaktu } from "./docx.ts";
import { gambarQr } from "./qr.ts";
import { UKURAN_VISUM } from "./surat-tugas.pdf.ts";
import { isiKata } from "./templat-kata.ts";
import { LAMPIRAN, sediakanLampiran } from "./templat-lampiran.ts";
import { susunIsiTemplat, type Bertemplat, type Gambaran, type Isi, type IsiTemplat } from "./templat.isi.ts";
import { bersihkan } from "./teks.ts";
import { susunHalamanVisum } from "./visum.docx.ts";
import { visumSuratTugas } from "./visum.isi.ts";

/** Points, of a page that is added to a template: of a text as wide as A4 between ordinary margins. */
const LEBAR_LAMPIRAN = 450;

/**
 * Fills an institution's own Word template with what a letter says; a Surat Tugas without SPDs has its visum behind it, which no
 * template says. The same template and snapshot give the same bytes.
 *
 * @throws where the file is no template of a word processor
 */
export async function isiTemplat(templat: Uint8Array, snapshot: Bertemplat): Promise<Uint8Array> {
  const surat = bersihkan(snapshot);
  const { isi, daftar } = susunIsiTemplat(surat);
  const { berkas, sisa } = isiSemuaKata(templat, { isi, daftar });
  const patches: Record<string, IPatch> = Object.fromEntries(
    Object.entries(isi).flatMap(([nama, satu]) =>
      adalahKata(satu) || !sisa.has(nama) ? [] : [[nama, tempelan(satu)] as const],
    ),
  );
  const visum = surat.jenis === "surat_tugas" ? visumSuratTugas(surat) : null;
  if (visum !== null) {
    sediakanLampiran(berkas, UKURAN_VISUM);
    const children = susunHalamanVisum(visum, UKURAN_VISUM, LEBAR_LAMPIRAN, { style: GAYA_LAMPIRAN });
    patches[LAMPIRAN] = { type: PatchType.DOCUMENT, children };
  }
  const data = zipSync(berkas);
  const terisi =
    Object.keys(patches).length === 0 ? data : await patchDocument({ outputType: "uint8array", data, patches });
  return pasangWaktu(terisi, `${surat.tanggal}T00:00:00Z`);
}

/** The template with its words in their places, and the placeholders that are left: a picture, a table. */
function isiSemuaKata(templat: Uint8Array, { isi, daftar }: IsiTemplat) {
  const sisa = new Set<string>();
  const berkas = unzipSync(templat);
  for (const [nama, badan] of Object.entries(berkas)) {
    if (!/^word\/[^/]+\.xml$/.test(nama)) continue;
    const kata = (penanda: string) => {
      const satu = Object.hasOwn(isi, penanda) ? isi[penanda] : undefined;
      if (adalahKata(satu)) return satu;
      sisa.add(penanda);
      return undefined;
    };
    const entri = (penanda: string) => (Object.hasOwn(daftar, penanda) ? daftar[penanda] : undefined);
    berkas[nama] = strToU8(isiKata(strFromU8(badan), kata, entri));
  }
  return { berkas, sisa };
}

function adalahKata(isi: Isi | undefined): isi is string | readonly string[] {
  return typeof isi === "string" || Array.isArray(isi);
}

function tempelan(isi: Gambaran): IPatch {
  // A cell ends with a paragraph, also where a table stands in it.
  if (!("qr" in isi)) return { type: PatchType.DOCUMENT, children: [susunTabel(isi), penutupTabel()] };
  const gambar = new ImageRun({ type: "png", data: gambarQr(isi.qr), transformation: { width: 83, height: 83 } });
  return { type: PatchType.PARAGRAPH, children: [gambar] };
}

function susunTabel({ lebar, kepala, baris }: Exclude<Gambaran, { readonly qr: string }>): FileChild {
  const susunBaris = (isi: readonly string[], tebal: boolean) =>
    isi.map((teks, urut) =>
      sel(
        [paragraf([rangkai(teks, { bold: tebal })], tebal ? { alignment: tengah } : {})],
        lebar[urut] ?? 0,
        bergaris,
        {
          rapat: 2,
        },
      ),
    );
  return tabel(lebar, [susunBaris(kepala, true), ...baris.map((satu) => susunBaris(satu, false))], 1);
}
