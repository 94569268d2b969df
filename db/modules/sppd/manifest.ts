import type { Manifest } from "../../core/manifest.ts";
import { pengaturan } from "./rules/pengaturan.ts";

/** Travel orders. Who may do what is the role matrix of the domain (§8). */
export const manifest = {
  slug: "sppd",
  nama: { id: "Perjalanan dinas", en: "Travel orders" },
  uraian: {
    id: "Surat tugas dan SPD: dari permohonan, persetujuan berjenjang, sampai surat yang dapat diperiksa siapa pun",
    en: "Travel orders: from the request through its approval chain to letters that anyone can verify",
  },
  version: "1.0.0",
  category: "administration",
  icon: "plane",
  core: false,
  dependencies: ["berkas", "jobs", "notifications", "pegawai", "referensi"],
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
    "sppd.template": { agendaris: "all", admin: "all" },
    "sppd.export": {
      operator: "unit",
      wadek: "unit",
      dekan: "unit",
      warek: "all",
      rektor: "all",
      ppk: "all",
      bendahara: "all",
      auditor: "all",
    },
    // visum, report, receipts
    "sppd.report": {
      dosen: "own",
      operator: "unit",
      kaprodi: "own",
      wadek: "own",
      dekan: "own",
      warek: "own",
      rektor: "own",
    },
    // changes on the way
    "sppd.amend": { ppk: "all" },
    // advances, verification of costs, payment
    "sppd.pay": { bendahara: "all" },
    // dispensations, validation of the account
    "sppd.validate": { ppk: "all" },
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
  navigation: [
    { path: "/sppd", nama: { id: "Perjalanan dinas", en: "Travel orders" }, izin: "sppd.read" },
    { path: "/persetujuan", nama: { id: "Persetujuan", en: "Approvals" }, izin: "sppd.approve" },
    { path: "/kalender", nama: { id: "Kalender", en: "Calendar" }, izin: "sppd.read" },
    {
      path: "/verifikasi",
      nama: { id: "Verifikasi biaya", en: "Cost verification" },
      izin: ["sppd.pay", "sppd.validate"],
    },
    { path: "/templat", nama: { id: "Templat surat", en: "Letter templates" }, izin: "sppd.template" },
  ],
  widgets: [
    {
      id: "sppd.menunggu",
      nama: { id: "Menunggu saya", en: "Waiting for me" },
      sumber: "/api/v1/sppd/ringkasan/saya",
      izin: "sppd.read",
    },
    {
      id: "sppd.ringkasan",
      nama: { id: "Perjalanan tahun ini", en: "Trips of this year" },
      sumber: "/api/v1/sppd/ringkasan",
      izin: "sppd.read",
    },
  ],
  settings: pengaturan,
  recommended: {
    "perguruan-tinggi": { priority: 1, required: false },
    "instansi-pemerintah": { priority: 1, required: false },
    sekolah: { priority: 2, required: false },
  },
} as const satisfies Manifest;
