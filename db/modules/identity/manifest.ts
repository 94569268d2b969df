import type { Manifest } from "../../core/manifest.ts";

/** Who is who: logging in, sessions, one's own password. */
export const manifest = {
  slug: "identity",
  nama: { id: "Identitas", en: "Identity" },
  permissions: {},
} as const satisfies Manifest;
