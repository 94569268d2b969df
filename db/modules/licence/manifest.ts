import type { Manifest } from "../../core/manifest.ts";

/** What the institution has a licence for, and until when. */
export const manifest = {
  slug: "licence",
  nama: { id: "Lisensi", en: "Licence" },
  uraian: {
    id: "Lisensi institusi: jenjang, modul, jumlah akun, masa berlaku",
    en: "The institution's licence: levels of school, modules, accounts, term",
  },
  version: "1.0.0",
  category: "platform",
  icon: "badge-check",
  core: true,
  dependencies: ["identity"],
  permissions: { "licence.manage": { admin: "all" } },
  navigation: [{ path: "/lisensi", nama: { id: "Lisensi", en: "Licence" }, izin: "licence.manage" }],
} as const satisfies Manifest;
