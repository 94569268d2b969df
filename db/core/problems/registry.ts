import type { ProblemType } from "../problem.ts";

/** Problems of what an institution may use. */
export const registryProblems = {
  MODULE_ACCESS_DENIED: {
    status: 403,
    id: {
      title: "Modul tidak aktif",
      detail:
        "Institusi Anda tidak mengaktifkan modul {modul}. Datanya tetap tersimpan; mintalah administrator mengaktifkannya.",
    },
    en: {
      title: "Module not active",
      detail:
        "Your institution has not activated the module {modul}. Its data is kept; ask your administrator to activate it.",
    },
  },
  DEPENDENSI_BELUM_AKTIF: {
    status: 409,
    id: {
      title: "Modul yang dibutuhkan belum aktif",
      detail: "Modul {modul} membutuhkan {butuh}. Aktifkan itu dulu, atau ulangi dengan ?cascade=true.",
    },
    en: {
      title: "Needed modules are not active",
      detail: "The module {modul} needs {butuh}. Activate those first, or ask again with ?cascade=true.",
    },
  },
  MODUL_DIPAKAI: {
    status: 409,
    id: { title: "Modul masih dipakai", detail: "Modul {modul} dibutuhkan {oleh}. Nonaktifkan itu dulu." },
    en: { title: "Module in use", detail: "The module {modul} is needed by {oleh}. Deactivate those first." },
  },
  MODUL_SELALU_AKTIF: {
    status: 409,
    id: {
      title: "Modul selalu aktif",
      detail: "Modul {modul} bagian dari platform: selalu aktif bagi semua institusi.",
    },
    en: {
      title: "Module is always active",
      detail: "The module {modul} is part of the platform: every institution always has it.",
    },
  },
  MODUL_TIDAK_TERSEDIA: {
    status: 409,
    id: { title: "Modul tidak tersedia", detail: "Modul {modul} sedang ditarik operator platform." },
    en: { title: "Module not available", detail: "The module {modul} has been withdrawn by the platform's operator." },
  },
  WIDGET_TIDAK_DIKENAL: {
    status: 422,
    id: {
      title: "Widget tidak dikenal",
      detail: "Widget itu tidak ada, modulnya tidak aktif, atau Anda tidak berhak melihatnya.",
    },
    en: {
      title: "Unknown widget",
      detail: "There is no such widget, its module is not active, or you may not see it.",
    },
  },
  PENGATURAN_TIDAK_SAH: {
    status: 422,
    id: { title: "Pengaturan tidak sah", detail: "Modul {modul} tidak punya yang dapat diatur." },
    en: { title: "Not a valid setting", detail: "The module {modul} has nothing that can be set." },
  },
} satisfies Record<string, ProblemType>;
