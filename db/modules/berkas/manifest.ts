import type { Manifest } from "../../core/manifest.ts";

/** Files: handed out through links that expire. */
export const manifest = {
  slug: "berkas",
  nama: { id: "Berkas", en: "Files" },
  permissions: {},
} as const satisfies Manifest;
