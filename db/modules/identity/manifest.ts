import type { Manifest } from "../../core/manifest.ts";

/** Who is who: accounts, the names they log in with, their roles, their sessions. */
export const manifest = {
  slug: "identity",
  nama: { id: "Identitas", en: "Identity" },
  uraian: { id: "Akun, peran, sesi, dan catatan aktivitas", en: "Accounts, roles, sessions and the activity log" },
  version: "1.0.0",
  category: "platform",
  icon: "users",
  core: true,
  dependencies: ["jobs"],
  permissions: {
    // Thousands of accounts at once, of the whole institution.
    "identity.users.import": { admin: "all" },
    "identity.users.export": { admin: "all" },
    "identity.sessions.manage": { admin: "all" },
    "identity.policy.manage": { admin: "all" },
    "identity.users.read": {
      operator: "unit",
      kaprodi: "unit",
      wadek: "unit",
      dekan: "unit",
      warek: "all",
      rektor: "all",
      auditor: "all",
      admin: "all",
    },
    // What a unit looks at: whoever enters, decides, issues or pays for it.
    "identity.views.share": {
      operator: "unit",
      kaprodi: "unit",
      wadek: "unit",
      dekan: "unit",
      agendaris: "unit",
      ppk: "unit",
      bendahara: "unit",
      warek: "all",
      rektor: "all",
      admin: "all",
    },
    // Nobody changes an account that may do more than they may themselves.
    "identity.users.manage": { operator: "unit", admin: "all" },
    "identity.roles.manage": { admin: "all" },
  },
  navigation: [
    { path: "/pengguna", nama: { id: "Pengguna", en: "Users" }, izin: "identity.users.read" },
    { path: "/peran", nama: { id: "Peran dan izin", en: "Roles and permissions" }, izin: "identity.roles.manage" },
    { path: "/keamanan", nama: { id: "Kebijakan keamanan", en: "Security policy" }, izin: "identity.policy.manage" },
  ],
} as const satisfies Manifest;
