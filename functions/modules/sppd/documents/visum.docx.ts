import type { FileChild, Paragraph, TableCell } from "docx";
import type { Spd } from "../../../../db/modules/sppd/snapshot.ts";
import { penutupTabel, susunTandaTangan } from "./bagian.docx.ts";
import { bergaris, kanan, paragraf, rangkai, rataPenuh, sel, tabel, twip, type GarisSel } from "./docx.ts";
import { sebutNipPejabat } from "./surat-tugas.isi.ts";
import { susunIsiVisum, type BarisVisum } from "./visum.isi.ts";

/** Where the words of a half begin after its number, and where values begin after their label; in points. */
const NOMOR = 24;
const NILAI = NOMOR + 92;
const TITIK = ".".repeat(42);
const TITIK_NAMA = `(${".".repeat(46)})`;
const TITIK_NIP = `NIP ${".".repeat(41)}`;

/** The back page of an SPD, beginning on a page of its own; `lebar` and `ukuran` in points. */
export function susunHalamanVisum(spd: Spd, ukuran: number, lebar: number): FileChild[] {
  const isi = susunIsiVisum(spd);
  const separuh = lebar / 2;
  const rapat = ukuran * 0.22;
  const ruang = ukuran * (spd.blok_visum > 5 ? 2.4 : 3.2);
  const ppk = (): Paragraph[] =>
    susunTandaTangan(
      {
        sebutan: isi.penutup.sebutanPpk,
        nama: spd.ppk.nama,
        nip: sebutNipPejabat(spd.ppk),
        ruang: ukuran * 3.4,
      },
      NOMOR,
    );
  const baris = isi.blok.map((blok): TableCell[] => [
    blok.tiba === null
      ? sel([paragraf("")], separuh, bergaris)
      : sel(susunSisi(blok.nomor, blok.tiba, ruang + ukuran * 1.15), separuh, bergaris, { rapat }),
    sel(susunSisi(blok.tiba === null ? blok.nomor : "", blok.berangkat, ruang), separuh, bergaris, { rapat }),
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
          sel(susunBarisVisum(isi.penutup.nomor, isi.penutup.tiba), separuh, atas, { rapat }),
          sel([bernomor("", isi.penutup.keterangan)], separuh, atas, { rapat }),
        ],
        [sel(ppk(), separuh, bawah, { rapat }), sel(ppk(), separuh, bawah, { rapat })],
        penuh([bernomor(isi.catatan.nomor, isi.catatan.judul), paragraf("", { sesudah: ukuran * 1.2 })]),
        penuh([bernomor(isi.perhatian.nomor, `${isi.perhatian.judul}:`, true), bernomor("", isi.perhatian.teks)]),
      ],
    ),
    penutupTabel(),
  ];
}

function susunSisi(nomor: string, baris: BarisVisum[], ruang: number): Paragraph[] {
  const indent = { left: twip(NOMOR) };
  return [
    ...susunBarisVisum(nomor, baris),
    paragraf(TITIK_NAMA, { indent, sebelum: ruang }),
    paragraf(TITIK_NIP, { indent }),
  ];
}

/** Number, label and value on tab stops, so that what wraps stays under the value. */
function susunBarisVisum(nomor: string, baris: BarisVisum[]): Paragraph[] {
  return baris.map(([label, isi], urut) => {
    // A line that only explains the one above it ("Tempat Kedudukan") has no value of its own.
    const nilai = isi === " " ? "" : `\t: ${isi === "" ? TITIK : isi}`;
    return paragraf(`${urut === 0 ? nomor : ""}\t${label}${nilai}`, {
      indent: { left: twip(NILAI + 6), hanging: twip(NILAI + 6) },
      tabStops: [
        { type: "left", position: twip(NOMOR) },
        { type: "left", position: twip(NILAI) },
      ],
    });
  });
}

function bernomor(nomor: string, teks: string, bold = false): Paragraph {
  return paragraf([rangkai(`${nomor}\t`), rangkai(teks, { bold })], {
    alignment: bold ? "left" : rataPenuh,
    indent: { left: twip(NOMOR), hanging: twip(NOMOR) },
    tabStops: [{ type: "left", position: twip(NOMOR) }],
  });
}
