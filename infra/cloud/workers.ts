import { createHash } from "node:crypto";
import { basename, extname } from "node:path";
import { type BundleModule, readBundle, releaseOf } from "../local/workers/bundle.ts";

/** The environment of both Workers (`db/core/env.ts`), and how each name is bound: what opens something is a secret. */
export const environment = {
  DATABASE_URL: "secret_text",
  DATABASE_HTTP_URL: "plain_text",
  UPSTASH_REDIS_REST_URL: "plain_text",
  UPSTASH_REDIS_REST_TOKEN: "secret_text",
  QSTASH_URL: "plain_text",
  QSTASH_TOKEN: "secret_text",
  QSTASH_CURRENT_SIGNING_KEY: "secret_text",
  QSTASH_NEXT_SIGNING_KEY: "secret_text",
  FUNCTIONS_URL: "plain_text",
  PUBLIC_URL: "plain_text",
  ALLOWED_ORIGINS: "plain_text",
  RELEASE: "plain_text",
  SESSION_KEY: "secret_text",
  LINK_KEY: "secret_text",
  FIELD_KEYS: "secret_text",
  LICENCE_PUBLIC_KEYS: "plain_text",
  MAIL_KIND: "plain_text",
  MAIL_URL: "plain_text",
  MAIL_TOKEN: "secret_text",
  MAIL_FROM: "plain_text",
} as const;

/** What a Worker is beside its code: the same as its `wrangler.toml` says, which the local stack runs. */
export interface WorkerDeclaration {
  readonly name: string;
  /** Its entry, as its `wrangler.toml` names it. */
  readonly main: string;
  readonly stores: readonly string[];
  /** Classes of Durable Objects, with the binding of each; `tag` names the step that made them. */
  readonly hubs?: { readonly tag: string; readonly classes: readonly { name: string; className: string }[] };
  readonly ratelimits: readonly { name: string; namespaceId: string; simple: { limit: number; period: number } }[];
  /** Static files: the binding, their folder from the root, and how paths are read. */
  readonly assets?: {
    readonly binding: string;
    readonly directory: string;
    readonly config: { htmlHandling: string; notFoundHandling: string; runWorkerFirst: boolean };
  };
}

/** Both run under the same rules of the runtime. */
export const compatibility = { date: "2026-04-01", flags: ["nodejs_compat"] };

/** The two Workers, by their floor; the bundle of each lies in `dist/workers/<floor>`. */
export const workers = {
  edge: {
    name: "serambi-edge",
    main: "workers/edge.ts",
    stores: ["CACHE", "UPLOADS", "DOCUMENTS"],
    hubs: { tag: "v1", classes: [{ name: "LIVE", className: "LiveHub" }] },
    ratelimits: [
      { name: "LIMIT_ADDRESS", namespaceId: "8701", simple: { limit: 3000, period: 60 } },
      { name: "LIMIT_SESSION", namespaceId: "8702", simple: { limit: 1200, period: 60 } },
    ],
    assets: {
      binding: "ASSETS",
      directory: "dist/assets",
      config: { htmlHandling: "none", notFoundHandling: "none", runWorkerFirst: true },
    },
  },
  functions: { name: "serambi-functions", main: "functions.ts", stores: ["UPLOADS", "DOCUMENTS"], ratelimits: [] },
} as const satisfies Record<string, WorkerDeclaration>;

/**
 * Bundles both into `dist/workers/<floor>`, exactly as the local stack does before it runs them: letters and wasm travel as
 * modules of their own, which a bundler that makes one script would lose.
 */
export const bundleCommand = [
  "rm -rf dist/workers",
  ...Object.keys(workers).map((floor) => {
    const config = floor === "edge" ? "wrangler.toml" : `${floor}/wrangler.toml`;
    // Absolute: wrangler takes a relative folder from the wrangler.toml for some of its files, and from here for others.
    return `npx --no-install wrangler deploy --dry-run --config ${config} --outdir "$PWD/dist/workers/${floor}"`;
  }),
].join(" && ");

const contentTypes: Record<BundleModule["type"], string> = {
  ESModule: "application/javascript+module",
  CompiledWasm: "application/wasm",
  Text: "text/plain",
  Data: "application/octet-stream",
};

/** The module that runs: a Worker's entry, bundled. */
export function mainModuleOf(main: string): string {
  return `${basename(main, extname(main))}.js`;
}

/** The modules of a bundle as Cloudflare takes them, the entry first. Throws when the folder holds no bundle of `main`. */
export function readModules(folder: string, main: string) {
  return readBundle(folder, main).map(({ type, path, contents }) => ({
    name: basename(path),
    contentType: contentTypes[type],
    contentFile: path,
    contentSha256: createHash("sha256").update(contents).digest("hex"),
  }));
}

/** Which code a bundle is. */
export function readRelease(folder: string, main: string): string {
  return releaseOf(readBundle(folder, main));
}

/**
 * Everything a Worker is given, as Cloudflare's bindings. `Value` is a text, or the platform's promise of one.
 * `ids` are the KV namespaces' ids and the buckets' names, by binding.
 */
export function bindingsOf<Value>(
  worker: WorkerDeclaration,
  given: {
    readonly environment: Readonly<Record<keyof typeof environment, Value>>;
    readonly ids: Readonly<Record<string, { kind: "kv_namespace" | "r2_bucket"; id: Value }>>;
  },
) {
  const names = Object.keys(environment) as (keyof typeof environment)[];
  return [
    ...names.map((name) => ({ name, type: environment[name], text: given.environment[name] })),
    ...worker.stores.map((name) => {
      const store = given.ids[name];
      if (!store) throw new Error(`${worker.name} binds ${name}, which nothing declares`);
      return store.kind === "kv_namespace"
        ? { name, type: store.kind, namespaceId: store.id }
        : { name, type: store.kind, bucketName: store.id };
    }),
    ...(worker.hubs?.classes ?? []).map((hub) => ({ ...hub, type: "durable_object_namespace" as const })),
    ...worker.ratelimits.map((limit) => ({ ...limit, type: "ratelimit" as const })),
    ...(worker.assets ? [{ name: worker.assets.binding, type: "assets" as const }] : []),
  ];
}
