import type { Manifest } from "../../core/manifest.ts";

/** Telling people things. Everybody reads what was said to them; these may speak to many at once. */
export const manifest = {
  slug: "notifications",
  nama: { id: "Notifikasi", en: "Notifications" },
  uraian: {
    id: "Pemberitahuan pribadi dan siaran, dengan ringkasan lewat surel",
    en: "Personal and broadcast notifications, with a digest by e-mail",
  },
  version: "1.0.0",
  category: "platform",
  icon: "bell",
  core: true,
  dependencies: [],
  permissions: {
    "notifications.broadcast": {
      operator: "unit",
      kaprodi: "unit",
      wadek: "unit",
      dekan: "unit",
      warek: "all",
      rektor: "all",
      admin: "all",
    },
  },
} as const satisfies Manifest;
