import { Footer, PageNumber, Paragraph, TextRun, type FileChild } from "docx";
import { jarak, penutupTabel, susunKop, susunTandaTangan, susunVerifikasi } from "./bagian.docx.ts";
import {
  GAYA_KAKI,
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
  type TataDocx,
} from "./docx.ts";
import {
  BARIS_TANDA_TANGAN,
  BATAS_LEMBAR,
  LEBAR_BLOK,
  LEBAR_LEMBAR,
  kakiLembar,
  lebarKolom,
  letakPasangan,
  samakanBaris,
  type BagianLembar,
  type BlokLembar,
  type Kata,
  type Lembar,
} from "./lembar.ts";

const TITIK_DUA = 10;

/** A paper with text of `ukuran` points. */
export function tataLembarDocx(lembar: Lembar, ukuran: number): TataDocx {
  const isiKaki = new TextRun({
    children: [kakiLembar(lembar), PageNumber.CURRENT, " dari ", PageNumber.TOTAL_PAGES],
  });
  return {
    judul: lembar.judul,
    tanggal: lembar.tanggal,
    ukuran,
    batas: BATAS_LEMBAR,
    kaki: new Footer({ children: [paragraf([isiKaki], { style: GAYA_KAKI, alignment: tengah })] }),
    isi: [...susunKop(lembar.kop, ukuran), ...lembar.isi.flatMap((bagian) => susunBagian(bagian, lembar, ukuran))],
  };
}

function susunBagian(bagian: BagianLembar, lembar: Lembar, ukuran: number): FileChild[] {
  switch (bagian.jenis) {
    case "judul":
      return [
        paragraf([rangkai(bagian.teks, { bold: true, ukuran: ukuran * 1.2 })], {
          alignment: tengah,
          sebelum: ukuran * 0.6,
        }),
        ...bagian.rujukan.map((teks) => paragraf(teks, { alignment: tengah })),
        jarak(ukuran * 0.8),
      ];
    case "anakJudul":
      return [
        paragraf([rangkai(bagian.teks, { bold: true })], {
          alignment: bagian.tengah === true ? tengah : "left",
          sebelum: ukuran * 0.5,
          sesudah: ukuran * 0.3,
          keepNext: true,
        }),
      ];
    case "pasangan":
      return [...(bagian.letak === "kanan" ? [jarak(ukuran * 0.6)] : []), susunPasangan(bagian), jarak(ukuran * 0.5)];
    case "paragraf":
      return [paragraf([denganGaya(bagian.kata)], { alignment: rataPenuh, sesudah: ukuran * 0.4 })];
    case "butir":
      return [berbutir(bagian.tanda, bagian.teks, 18, { alignment: rataPenuh }), jarak(ukuran * 0.3)];
    case "tabel":
      return [susunTabel(bagian, ukuran), jarak(ukuran * 0.5)];
    case "garis":
      return [
        new Paragraph({
          spacing: { line: 60, lineRule: "exact", before: twip(ukuran * 0.7), after: twip(ukuran * 0.2) },
          border: { top: { style: "single", size: 6, color: "000000", space: 0 } },
          children: [],
        }),
      ];
    case "halamanBaru": {
      return [
        new Paragraph({ pageBreakBefore: true, spacing: { line: 20, lineRule: "exact", before: 0, after: 0 } }),
        ...susunKop(lembar.kop, ukuran),
      ];
    }
    case "tandaTangan":
      return [jarak(ukuran * 0.6), ...susunPasanganTandaTangan(bagian.kiri, bagian.kanan, ukuran)];
    case "penutup":
      return [jarak(ukuran * 0.8), ...susunPenutup(lembar, bagian.kanan, ukuran)];
  }
}

function denganGaya({ teks, tebal = false, miring = false }: Kata): TextRun {
  return rangkai(teks, { bold: tebal, italics: miring });
}

function susunPasangan(bagian: Extract<BagianLembar, { jenis: "pasangan" }>): FileChild {
  const { baris, label, letak } = bagian;
  const [masuk, isi] = letakPasangan(bagian, TITIK_DUA);
  const depan = masuk > 0 ? [masuk] : [];
  return tabel(
    [...depan, label, TITIK_DUA, isi],
    baris.map(([nama, kata]) => [
      ...depan.map((satu) => sel([paragraf("")], satu, polos)),
      sel([paragraf(nama)], label, polos),
      sel([paragraf(":")], TITIK_DUA, polos),
      sel([paragraf([denganGaya(kata)], { alignment: letak === "angka" ? "right" : "left" })], isi, polos),
    ]),
  );
}

function susunTabel({ kolom, baris, akhir }: Extract<BagianLembar, { jenis: "tabel" }>, ukuran: number): FileChild {
  const lebar = lebarKolom(kolom, LEBAR_LEMBAR);
  const susunBaris = (isi: readonly string[], gaya: { tebal: boolean; kepala: boolean }) =>
    isi.map((teks, urut) =>
      sel(
        [
          paragraf([rangkai(teks, { bold: gaya.tebal })], {
            alignment: gaya.kepala ? tengah : (kolom[urut]?.rata ?? "left"),
          }),
        ],
        lebar[urut] ?? 0,
        bergaris,
        { rapat: ukuran * 0.16 },
      ),
    );
  return tabel(
    lebar,
    [
      susunBaris(
        kolom.map(({ kepala }) => kepala),
        { tebal: true, kepala: true },
      ),
      ...baris.map((satu) => susunBaris(satu, { tebal: false, kepala: false })),
      ...akhir.map((satu) => susunBaris(satu, { tebal: true, kepala: false })),
    ],
    1,
  );
}

function susunPasanganTandaTangan(kiri: BlokLembar | null, kanan: BlokLembar, ukuran: number): FileChild[] {
  const [atasKiri, atasKanan] = samakanBaris(kiri?.atas ?? [], kanan.atas);
  const sela = LEBAR_LEMBAR - 2 * LEBAR_BLOK;
  const baris = (satu: FileChild[], dua: FileChild[]) => [
    sel(satu, LEBAR_BLOK, polos),
    sel([paragraf("")], sela, polos),
    sel(dua, LEBAR_BLOK, polos),
  ];
  const atas = (teks: string[]) => [
    ...teks.map((satu) => paragraf(satu, { keepNext: true })),
    // Named room, because an empty paragraph is as high as a line.
    new Paragraph({
      spacing: { line: twip(ukuran * BARIS_TANDA_TANGAN), lineRule: "exact", before: 0, after: 0 },
      keepNext: true,
      children: [],
    }),
  ];
  const nama = (blok: BlokLembar | null) => [
    paragraf([rangkai(blok?.nama ?? "", { bold: true, underline: {} })], { keepNext: true }),
  ];
  return [
    tabel(
      [LEBAR_BLOK, sela, LEBAR_BLOK],
      [
        baris(atas(atasKiri), atas(atasKanan)),
        baris(nama(kiri), nama(kanan)),
        baris([paragraf(kiri?.nip ?? "")], [paragraf(kanan.nip)]),
      ],
    ),
    penutupTabel(),
  ];
}

function susunPenutup(lembar: Lembar, kanan: BlokLembar | null, ukuran: number): FileChild[] {
  const lebarKiri = LEBAR_LEMBAR - LEBAR_BLOK;
  const blok =
    kanan === null
      ? [paragraf("")]
      : susunTandaTangan({
          sebutan: kanan.atas,
          nama: kanan.nama,
          nip: kanan.nip,
          ruang: ukuran * BARIS_TANDA_TANGAN,
        });
  return [
    tabel(
      [lebarKiri, LEBAR_BLOK],
      [[sel(susunVerifikasi(lembar.verifikasi, lebarKiri - 12), lebarKiri, polos), sel(blok, LEBAR_BLOK, polos)]],
    ),
    penutupTabel(),
  ];
}
