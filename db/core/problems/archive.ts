import type { ProblemType } from "../problem.ts";

/** Problems of the archive. */
export const archiveProblems = {
  ARSIP_DITAHAN: {
    status: 409,
    id: { title: "Ditahan", detail: "Perjalanan ini ditahan dan tidak berpindah sampai dilepas: {alasan}." },
    en: { title: "Held", detail: "This trip is held and stays where it is until it is let go: {alasan}." },
  },
  ARSIP_TIDAK_TERBACA: {
    status: 503,
    id: {
      title: "Arsip tidak terbaca",
      detail: "Berkas arsipnya tidak dapat dibaca, atau bukan yang dicatat. Tidak ada yang diubah.",
    },
    en: {
      title: "Archive unreadable",
      detail: "The archive's file cannot be read, or is not the one that was recorded. Nothing was changed.",
    },
  },
  CATATAN_DITAHAN: {
    status: 409,
    id: { title: "Catatan ditahan", detail: "Catatan orang ini ditahan dan tidak diringkas sampai dilepas: {alasan}." },
    en: { title: "Log held", detail: "The log of this person is held and not summed up until it is let go: {alasan}." },
  },
} satisfies Record<string, ProblemType>;
