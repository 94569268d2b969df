import type { ProblemType } from "../problem.ts";

/** Problems of telling people things. */
export const notificationProblems = {
  SASARAN_DI_LUAR_JANGKAUAN: {
    status: 403,
    id: {
      title: "Sasaran di luar jangkauan",
      detail: "Anda dapat menyapa unit Anda dan bawahannya, bukan peran atau semua orang.",
    },
    en: {
      title: "Audience out of reach",
      detail: "You may speak to your units and those below them, not to a role or everybody.",
    },
  },
} satisfies Record<string, ProblemType>;
