import type { FileChild, IParagraphOptions, Paragraph, TableCell } from "docx";
import { penutupTabel, susunTandaTangan } from "./bagian.docx.ts";
import { bergaris, kanan, paragraf, rangkai, rataPenuh, sel, tabel, twip, type GarisSel } from "./docx.ts";
import { sebutNipPejabat } from "./surat-tugas.isi.ts";
import { type BarisVisum, type DasarVisum, susunIsiVisum } from "./visum.isi.ts";

/** Where the words of a half begin after its number, and where values begin after their label; in points. */
const NOMOR = 24;
const NILAI = NOMOR + 92;
const TITIK = ".".repeat(42);
const TITIK_NAMA = `(${".".repeat(46)})`;
const TITIK_NIP = `NIP ${".".repeat(41)}`;

/** The visum, beginning on a page of its own; `lebar` and `ukuran` in points. `gaya` is that of its paragraphs, where it is an annex. */
export function susunHalamanVisum(
  visum: DasarVisum,
  ukuran: number,
  lebar: number,
  gaya: IParagraphOptions = {},
): FileChild[] {
  const isi = susunIsiVisum(visum);
  const separuh = lebar / 2;
  const rapat = ukuran * 0.22;
  const ruang = ukuran * (visum.blok_visum > 5 ? 2.4 : 3.2);
  const ppk = (): Paragraph[] =>
    susunTandaTangan(
      {
        sebutan: isi.penutup.sebutanPpk,
        nama: visum.ppk.nama,
        nip: sebutNipPejabat(visum.ppk),
        ruang: ukuran * 3.4,
      },
      NOMOR,
      gaya,
    );
  const baris = isi.blok.map((blok): TableCell[] => [
    blok.tiba === null
      ? sel([paragraf("", gaya)], separuh, bergaris)
      : sel(susunSisi(blok.nomor, blok.tiba, ruang + ukuran * 1.15, gaya), separuh, bergaris, { rapat }),
    sel(susunSisi(blok.tiba === null ? blok.nomor : "", blok.berangkat, ruang, gaya), separuh, bergaris, { rapat }),
  ]);
  const atas: GarisSel = { ...bergaris, bawah: false };
  const bawah: GarisSel = { ...bergaris, atas: false };
  const penuh = (anak: FileChild[]): TableCell[] => [sel(anak, lebar, bergaris, { rapat, kolom: 2 })];
  return [
    paragraf([rangkai(isi.rujukan, { ukuran: ukuran * 0.85 })], {
      alignment: kanan,
      pageBreakBefore: true,
      sesudah: 3,
    }),
    tabel(
      [separuh, separuh],
      [
        ...baris,
        [
          sel(susunBarisVisum(isi.penutup.nomor, isi.penutup.tiba, gaya), separuh, atas, { rapat }),
          sel([bernomor("", isi.penutup.keterangan, gaya)], separuh, atas, { rapat }),
        ],
        [sel(ppk(), separuh, bawah, { rapat }), sel(ppk(), separuh, bawah, { rapat })],
        penuh([bernomor(isi.catatan.nomor, isi.catatan.judul, gaya), paragraf("", { ...gaya, sesudah: ukuran * 1.2 })]),
        penuh([
          bernomor(isi.perhatian.nomor, `${isi.perhatian.judul}:`, gaya, true),
          bernomor("", isi.perhatian.teks, gaya),
        ]),
      ],
    ),
    penutupTabel(),
  ];
}

function susunSisi(nomor: string, baris: BarisVisum[], ruang: number, gaya: IParagraphOptions): Paragraph[] {
  const masuk = { ...gaya, indent: { left: twip(NOMOR) } };
  return [
    ...susunBarisVisum(nomor, baris, gaya),
    paragraf(TITIK_NAMA, { ...masuk, sebelum: ruang }),
    paragraf(TITIK_NIP, masuk),
  ];
}

/** Number, label and value on tab stops, so that what wraps stays under the value. */
function susunBarisVisum(nomor: string, baris: BarisVisum[], gaya: IParagraphOptions): Paragraph[] {
  return baris.map(([label, isi], urut) => {
    // A line that only explains the one above it ("Tempat Kedudukan") has no value of its own.
    const nilai = isi === " " ? "" : `\t: ${isi === "" ? TITIK : isi}`;
    return paragraf(`${urut === 0 ? nomor : ""}\t${label}${nilai}`, {
      ...gaya,
      indent: { left: twip(NILAI + 6), hanging: twip(NILAI + 6) },
      tabStops: [
        { type: "left", position: twip(NOMOR) },
        { type: "left", position: twip(NILAI) },
      ],
    });
  });
}

function bernomor(nomor: string, teks: string, gaya: IParagraphOptions, bold = false): Paragraph {
  return paragraf([rangkai(`${nomor}\t`), rangkai(teks, { bold })], {
    ...gaya,
    alignment: bold ? "left" : rataPenuh,
    indent: { left: twip(NOMOR), hanging: twip(NOMOR) },
    tabStops: [{ type: "left", position: twip(NOMOR) }],
  });
}
