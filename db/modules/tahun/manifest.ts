import type { Manifest } from "../../core/manifest.ts";

/** Budget years: closing one, preparing the next. */
export const manifest = {
  slug: "tahun",
  nama: { id: "Tahun anggaran", en: "Budget years" },
  uraian: {
    id: "Menutup tahun anggaran setelah semuanya selesai, dan menyiapkan tahun berikutnya",
    en: "Closes a budget year once everything is done, and prepares the next",
  },
  version: "1.0.0",
  category: "platform",
  icon: "calendar-check",
  core: true,
  dependencies: ["referensi"],
  permissions: {
    "tahun.manage": { ppk: "all", admin: "all" },
    // A year that was closed was reported: who reopens it says why.
    "tahun.reopen": { admin: "all" },
  },
  navigation: [{ path: "/tahun", nama: { id: "Tahun anggaran", en: "Budget years" }, izin: "tahun.manage" }],
} as const satisfies Manifest;
