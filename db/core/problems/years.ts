import type { ProblemType } from "../problem.ts";

/** Problems of budget years. */
export const yearProblems = {
  TAHUN_DITUTUP: {
    status: 409,
    id: {
      title: "Tahun anggaran ditutup",
      detail: "Tahun anggaran {tahun} sudah ditutup: tidak ada komitmen baru, dan akunnya tidak berubah.",
    },
    en: {
      title: "Budget year closed",
      detail: "The budget year {tahun} is closed: nothing is committed to it, and its lines do not change.",
    },
  },
  TAHUN_TIDAK_DITUTUP: {
    status: 409,
    id: { title: "Tahun anggaran terbuka", detail: "Tahun anggaran {tahun} tidak sedang ditutup." },
    en: { title: "Budget year open", detail: "The budget year {tahun} is not closed." },
  },
  TAHUN_BELUM_SELESAI: {
    status: 409,
    id: {
      title: "Tahun anggaran belum selesai",
      detail: "Masih ada perjalanan tahun anggaran {tahun} yang belum selesai. Lihat `terbuka`.",
    },
    en: {
      title: "Budget year not done",
      detail: "There are still open trips of the budget year {tahun}. See `terbuka`.",
    },
  },
  TAHUN_TERLALU_JAUH: {
    status: 422,
    id: { title: "Tahun terlalu jauh", detail: "Tahun {tahun} belum dapat disiapkan: paling jauh dua tahun ke depan." },
    en: {
      title: "Year too far ahead",
      detail: "The year {tahun} cannot be prepared yet: two years ahead at the most.",
    },
  },
} satisfies Record<string, ProblemType>;
