import type { ProblemType } from "../problem.ts";

/** Problems of work behind the answer. */
export const jobProblems = {
  PEKERJAAN_MASIH_BERJALAN: {
    status: 409,
    id: {
      title: "Pekerjaan belum gagal",
      detail: "Hanya pekerjaan yang gagal atau dibatalkan dapat diulang; status sekarang: {status_sekarang}.",
    },
    en: {
      title: "Job has not failed",
      detail: "Only a failed or cancelled job can be retried; its status is {status_sekarang}.",
    },
  },
  PEKERJAAN_SUDAH_SELESAI: {
    status: 409,
    id: {
      title: "Pekerjaan sudah berakhir",
      detail: "Pekerjaan ini sudah berakhir; status sekarang: {status_sekarang}.",
    },
    en: { title: "Job has ended", detail: "This job has already ended; its status is {status_sekarang}." },
  },
} satisfies Record<string, ProblemType>;
