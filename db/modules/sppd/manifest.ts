import type { Manifest } from "../../core/manifest.ts";

/** Travel orders. Who may do what is the role matrix of the domain (§8), as far as the issue of SPDs. */
export const manifest = {
  slug: "sppd",
  nama: { id: "Perjalanan dinas", en: "Travel orders" },
  permissions: {
    "sppd.read": {
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
    "sppd.create": {
      dosen: "own",
      operator: "unit",
      kaprodi: "own",
      wadek: "own",
      dekan: "own",
      warek: "own",
      rektor: "own",
    },
    "sppd.approve": { kaprodi: "unit", wadek: "unit", dekan: "unit", warek: "all", rektor: "all" },
    "sppd.issue_st": { wadek: "unit", dekan: "unit", agendaris: "all" },
    "sppd.issue_spd": { ppk: "all" },
    "sppd.cancel": {
      dosen: "own",
      operator: "unit",
      kaprodi: "unit",
      wadek: "unit",
      dekan: "unit",
      warek: "all",
      rektor: "all",
      ppk: "all",
    },
  },
} as const satisfies Manifest;
