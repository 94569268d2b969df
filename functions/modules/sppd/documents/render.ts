import type { Snapshot, Spd, SuratTugas } from "../../../../db/modules/sppd/snapshot.ts";
import { kemasDocx } from "./docx.ts";
import { cetakMuat, cetakPdf, type TataLetak } from "./pdf.ts";
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

/** Points. The regulation's form is set at 9.5 to 10; long names and purposes may need less to stay on their page. */
const UKURAN_SPD = [10, 9.5, 9, 8, 7, 6] as const;
const UKURAN_SURAT = [11.5, 11, 10.5, 10] as const;
const PELAKSANA_SATU_HALAMAN = 3;

/**
 * Renders a Surat Tugas. A pure function of the snapshot: the same snapshot gives the same bytes in every process.
 * Up to three travellers make one page, in smaller letters where their titles are long; more are listed on an annex.
 */
export async function renderSuratTugas(snapshot: SuratTugas): Promise<Berkas> {
  const surat = bersihkan(snapshot);
  if (surat.pelaksana.length > PELAKSANA_SATU_HALAMAN) {
    const [ukuran] = UKURAN_SURAT;
    const { pdf } = await cetakPdf(tataSuratTugas(surat, ukuran));
    return { pdf, docx: await kemasDocx(tataSuratTugasDocx(surat, ukuran)) };
  }
  const { pdf, ukuran } = await cetakMuat((titik) => tataSuratTugas(surat, titik), {
    ukuran: UKURAN_SURAT,
    halaman: 1,
  });
  return { pdf, docx: await kemasDocx(tataSuratTugasDocx(surat, ukuran)) };
}

/**
 * Renders the SPD of one traveller: the form on one page, the visum blocks on its back. A pure function of the
 * snapshot, as {@link renderSuratTugas}.
 */
export async function renderSpd(snapshot: Spd): Promise<Berkas> {
  const spd = bersihkan(snapshot);
  const { pdf, ukuran } = await cetakMuat((titik) => tataSpd(spd, titik), { ukuran: UKURAN_SPD, halaman: 2 });
  return { pdf, docx: await kemasDocx(tataSpdDocx(spd, ukuran)) };
}

/**
 * Renders an issued document that was taken back: the same pages, with DIBATALKAN across each. PDF only: nobody goes on writing in a
 * letter that no longer holds.
 */
export async function renderDibatalkan(snapshot: Snapshot): Promise<Uint8Array> {
  const cap = (tata: TataLetak): TataLetak => ({ ...tata, cap: "DIBATALKAN" });
  if (snapshot.jenis === "spd") {
    const spd = bersihkan(snapshot);
    return (await cetakMuat((titik) => cap(tataSpd(spd, titik)), { ukuran: UKURAN_SPD, halaman: 2 })).pdf;
  }
  const surat = bersihkan(snapshot);
  const [ukuran] = UKURAN_SURAT;
  if (surat.pelaksana.length > PELAKSANA_SATU_HALAMAN) return (await cetakPdf(cap(tataSuratTugas(surat, ukuran)))).pdf;
  return (await cetakMuat((titik) => cap(tataSuratTugas(surat, titik)), { ukuran: UKURAN_SURAT, halaman: 1 })).pdf;
}
