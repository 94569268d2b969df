import type { ProblemType } from "../problem.ts";

/** Problems of work behind the answer. */
export const jobProblems = {
  PENGIRIMAN_TIDAK_SAH: {
    status: 401,
    id: {
      title: "Bukan kiriman antrean",
      detail: "Alamat ini hanya menerima kiriman yang ditandatangani antrean untuk alamat dan isi ini.",
    },
    en: {
      title: "Not a delivery of the queue",
      detail: "This address takes only what the queue has signed for this address and this body.",
    },
  },
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
