/** Secrets of a stage, set by hand (`sst secret set NAME VALUE`); they reach the Workers as secrets, never as text. */
export const secretNames = [
  "SESSION_KEY",
  "LINK_KEY",
  "FIELD_KEYS",
  "QSTASH_TOKEN",
  "QSTASH_CURRENT_SIGNING_KEY",
  "QSTASH_NEXT_SIGNING_KEY",
  "APP_DATABASE_PASSWORD",
  "OPS_DATABASE_PASSWORD",
] as const;

/** What the Workers keep outside the database, by the names under which `wrangler.toml` binds it. */
export const stores = [
  { binding: "CACHE", kind: "kv" },
  { binding: "UPLOADS", kind: "bucket" },
  { binding: "DOCUMENTS", kind: "bucket" },
] as const;

/**
 * The hosts of a stage below the platform's domain (`SERAMBI_DOMAIN`): production has the domain itself. Throws, in plain
 * words, when no domain is given.
 */
export function domainOf(
  stage: string,
  env: Readonly<Record<string, string | undefined>>,
): { edge: string; functions: string } {
  const domain = env["SERAMBI_DOMAIN"];
  if (!domain) throw new Error("Set SERAMBI_DOMAIN to the platform's domain, for example serambi.example.id");
  const edge = stage === "production" ? domain : `${stage}.${domain}`;
  return { edge, functions: stage === "production" ? `functions.${domain}` : `${stage}-functions.${domain}` };
}
