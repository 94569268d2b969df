import type { Manifest } from "../../core/manifest.ts";

/** Who is who: logging in, sessions, one's own password. */
export const manifest = {
  slug: "identity",
  nama: { id: "Identitas", en: "Identity" },
  permissions: {
    // Thousands of accounts at once, of the whole institution.
    "identity.users.import": { admin: "all" },
    "identity.users.export": { admin: "all" },
    "identity.sessions.manage": { admin: "all" },
    "identity.policy.manage": { admin: "all" },
  },
} as const satisfies Manifest;
