import type { ContentColumns, ContentStack, TableCell } from "pdfmake/interfaces";
import type { Spd } from "../../../../db/modules/sppd/snapshot.ts";
import { LEBAR_A4, susunKop, susunPasangan, susunTandaTangan, susunVerifikasi } from "./bagian.pdf.ts";
import { bergaris, type TataLetak } from "./pdf.ts";
import { susunIsiSpd, type BarisIsian, type ButirSpd } from "./spd.isi.ts";
import { sebutNipPejabat } from "./surat-tugas.isi.ts";
import { susunHalamanVisum } from "./visum.pdf.ts";
import { visumSpd } from "./visum.isi.ts";

/** 1.5 cm on every side (travel orders, 3.2.7). */
export const BATAS_SPD = 42.5;
export const LEBAR_SPD = LEBAR_A4 - 2 * BATAS_SPD;
/** Widths of number, label and the two halves of the value column, without the cells' padding and lines. */
const KOLOM: [number, number, number, number] = [16, 196, 104, LEBAR_SPD - 16 - 196 - 104 - 4 * 8 - 5 * 0.6];

/** Lays out both pages of an SPD with text of `ukuran` points. */
export function tataSpd(spd: Spd, ukuran: number): TataLetak {
  const isi = susunIsiSpd(spd);
  return {
    judul: `SPD ${spd.nomor}`,
    tanggal: spd.tanggal,
    batas: [BATAS_SPD, BATAS_SPD, BATAS_SPD, BATAS_SPD],
    ukuran,
    isi: [
      susunKop(spd.kop, LEBAR_SPD, ukuran),
      { margin: [LEBAR_SPD - 230, 6, 0, 0], ...susunPasangan(isi.rujukan, [56, 168]) },
      { text: isi.judul, bold: true, alignment: "center", fontSize: ukuran * 1.2, margin: [0, 8, 0, 6] },
      {
        table: {
          widths: KOLOM,
          body: isi.butir.flatMap(susunBaris),
          dontBreakRows: true,
        },
        layout: bergaris(ukuran * 0.2),
      },
      { text: isi.catatan, fontSize: ukuran * 0.9, margin: [0, 2, 0, 6] },
      {
        columns: [
          { width: 250, margin: [0, ukuran, 0, 0], ...susunVerifikasi(spd.verifikasi, 250) },
          {
            width: LEBAR_SPD - 280,
            stack: [
              susunPasangan(isi.dikeluarkan, [72, LEBAR_SPD - 280 - 78]),
              {
                margin: [0, 4, 0, 0],
                ...susunTandaTangan({
                  sebutan: isi.sebutanPpk,
                  nama: spd.ppk.nama,
                  nip: sebutNipPejabat(spd.ppk),
                  ruang: ukuran * 5,
                }),
              },
            ],
          },
        ],
        columnGap: 30,
        unbreakable: true,
      },
      ...susunHalamanVisum(visumSpd(spd), ukuran, LEBAR_SPD),
    ],
  };
}

type Garis = [boolean, boolean, boolean, boolean];

function susunBaris(butir: ButirSpd): TableCell[][] {
  if (butir.jenis === "pengikut") return susunBarisPengikut(butir);
  return butir.baris.map((baris, urut) => {
    const garis: Garis = [true, urut === 0, true, urut === butir.baris.length - 1];
    return [
      { text: urut === 0 ? butir.nomor : "", border: garis },
      { ...denganHuruf(baris.huruf, [baris.label]), border: garis },
      { ...denganHuruf(baris.isi.length > 0 ? baris.huruf : null, baris.isi), border: garis, colSpan: 2 },
      "",
    ];
  });
}

function susunBarisPengikut(butir: Extract<ButirSpd, { jenis: "pengikut" }>): TableCell[][] {
  const semua = [butir.kepala, ...butir.baris];
  return semua.map(([nama, lahir, keterangan], urut) => {
    const garis: Garis = [true, urut < 2, true, urut === 0 || urut === semua.length - 1];
    return [
      { text: urut === 0 ? butir.nomor : "", border: [true, urut === 0, true, urut === semua.length - 1] },
      { text: nama, border: garis },
      { text: lahir, border: garis, alignment: urut === 0 ? "center" : "left" },
      { text: keterangan, border: garis, alignment: urut === 0 ? "center" : "left" },
    ];
  });
}

/** Lines with the item's letter hanging before them, so that what wraps stays clear of the letter. */
function denganHuruf(huruf: BarisIsian["huruf"], baris: string[]): ContentStack | ContentColumns {
  if (huruf === null) return { stack: baris };
  return {
    columns: [
      { width: 13, text: huruf },
      { width: "*", stack: baris },
    ],
  };
}
