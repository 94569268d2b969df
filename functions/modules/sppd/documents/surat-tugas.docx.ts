import { Footer, PageNumber, TextRun, type FileChild, type Table } from "docx";
import type { SuratTugas } from "../../../../db/modules/sppd/snapshot.ts";
import { jarak, penutupTabel, susunKop, susunPasangan, susunTandaTangan, susunVerifikasi } from "./bagian.docx.ts";
import {
  GAYA_KAKI,
  GAYA_LAMPIRAN,
  berbutir,
  bergaris,
  paragraf,
  polos,
  rangkai,
  rataPenuh,
  sel,
  tabel,
  tengah,
  twip,
} from "./docx.ts";
import type { TataDocx } from "./docx.ts";
import { BATAS_SURAT, LEBAR_SURAT, UKURAN_TABEL, UKURAN_VISUM } from "./surat-tugas.pdf.ts";
import { susunHalamanVisum } from "./visum.docx.ts";
import { visumSuratTugas } from "./visum.isi.ts";
import { sebutNipPejabat, susunIsiSuratTugas, type ButirSurat, type IsiSuratTugas } from "./surat-tugas.isi.ts";

const LABEL = 72;
const TITIK_DUA = 10;
const LEBAR_BLOK = 230;
/** Outer widths of the travellers' table, in points. */
const KOLOM = [28, 134, 114, 86, LEBAR_SURAT - 28 - 134 - 114 - 86];

/** A Surat Tugas, and its annex from four travellers on, with text of `ukuran` points. */
export function tataSuratTugasDocx(surat: SuratTugas, ukuran: number): TataDocx {
  const isi = susunIsiSuratTugas(surat);
  const visum = visumSuratTugas(surat);
  return {
    judul: `Surat Tugas ${surat.nomor}`,
    tanggal: surat.tanggal,
    ukuran,
    batas: BATAS_SURAT,
    ...(isi.kepada.lampiran || visum !== null ? { kaki: susunKaki(surat, isi) } : {}),
    ...(visum === null ? {} : { ukuranLampiran: UKURAN_VISUM }),
    isi: [
      ...susunKop(surat.kop, ukuran * 1.05),
      paragraf([rangkai(isi.judul, { bold: true, underline: {}, ukuran: ukuran * 1.25 })], {
        alignment: tengah,
        sebelum: 8,
      }),
      paragraf(isi.nomor, { alignment: tengah, sesudah: 12 }),
      ...isi.bagian.flatMap((bagian) => [susunBagian(bagian.label, daftarButir(bagian.butir)), jarak(4)]),
      paragraf(isi.pengantar, { sebelum: 2 }),
      paragraf([rangkai(isi.perintah, { bold: true })], { alignment: tengah, sebelum: 6, sesudah: 6 }),
      ...(isi.kepada.lampiran
        ? [susunBagian("Kepada", [paragraf(isi.kepada.ringkas)])]
        : [susunBagian("Kepada", [paragraf("")]), penutupTabel(), susunTabelPelaksana(isi, ukuran)]),
      jarak(6),
      susunBagian("Untuk", daftarButir(isi.untuk)),
      paragraf(isi.penutup, { alignment: rataPenuh, sebelum: 6, sesudah: 10 }),
      ...susunPenandatangan(surat, isi, ukuran),
      jarak(10),
      susunBawah(surat),
      penutupTabel(),
      ...(isi.kepada.lampiran ? susunLampiran(surat, isi, ukuran) : []),
      ...(visum === null ? [] : susunHalamanVisum(visum, UKURAN_VISUM, LEBAR_SURAT, { style: GAYA_LAMPIRAN })),
    ],
  };
}

function susunKaki(surat: SuratTugas, isi: IsiSuratTugas): Footer {
  const awal = `Surat Tugas ${isi.nomor} · kode verifikasi ${surat.verifikasi.kode} · halaman `;
  const isiKaki = new TextRun({ children: [awal, PageNumber.CURRENT, " dari ", PageNumber.TOTAL_PAGES] });
  return new Footer({ children: [paragraf([isiKaki], { style: GAYA_KAKI, alignment: tengah })] });
}

function susunBagian(label: string, isi: FileChild[]): Table {
  const sisa = LEBAR_SURAT - LABEL - TITIK_DUA;
  return tabel(
    [LABEL, TITIK_DUA, sisa],
    [[sel([paragraf(label)], LABEL, polos), sel([paragraf(":")], TITIK_DUA, polos), sel(isi, sisa, polos)]],
  );
}

function daftarButir(butir: ButirSurat[]): FileChild[] {
  return butir.map((satu) => berbutir(satu.tanda, satu.teks, 16, { alignment: rataPenuh }));
}

function susunTabelPelaksana(isi: IsiSuratTugas, ukuran: number): Table {
  const susunSel = (teks: string, kolom: number, kepala: boolean) =>
    sel(
      [
        paragraf([rangkai(teks, { bold: kepala, ukuran: Math.min(UKURAN_TABEL, ukuran) })], {
          alignment: kepala || kolom === 0 ? tengah : "left",
        }),
      ],
      KOLOM[kolom] ?? 0,
      bergaris,
      { rapat: 2 },
    );
  return tabel(
    KOLOM,
    [
      isi.kepada.kolom.map((teks, kolom) => susunSel(teks, kolom, true)),
      ...isi.kepada.baris.map((baris) => baris.map((teks, kolom) => susunSel(teks, kolom, false))),
    ],
    1,
  );
}

function susunPenandatangan(surat: SuratTugas, isi: IsiSuratTugas, ukuran: number): FileChild[] {
  const { sebutan, nama } = surat.penandatangan;
  const masuk = LEBAR_SURAT - LEBAR_BLOK;
  return [
    paragraf(isi.tempatTanggal, { indent: { left: twip(masuk) }, keepNext: true }),
    ...susunTandaTangan({ sebutan, nama, nip: sebutNipPejabat(surat.penandatangan), ruang: ukuran * 4.4 }, masuk),
  ];
}

/** Copies at the left, the verification at the right, as the foot of the letter. */
function susunBawah(surat: SuratTugas): Table {
  const kiri = LEBAR_SURAT - LEBAR_BLOK;
  const tembusan =
    surat.tembusan.length === 0
      ? [paragraf("")]
      : [paragraf("Tembusan:"), ...daftarButir(surat.tembusan.map((teks, urut) => ({ tanda: `${urut + 1}.`, teks })))];
  return tabel(
    [kiri, LEBAR_BLOK],
    [[sel(tembusan, kiri, polos), sel(susunVerifikasi(surat.verifikasi, LEBAR_BLOK), LEBAR_BLOK, polos)]],
  );
}

function susunLampiran(surat: SuratTugas, isi: IsiSuratTugas, ukuran: number): FileChild[] {
  const masuk = LEBAR_SURAT - LEBAR_BLOK;
  return [
    paragraf([rangkai(isi.lampiran.judul, { bold: true })], { pageBreakBefore: true, indent: { left: twip(masuk) } }),
    susunPasangan(isi.lampiran.rujukan, [50, LEBAR_BLOK - 58], masuk),
    paragraf([rangkai(isi.lampiran.namaDaftar, { bold: true })], { alignment: tengah, sebelum: 16, sesudah: 8 }),
    susunTabelPelaksana(isi, ukuran),
    jarak(8),
    ...susunPenandatangan(surat, isi, ukuran),
  ];
}
