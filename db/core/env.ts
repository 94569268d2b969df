import * as z from "zod";

const secret = z.string().min(32);

/** Origins as browsers write them (`https://portal.example`), comma separated: anything else would never match. */
const origins = z
  .string()
  .default("")
  .transform((text) => text.split(",").flatMap((part) => part.trim() || []))
  .pipe(z.array(z.string().refine((text) => URL.canParse(text) && new URL(text).origin === text)));

/** How mails leave: none of it, or all. `resend` speaks Resend's API, `http` the plain contract of docs/operations.md. */
const mail = {
  MAIL_KIND: z.enum(["", "resend", "http"]).default(""),
  /** Base of the provider's API, no slash at its end. */
  MAIL_URL: z.union([z.literal(""), z.url().refine((url) => !url.endsWith("/"))]).default(""),
  MAIL_TOKEN: z.string().default(""),
  /** The address that mails come from; the name beside it is each institution's own. */
  MAIL_FROM: z.union([z.literal(""), z.email()]).default(""),
};

const textSchema = z.object({
  DATABASE_URL: z.string().startsWith("postgresql://"),
  DATABASE_HTTP_URL: z.url(),
  UPSTASH_REDIS_REST_URL: z.url(),
  UPSTASH_REDIS_REST_TOKEN: z.string().min(1),
  QSTASH_URL: z.url(),
  QSTASH_TOKEN: z.string().min(1),
  QSTASH_CURRENT_SIGNING_KEY: z.string().min(1),
  QSTASH_NEXT_SIGNING_KEY: z.string().min(1),
  FUNCTIONS_URL: z.url().refine((url) => !url.endsWith("/")),
  PUBLIC_URL: z.url().refine((url) => !url.endsWith("/")),
  /** Whose pages may call the API from a browser, beside those of the host that answers. */
  ALLOWED_ORIGINS: origins,
  /** Which code this is: what one version of it has cached is not for another to show. */
  RELEASE: z.string().default(""),
  SESSION_KEY: secret,
  LINK_KEY: secret,
  FIELD_KEYS: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.object({ current: z.string(), keys: z.record(z.string(), z.string()) })),
  /** Whose licence keys count: raw Ed25519 public keys in base64url, by the id that keys name. */
  LICENCE_PUBLIC_KEYS: z
    .string()
    .default("{}")
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.record(z.string(), z.string().regex(/^[\w-]{43}$/))),
  ...mail,
});

/** Configuration of both Workers: addresses, credentials, keys. */
export type Config = Readonly<z.infer<typeof textSchema>>;

const parsed = new WeakMap<object, Config>();

/**
 * Reads and checks a Worker's environment, once per isolate. Throws with the names of what is missing or malformed,
 * never with a value.
 */
export function readConfig(env: object): Config {
  const known = parsed.get(env);
  if (known) return known;
  const result = textSchema.safeParse(env);
  if (!result.success) {
    const names = [...new Set(result.error.issues.map((issue) => String(issue.path[0])))];
    throw new Error(`environment: missing or malformed: ${names.join(", ")}`);
  }
  parsed.set(env, result.data);
  return result.data;
}
