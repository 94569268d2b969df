/** Secrets of a stage, set by hand (`sst secret set NAME VALUE`); they reach the Workers as secrets, never as text. */
export const secretNames = [
  "SESSION_KEY",
  "LINK_KEY",
  "FIELD_KEYS",
  "MAIL_TOKEN",
  "QSTASH_TOKEN",
  "QSTASH_CURRENT_SIGNING_KEY",
  "QSTASH_NEXT_SIGNING_KEY",
  "APP_DATABASE_PASSWORD",
  "OPS_DATABASE_PASSWORD",
] as const;

/** What the Workers keep outside the database, by the names under which `wrangler.toml` binds it. */
export const stores = [
  { binding: "CACHE", kind: "kv_namespace" },
  { binding: "UPLOADS", kind: "r2_bucket" },
  { binding: "DOCUMENTS", kind: "r2_bucket" },
] as const;

/** What a deployment must be told about the accounts it uses. */
export interface Settings {
  /** Hosts below the platform's domain: production has the domain itself, and one level more is what its certificate covers. */
  readonly edgeHost: string;
  readonly functionsHost: string;
  readonly accountId: string;
  /** Origins whose pages may call the API, comma separated; empty for none. */
  readonly allowedOrigins: string;
  /** Whose licence keys count (`db/core/env.ts`): JSON; none unless told. */
  readonly licenceKeys: string;
  /** The Cloudflare zone of the domain. */
  readonly zoneId: string;
  /** How mails leave (`db/core/env.ts`): Resend unless another provider is named, from an address of a domain that it knows. */
  readonly mail: { readonly MAIL_KIND: string; readonly MAIL_URL: string; readonly MAIL_FROM: string };
  /** Neon's project for a stage that makes none of its own; undefined in production, which does. */
  readonly neonProjectId: string | undefined;
}

/** Reads the settings of a stage from the environment. Throws, in plain words, with the names of what is missing. */
export function readStageSettings(stage: string, env: Readonly<Record<string, string | undefined>>): Settings {
  const missing: string[] = [];
  const read = (name: string): string => {
    const value = env[name];
    if (!value) missing.push(name);
    return value ?? "";
  };
  const production = stage === "production";
  const domain = read("SERAMBI_DOMAIN");
  const settings = {
    edgeHost: production ? domain : `${stage}.${domain}`,
    functionsHost: production ? `functions.${domain}` : `${stage}-functions.${domain}`,
    accountId: read("CLOUDFLARE_DEFAULT_ACCOUNT_ID"),
    allowedOrigins: env["SERAMBI_ALLOWED_ORIGINS"] ?? "",
    licenceKeys: env["SERAMBI_LICENCE_KEYS"] ?? "{}",
    zoneId: read("CLOUDFLARE_ZONE_ID"),
    mail: {
      MAIL_KIND: env["SERAMBI_MAIL_KIND"] ?? "resend",
      MAIL_URL: env["SERAMBI_MAIL_URL"] ?? "https://api.resend.com",
      MAIL_FROM: read("SERAMBI_MAIL_FROM"),
    },
    neonProjectId: production ? undefined : read("NEON_PROJECT_ID"),
  };
  if (missing.length > 0) throw new Error(`Set ${missing.join(", ")}: see "Production" in docs/operations.md`);
  return settings;
}
