import type { Manifest } from "../../core/manifest.ts";

/** Work behind the answer: what is running, how far it is, what failed. */
export const manifest = {
  slug: "jobs",
  nama: { id: "Pekerjaan", en: "Jobs" },
  uraian: {
    id: "Pekerjaan di balik layar: kemajuan, hasil, dan yang gagal",
    en: "Work behind the answer: progress, results and failures",
  },
  version: "1.0.0",
  category: "platform",
  icon: "clock",
  core: true,
  dependencies: [],
  permissions: {
    "jobs.read": {
      dosen: "own",
      operator: "own",
      kaprodi: "own",
      wadek: "own",
      dekan: "own",
      warek: "own",
      rektor: "own",
      agendaris: "own",
      ppk: "own",
      bendahara: "own",
      auditor: "own",
      admin: "all",
    },
    "jobs.retry": { agendaris: "own", ppk: "own", admin: "all" },
    "jobs.cancel": { agendaris: "own", ppk: "own", admin: "all" },
  },
  navigation: [{ path: "/pekerjaan", nama: { id: "Pekerjaan", en: "Jobs" }, izin: "jobs.read" }],
} as const satisfies Manifest;
