import type { Manifest } from "../../core/manifest.ts";

/** Tables that others refer to: regencies, tariffs, ranks, holidays, budget lines. */
export const manifest = {
  slug: "referensi",
  nama: { id: "Referensi", en: "Reference data" },
  permissions: {
    "referensi.tarif": { ppk: "all", admin: "all" },
    "referensi.libur": { admin: "all" },
  },
} as const satisfies Manifest;
