import type { Manifest } from "../../core/manifest.ts";

/** Telling people things. Everybody reads what was said to them; these may speak to many at once. */
export const manifest = {
  slug: "notifications",
  nama: { id: "Notifikasi", en: "Notifications" },
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
