import { mailToken } from "./mailbox/contracts.ts";
import type { Ports } from "./ports.ts";
import { localLicences, qstashCredentials, type Secrets } from "./secrets.ts";

/** What both Workers (and any other client of the local services) are told: plain strings, the same names everywhere. */
export interface Environment {
  /** As `serambi_app`, whom row-level security binds. */
  DATABASE_URL: string;
  DATABASE_HTTP_URL: string;
  UPSTASH_REDIS_REST_URL: string;
  UPSTASH_REDIS_REST_TOKEN: string;
  QSTASH_URL: string;
  QSTASH_TOKEN: string;
  QSTASH_CURRENT_SIGNING_KEY: string;
  QSTASH_NEXT_SIGNING_KEY: string;
  /** Base of every job's destination, no slash at its end. */
  FUNCTIONS_URL: string;
  /** Base of the edge, as people see it. */
  PUBLIC_URL: string;
  /** Origins whose pages may call the API, comma separated. */
  ALLOWED_ORIGINS: string;
  SESSION_KEY: string;
  LINK_KEY: string;
  /** JSON: `{"current":"k1","keys":{"k1":"<base64 of 32 bytes>"}}` */
  FIELD_KEYS: string;
  /** JSON: raw Ed25519 public keys in base64url, by id. */
  LICENCE_PUBLIC_KEYS: string;
  MAIL_KIND: "resend";
  MAIL_URL: string;
  MAIL_TOKEN: string;
  MAIL_FROM: string;
}

/** The environment of a stack on these ports, whose API these origins may call from a browser. */
export function describeEnvironment(
  ports: Ports,
  secrets: Secrets,
  allowedOrigins: readonly string[] = [],
): Environment {
  const at = (port: number): string => `http://127.0.0.1:${port}`;
  return {
    // No port: the driver speaks HTTP to DATABASE_HTTP_URL, and the service behind it knows where its Postgres is.
    DATABASE_URL: `postgresql://serambi_app:${encodeURIComponent(secrets.postgres.app)}@127.0.0.1/serambi`,
    DATABASE_HTTP_URL: `${at(ports.neon)}/sql`,
    UPSTASH_REDIS_REST_URL: at(ports.upstash),
    UPSTASH_REDIS_REST_TOKEN: secrets.upstash.token,
    QSTASH_URL: at(ports.qstash),
    QSTASH_TOKEN: qstashCredentials.token,
    QSTASH_CURRENT_SIGNING_KEY: qstashCredentials.signingKeys.current,
    QSTASH_NEXT_SIGNING_KEY: qstashCredentials.signingKeys.next,
    FUNCTIONS_URL: at(ports.functions),
    PUBLIC_URL: at(ports.edge),
    ALLOWED_ORIGINS: allowedOrigins.join(","),
    SESSION_KEY: secrets.sessionKey,
    LINK_KEY: secrets.linkKey,
    FIELD_KEYS: JSON.stringify(secrets.fieldKeys),
    LICENCE_PUBLIC_KEYS: JSON.stringify({ [localLicences]: secrets.licence.publicKey }),
    MAIL_KIND: "resend",
    MAIL_URL: at(ports.mail),
    MAIL_TOKEN: mailToken,
    MAIL_FROM: "surat@serambi.example",
  };
}
