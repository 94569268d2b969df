import type { Spd, SuratTugas } from "../../../../db/modules/sppd/snapshot.ts";
import type { Snapshot } from "../../../../db/modules/sppd/snapshot-semua.ts";
import { susunIsiAdendum } from "./adendum.isi.ts";
import { kemasDocx, type TataDocx } from "./docx.ts";
import { susunIsiKuitansi } from "./kuitansi.isi.ts";
import { susunIsiLaporan } from "./laporan.isi.ts";
import { tataLembarDocx } from "./lembar.docx.ts";
import { tataLembar } from "./lembar.pdf.ts";
import type { Lembar } from "./lembar.ts";
import { cetakMuat, type CaraMuat, type HasilMuat, type TataLetak } from "./pdf.ts";
import { susunIsiPembatalan } from "./pembatalan.isi.ts";
import { susunIsiPengeluaranRiil, susunIsiRincian } from "./rincian-biaya.isi.ts";
import { tataSpdDocx } from "./spd.docx.ts";
import { tataSpd } from "./spd.pdf.ts";
import { tataSuratTugasDocx } from "./surat-tugas.docx.ts";
import { tataSuratTugas } from "./surat-tugas.pdf.ts";
import { bersihkan } from "./teks.ts";

/** The issued document and its editable twin. */
export interface Berkas {
  pdf: Uint8Array;
  docx: Uint8Array;
}

/** How a document is set: both layouts by the size of their letters, and how they are fitted to its pages. */
interface Rancangan extends CaraMuat {
  pdf: (titik: number) => TataLetak;
  docx: (titik: number) => TataDocx;
}

/** Points. The regulation's form is set at 9.5 to 10; long names and purposes may need less to stay on their page. */
const UKURAN_SPD = [10, 9.5, 9, 8, 7, 6] as const;
const UKURAN_SURAT = [11.5, 11, 10.5, 10, 9, 8] as const;
const UKURAN_LEMBAR = [11, 10.5, 10, 9.5, 9, 8.5, 8] as const;
/** A report is read, not filed in a folder of forms: it takes a second page rather than small letters. */
const UKURAN_LAPORAN = [11, 10.5, 10] as const;

/** Renders a document of any kind. A pure function of the snapshot: the same snapshot gives the same bytes in every process. */
export async function renderDokumen(snapshot: Snapshot): Promise<Berkas> {
  const rancangan = rancang(snapshot);
  const { pdf, ukuran } = await cetak(rancangan);
  return { pdf, docx: await kemasDocx(rancangan.docx(ukuran)) };
}

/**
 * Renders an issued document that was taken back: the same pages, with DIBATALKAN across each. PDF only: nobody goes on writing in a
 * letter that no longer holds.
 */
export async function renderDibatalkan(snapshot: Snapshot): Promise<Uint8Array> {
  const rancangan = rancang(snapshot);
  const dicap = { ...rancangan, pdf: (titik: number) => ({ ...rancangan.pdf(titik), cap: "DIBATALKAN" }) };
  return (await cetak(dicap)).pdf;
}

async function cetak(rancangan: Rancangan): Promise<HasilMuat> {
  return await cetakMuat(rancangan.pdf, rancangan);
}

function rancang(snapshot: Snapshot): Rancangan {
  switch (snapshot.jenis) {
    case "surat_tugas":
      return rancangSuratTugas(bersihkan(snapshot));
    case "spd":
      return rancangSpd(bersihkan(snapshot));
    case "rincian_biaya":
      return rancangLembar(susunIsiRincian(bersihkan(snapshot)));
    case "pengeluaran_riil":
      return rancangLembar(susunIsiPengeluaranRiil(bersihkan(snapshot)));
    case "kuitansi":
      return rancangLembar(susunIsiKuitansi(bersihkan(snapshot)));
    case "laporan":
      return { ...rancangLembar(susunIsiLaporan(snapshot)), ukuran: UKURAN_LAPORAN };
    case "pembatalan":
      return rancangLembar(susunIsiPembatalan(bersihkan(snapshot)));
    case "adendum":
      return rancangLembar(susunIsiAdendum(bersihkan(snapshot)));
  }
}

/** The letter on one page, in smaller letters where its titles are long; more than three travellers are listed on an annex. */
function rancangSuratTugas(surat: SuratTugas): Rancangan {
  return {
    pdf: (titik) => tataSuratTugas(surat, titik),
    docx: (titik) => tataSuratTugasDocx(surat, titik),
    ukuran: UKURAN_SURAT,
    halaman: 1,
    bersambung: false,
  };
}

/** The form on one page, the visum blocks on its back. */
function rancangSpd(spd: Spd): Rancangan {
  return {
    pdf: (titik) => tataSpd(spd, titik),
    docx: (titik) => tataSpdDocx(spd, titik),
    ukuran: UKURAN_SPD,
    halaman: 2,
    bersambung: false,
  };
}

/** One page, or two where the paper begins a second itself; tables repeat their headings where it takes more. */
function rancangLembar(lembar: Lembar): Rancangan {
  return {
    pdf: (titik) => tataLembar(lembar, titik),
    docx: (titik) => tataLembarDocx(lembar, titik),
    ukuran: UKURAN_LEMBAR,
    halaman: 1 + lembar.isi.filter(({ jenis }) => jenis === "halamanBaru").length,
    bersambung: true,
  };
}
