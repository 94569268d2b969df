import type { Manifest } from "../../core/manifest.ts";

/** What an institution uses of the platform: kinds of institutions, modules, and which of them are active. */
export const manifest = {
  slug: "registry",
  nama: { id: "Modul", en: "Modules" },
  uraian: {
    id: "Modul yang ada, yang disarankan, dan yang diaktifkan institusi",
    en: "The modules there are, those recommended, and those the institution has activated",
  },
  version: "1.0.0",
  category: "platform",
  icon: "blocks",
  core: true,
  dependencies: [],
  roots: ["business-types", "modules", "user-modules"],
  permissions: { "registry.manage": { admin: "all" } },
  navigation: [{ path: "/modul", nama: { id: "Modul", en: "Modules" }, izin: "registry.manage" }],
} as const satisfies Manifest;
