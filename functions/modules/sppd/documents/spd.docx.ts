import type { FileChild, TableCell } from "docx";
import type { Spd } from "../../../../db/modules/sppd/snapshot.ts";
import { susunKop, susunPasangan, susunTandaTangan, susunVerifikasi } from "./bagian.docx.ts";
import { berbutir, bergaris, paragraf, polos, rangkai, sel, tabel, tengah, type TataDocx } from "./docx.ts";
import { BATAS_SPD, LEBAR_SPD } from "./spd.pdf.ts";
import { susunIsiSpd, type BarisIsian, type ButirSpd } from "./spd.isi.ts";
import { sebutNipPejabat } from "./surat-tugas.isi.ts";
import { susunHalamanVisum } from "./visum.docx.ts";
import { visumSpd } from "./visum.isi.ts";

/** Outer widths of the four columns, in points. */
const KOLOM: [number, number, number, number] = [26, 204, 112, LEBAR_SPD - 26 - 204 - 112];
const LEBAR_KIRI = 280;

/** Both pages of an SPD with text of `ukuran` points. */
export function tataSpdDocx(spd: Spd, ukuran: number): TataDocx {
  const isi = susunIsiSpd(spd);
  return {
    judul: `SPD ${spd.nomor}`,
    tanggal: spd.tanggal,
    ukuran,
    batas: [BATAS_SPD, BATAS_SPD, BATAS_SPD, BATAS_SPD],
    isi: [
      ...susunKop(spd.kop, ukuran),
      susunPasangan(isi.rujukan, [58, 164], LEBAR_SPD - 230),
      paragraf([rangkai(isi.judul, { bold: true, ukuran: ukuran * 1.2 })], {
        alignment: tengah,
        sebelum: 6,
        sesudah: 5,
      }),
      tabel(
        KOLOM,
        isi.butir.flatMap((butir) => susunBaris(butir, ukuran * 0.18)),
      ),
      paragraf([rangkai(isi.catatan, { ukuran: ukuran * 0.9 })], { sebelum: 2, sesudah: 5 }),
      susunBawah(spd, isi.dikeluarkan, isi.sebutanPpk, ukuran),
      ...susunHalamanVisum(visumSpd(spd), ukuran, LEBAR_SPD),
    ],
  };
}

function susunBawah(spd: Spd, dikeluarkan: [string, string][], sebutanPpk: string[], ukuran: number): FileChild {
  const lebarKanan = LEBAR_SPD - LEBAR_KIRI;
  return tabel(
    [LEBAR_KIRI, lebarKanan],
    [
      [
        sel([paragraf(""), ...susunVerifikasi(spd.verifikasi, LEBAR_KIRI - 20)], LEBAR_KIRI, polos),
        sel(
          [
            susunPasangan(dikeluarkan, [74, lebarKanan - 82]),
            ...susunTandaTangan({
              sebutan: sebutanPpk,
              nama: spd.ppk.nama,
              nip: sebutNipPejabat(spd.ppk),
              ruang: ukuran * 4.6,
            }),
          ],
          lebarKanan,
          polos,
        ),
      ],
    ],
  );
}

function susunBaris(butir: ButirSpd, rapat: number): TableCell[][] {
  const [lebarNomor, lebarLabel, lebarLahir, lebarSisa] = KOLOM;
  if (butir.jenis === "pengikut") {
    return [butir.kepala, ...butir.baris].map(([nama, lahir, keterangan], urut) => {
      const akhir = urut === butir.baris.length;
      const garis = { atas: urut < 2, bawah: urut === 0 || akhir, samping: true };
      const gaya = urut === 0 ? { alignment: tengah } : {};
      return [
        sel([paragraf(urut === 0 ? butir.nomor : "")], lebarNomor, { atas: urut === 0, bawah: akhir, samping: true }),
        sel([paragraf(nama)], lebarLabel, garis, { rapat }),
        sel([paragraf(lahir, gaya)], lebarLahir, garis, { rapat }),
        sel([paragraf(keterangan, gaya)], lebarSisa, garis, { rapat }),
      ];
    });
  }
  return butir.baris.map((baris, urut) => {
    const garis = { ...bergaris, atas: urut === 0, bawah: urut === butir.baris.length - 1 };
    return [
      sel([paragraf(urut === 0 ? butir.nomor : "")], lebarNomor, garis, { rapat }),
      sel(denganHuruf(baris.huruf, [baris.label]), lebarLabel, garis, { rapat }),
      sel(denganHuruf(baris.huruf, baris.isi), lebarLahir + lebarSisa, garis, { rapat, kolom: 2 }),
    ];
  });
}

function denganHuruf(huruf: BarisIsian["huruf"], baris: string[]): FileChild[] {
  if (baris.length === 0) return [paragraf("")];
  return baris.map((teks) => (huruf === null ? paragraf(teks) : berbutir(huruf, teks, 13)));
}
