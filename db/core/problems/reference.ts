import type { ProblemType } from "../problem.ts";

/** Problems of what others refer to: tariffs and budget lines. */
export const referenceProblems = {
  TARIF_TAHUN_TIDAK_ADA: {
    status: 422,
    id: { title: "Tahun itu belum punya tarif", detail: "Belum ada satu tarif pun untuk tahun anggaran {tahun}." },
    en: { title: "No tariffs in that year", detail: "There is no tariff for the budget year {tahun}." },
  },
  ANGGARAN_SUDAH_ADA: {
    status: 409,
    id: { title: "Akun sudah ada", detail: "Unit ini sudah punya kegiatan dan akun itu pada tahun tersebut." },
    en: { title: "Line exists", detail: "This unit has that activity and account in that year already." },
  },
  PAGU_TERPAKAI: {
    status: 409,
    id: {
      title: "Pagu sudah terpakai",
      detail: "Komitmen dan realisasi akun ini Rp{terpakai}; pagu tidak dapat lebih rendah.",
    },
    en: {
      title: "Budget in use",
      detail: "Rp{terpakai} of this line are claimed or spent; its ceiling cannot be lower.",
    },
  },
} satisfies Record<string, ProblemType>;
