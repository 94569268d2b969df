import type { Manifest } from "../../core/manifest.ts";

/** All institutions, for whoever operates the platform. Its permission is no role's: `npm run operator:add` gives it. */
export const manifest = {
  slug: "operator",
  nama: { id: "Operator platform", en: "Platform operator" },
  uraian: {
    id: "Semua institusi di platform, bagi operatornya; setiap akses dicatat",
    en: "All institutions of the platform, for its operators; every access is on record",
  },
  version: "1.0.0",
  category: "platform",
  icon: "shield",
  core: true,
  dependencies: ["identity", "institutions", "licence", "registry"],
  permissions: { "operator.institutions.read": {} },
  navigation: [
    { path: "/operator", nama: { id: "Semua institusi", en: "All institutions" }, izin: "operator.institutions.read" },
  ],
} as const satisfies Manifest;
