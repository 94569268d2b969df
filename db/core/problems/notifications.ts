import type { ProblemType } from "../problem.ts";

/** Problems of telling people things. */
export const notificationProblems = {
  PERAN_TIDAK_DIKENAL: {
    status: 422,
    id: { title: "Peran tidak dikenal", detail: "Pilih peran yang ada, bawaan atau buatan institusi." },
    en: { title: "Unknown role", detail: "Choose an existing role, a built-in one or one of the institution's own." },
  },
} satisfies Record<string, ProblemType>;
