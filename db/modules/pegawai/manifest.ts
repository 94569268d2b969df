import type { Manifest } from "../../core/manifest.ts";

/** Staff: whoever may travel. */
export const manifest = {
  slug: "pegawai",
  nama: { id: "Pegawai", en: "Staff" },
  uraian: { id: "Data pegawai: siapa yang dapat ditugaskan", en: "Staff records: who may be sent" },
  version: "1.0.0",
  category: "platform",
  icon: "id-card",
  core: true,
  dependencies: ["referensi"],
  permissions: {
    "pegawai.read": {
      dosen: "own",
      operator: "unit",
      kaprodi: "unit",
      wadek: "unit",
      dekan: "unit",
      warek: "all",
      rektor: "all",
      agendaris: "all",
      ppk: "all",
      bendahara: "all",
      auditor: "all",
      admin: "all",
    },
    "pegawai.create": { admin: "all" },
    "pegawai.account": { bendahara: "all" },
  },
  navigation: [{ path: "/pegawai", nama: { id: "Pegawai", en: "Staff" }, izin: "pegawai.create" }],
} as const satisfies Manifest;
