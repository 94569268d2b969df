import type { Manifest } from "../../core/manifest.ts";

/** Who holds which office in which unit, and who stands in for them. */
export const manifest = {
  slug: "pejabat",
  nama: { id: "Pejabat", en: "Officials" },
  uraian: {
    id: "Siapa memegang jabatan apa di unit mana, dan siapa menggantikannya untuk sementara",
    en: "Who holds which office in which unit, and who stands in for them meanwhile",
  },
  version: "1.0.0",
  category: "platform",
  icon: "stamp",
  core: true,
  dependencies: ["pegawai", "notifications"],
  roots: ["pejabat", "delegasi"],
  permissions: {
    "pejabat.manage": { admin: "all" },
    // An administrator does it on the holder's behalf, which the log says.
    "pejabat.delegate": {
      kaprodi: "own",
      wadek: "own",
      dekan: "own",
      warek: "own",
      rektor: "own",
      ppk: "own",
      bendahara: "own",
      admin: "all",
    },
  },
  navigation: [
    {
      path: "/pejabat",
      nama: { id: "Pejabat dan pelimpahan", en: "Officials and delegations" },
      izin: "pejabat.delegate",
    },
  ],
} as const satisfies Manifest;
