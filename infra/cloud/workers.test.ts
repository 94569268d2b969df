import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { describe, expect, it } from "vitest";
import { unstable_readConfig as readWorkerConfig } from "wrangler";
import { readConfig } from "../../db/core/env.ts";
import { crons } from "../schedules.ts";
import { readStageSettings, secretNames, stores } from "./resources.ts";
import { bindingsOf, compatibility, environment, type WorkerDeclaration, workers } from "./workers.ts";

const binding = z.object({ binding: z.string() });
/** What of wrangler's reading of a wrangler.toml is looked at; it ships no types for it. */
const workerConfig = z.object({
  name: z.string(),
  main: z.string(),
  compatibility_date: z.string(),
  compatibility_flags: z.array(z.string()),
  kv_namespaces: z.array(binding),
  r2_buckets: z.array(binding),
  ratelimits: z.array(
    z.object({
      name: z.string(),
      namespace_id: z.string(),
      simple: z.object({ limit: z.number(), period: z.number() }),
    }),
  ),
  durable_objects: z.object({ bindings: z.array(z.object({ name: z.string(), class_name: z.string() })) }),
  migrations: z.array(z.object({ tag: z.string(), new_sqlite_classes: z.array(z.string()).optional() })),
  assets: z
    .object({
      binding: z.string(),
      html_handling: z.string(),
      not_found_handling: z.string(),
      run_worker_first: z.boolean(),
    })
    .optional(),
  triggers: z.object({ crons: z.array(z.string()).optional() }),
});

const pathOf = (file: string) => fileURLToPath(new URL(`../../${file}`, import.meta.url));
const texts = Object.fromEntries(Object.keys(environment).map((name) => [name, name])) as Record<
  keyof typeof environment,
  string
>;
const ids = Object.fromEntries(stores.map((store) => [store.binding, { kind: store.kind, id: `${store.binding}-id` }]));

describe.each([
  ["the edge", "wrangler.toml", workers.edge],
  ["the functions", "functions/wrangler.toml", workers.functions],
] as const)("%s, in production", (_, file, worker: WorkerDeclaration) => {
  const config = workerConfig.parse(readWorkerConfig({ config: pathOf(file) }));

  it("is the Worker that the local stack runs, under the same rules of the runtime", () => {
    expect(config.name).toBe(worker.name);
    expect(config.main.endsWith(worker.main)).toBe(true);
    expect({ date: config.compatibility_date, flags: config.compatibility_flags }).toEqual(compatibility);
  });

  it("is given what its wrangler.toml binds, the environment of db/core/env.ts, and no more", () => {
    const given = bindingsOf(worker, { environment: texts, ids });
    const kindOf = (type: string) => given.filter((one) => one.type === type).map(({ name }) => name);
    expect(kindOf("kv_namespace")).toEqual(config.kv_namespaces.map((one) => one.binding));
    expect(kindOf("r2_bucket")).toEqual(config.r2_buckets.map((one) => one.binding));
    expect(kindOf("assets")).toEqual(config.assets ? [config.assets.binding] : []);
    expect(given.filter((one) => one.type === "ratelimit")).toEqual(
      config.ratelimits.map(({ name, namespace_id, simple }) => ({
        name,
        namespaceId: namespace_id,
        simple,
        type: "ratelimit",
      })),
    );
    expect(given.filter((one) => one.type === "durable_object_namespace")).toEqual(
      config.durable_objects.bindings.map(({ name, class_name }) => ({
        name,
        className: class_name,
        type: "durable_object_namespace",
      })),
    );
    expect(
      worker.hubs
        ? [{ tag: worker.hubs.tag, new_sqlite_classes: worker.hubs.classes.map(({ className }) => className) }]
        : [],
    ).toEqual(config.migrations);
    expect([...kindOf("plain_text"), ...kindOf("secret_text")].toSorted()).toEqual(namesOfEnvironment());
  });

  it("binds by no means that the declaration does not know", () => {
    const tables = [...readFileSync(pathOf(file), "utf8").matchAll(/^\[+([\w.]+)\]+/gm)].map(([, table]) => table);
    expect(tables.length).toBeGreaterThan(2);
    expect([
      "assets",
      "build",
      "durable_objects.bindings",
      "kv_namespaces",
      "migrations",
      "observability",
      "observability.logs",
      "r2_buckets",
      "ratelimits",
      "rules",
      "triggers",
    ]).toEqual(expect.arrayContaining(tables));
  });

  it("reads paths of static files alike", () => {
    const { html_handling, not_found_handling, run_worker_first } = config.assets ?? {};
    expect(worker.assets?.config).toEqual(
      config.assets && {
        htmlHandling: html_handling,
        notFoundHandling: not_found_handling,
        runWorkerFirst: run_worker_first,
      },
    );
  });
});

describe("what opens something", () => {
  it("is a secret", () => {
    for (const name of secretNames) {
      if (name in environment) expect(environment[name as keyof typeof environment]).toBe("secret_text");
    }
    const open = Object.entries(environment).flatMap(([name, type]) => (type === "plain_text" ? [name] : []));
    expect(
      open.every(
        (name) =>
          /_URL$|^ALLOWED_ORIGINS$|^RELEASE$|^LICENCE_PUBLIC_KEYS$|^MAIL_(KIND|FROM)$/.test(name) &&
          name !== "DATABASE_URL",
      ),
    ).toBe(true);
  });
});

describe("Cloudflare's own cron", () => {
  it("calls the sweep and what removes uploads, in the cloud and on a laptop", () => {
    const cronsOf = (file: string) => workerConfig.parse(readWorkerConfig({ config: pathOf(file) })).triggers.crons;
    expect({ edge: cronsOf("wrangler.toml"), functions: cronsOf("functions/wrangler.toml") }).toEqual(crons);
  });
});

describe("a stage's settings", () => {
  const account = {
    CLOUDFLARE_DEFAULT_ACCOUNT_ID: "a",
    CLOUDFLARE_ZONE_ID: "z",
    SERAMBI_MAIL_FROM: "surat@a.id",
  };

  it("put its hosts below the platform's domain", () => {
    expect(readStageSettings("production", { ...account, SERAMBI_DOMAIN: "a.id" })).toMatchObject({
      edgeHost: "a.id",
      functionsHost: "functions.a.id",
      neonProjectId: undefined,
      allowedOrigins: "",
      mail: { MAIL_KIND: "resend", MAIL_URL: "https://api.resend.com", MAIL_FROM: "surat@a.id" },
    });
    expect(readStageSettings("pr-7", { ...account, SERAMBI_DOMAIN: "a.id", NEON_PROJECT_ID: "n" })).toMatchObject({
      edgeHost: "pr-7.a.id",
      functionsHost: "pr-7-functions.a.id",
      neonProjectId: "n",
    });
  });

  it("must all be told, in one go", () => {
    expect(() => readStageSettings("pr-7", {})).toThrow(
      "Set SERAMBI_DOMAIN, CLOUDFLARE_DEFAULT_ACCOUNT_ID, CLOUDFLARE_ZONE_ID, SERAMBI_MAIL_FROM, NEON_PROJECT_ID",
    );
  });
});

/** Every name that a Worker reads, as it says itself when each of them is missing or malformed. */
function namesOfEnvironment(): string[] {
  try {
    readConfig({
      ALLOWED_ORIGINS: "*",
      RELEASE: 0,
      LICENCE_PUBLIC_KEYS: 0,
      MAIL_KIND: 0,
      MAIL_URL: 0,
      MAIL_TOKEN: 0,
      MAIL_FROM: 0,
    });
  } catch (error) {
    return String(error).split("malformed: ")[1]?.split(", ").toSorted() ?? [];
  }
  throw new Error("a Worker would start without an environment");
}
