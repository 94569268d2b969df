import type { Manifest } from "../../core/manifest.ts";

/** Files: handed out through links that expire. */
export const manifest = {
  slug: "berkas",
  nama: { id: "Berkas", en: "Files" },
  uraian: {
    id: "Menyimpan berkas dan menyerahkannya lewat tautan yang kedaluwarsa",
    en: "Keeps files and hands them out through links that expire",
  },
  version: "1.0.0",
  category: "platform",
  icon: "file",
  core: true,
  dependencies: [],
  permissions: {},
} as const satisfies Manifest;
