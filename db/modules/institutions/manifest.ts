import type { Manifest } from "../../core/manifest.ts";

/** What the institution says of itself: name, letterhead, logo, host, time zone, language. */
export const manifest = {
  slug: "institutions",
  nama: { id: "Institusi", en: "Institution" },
  uraian: {
    id: "Nama, kop surat, logo, alamat web, zona waktu, dan bahasa institusi",
    en: "The institution's name, letterhead, logo, web address, time zone and language",
  },
  version: "1.0.0",
  category: "platform",
  icon: "building-2",
  core: true,
  dependencies: ["identity", "registry"],
  permissions: { "institutions.manage": { admin: "all" } },
  navigation: [{ path: "/institusi", nama: { id: "Institusi", en: "Institution" }, izin: "institutions.manage" }],
} as const satisfies Manifest;
