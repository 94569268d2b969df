import type { Manifest } from "../../core/manifest.ts";

/** Tables that others refer to: regencies, tariffs, ranks, holidays, budget lines. */
export const manifest = {
  slug: "referensi",
  nama: { id: "Referensi", en: "Reference data" },
  uraian: {
    id: "Wilayah, standar biaya, golongan, hari libur, anggaran, unit kerja",
    en: "Regions, standard costs, ranks, holidays, budgets, units",
  },
  version: "1.0.0",
  category: "platform",
  icon: "book",
  core: true,
  dependencies: [],
  permissions: {
    "referensi.tarif": { ppk: "all", admin: "all" },
    "referensi.anggaran": { ppk: "all", admin: "all" },
    "referensi.libur": { admin: "all" },
  },
  navigation: [
    { path: "/tarif", nama: { id: "Standar biaya", en: "Cost standards" }, izin: "referensi.tarif" },
    { path: "/anggaran", nama: { id: "Anggaran", en: "Budgets" }, izin: "referensi.anggaran" },
    { path: "/hari-libur", nama: { id: "Hari libur", en: "Holidays" }, izin: "referensi.libur" },
  ],
} as const satisfies Manifest;
