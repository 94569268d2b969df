import type { ProblemType } from "../problem.ts";

/** Problems of what is printed of travel orders: templates and spreadsheets. */
export const paperProblems = {
  TEMPLAT_TIDAK_DITERIMA: {
    status: 422,
    id: {
      title: "Templat tidak diterima",
      detail: "Perlu dokumen Word (.docx) tanpa makro dan tanpa gambar atau templat yang diambil dari luar berkas.",
    },
    en: {
      title: "Template not accepted",
      detail:
        "A Word document (.docx) is needed, without macros and without pictures or templates fetched from elsewhere.",
    },
  },
  PENANDA_TIDAK_DIKENAL: {
    status: 422,
    id: {
      title: "Penanda tidak dikenal",
      detail:
        "Templat memuat penanda yang tidak dimiliki surat ini, atau daftar yang tidak dibuka dan ditutup di satu baris tabel. Lihat `penanda`, dan daftarnya di GET /sppd/templat.",
    },
    en: {
      title: "Unknown placeholders",
      detail:
        "The template has placeholders that this letter does not, or a list that is not opened and closed in one row of a table. See `penanda`, and all of them at GET /sppd/templat.",
    },
  },
} satisfies Record<string, ProblemType>;
