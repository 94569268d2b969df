import type { Manifest } from "../../core/manifest.ts";

/** What is old: out of everybody's way, and still to be found, opened and brought back. */
export const manifest = {
  slug: "arsip",
  nama: { id: "Arsip", en: "Archive" },
  uraian: {
    id: "Perjalanan yang lebih dari tiga tahun: ringkas di sini, lengkap di penyimpanan dingin, dapat dibuka dan dipulihkan",
    en: "Trips of more than three years ago: brief here, whole in cold storage, to be opened and brought back",
  },
  version: "1.0.0",
  category: "platform",
  icon: "archive",
  core: true,
  dependencies: ["jobs"],
  permissions: {
    "arsip.read": {
      dosen: "own",
      operator: "unit",
      kaprodi: "unit",
      wadek: "unit",
      dekan: "unit",
      warek: "all",
      rektor: "all",
      agendaris: "all",
      ppk: "all",
      bendahara: "all",
      auditor: "all",
      admin: "all",
    },
    // restoring, holding, running the archive out of turn
    "arsip.manage": { agendaris: "all", admin: "all" },
  },
  navigation: [{ path: "/arsip", nama: { id: "Arsip", en: "Archive" }, izin: "arsip.read" }],
} as const satisfies Manifest;
