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
} as const satisfies Manifest;
