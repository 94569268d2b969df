import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { unstable_readConfig as readWorkerConfig } from "wrangler";
import { readConfig } from "../../db/core/env.ts";
import { crons, schedules } from "../schedules.ts";
import { domainOf, secretNames, stores } from "./resources.ts";

/** What of wrangler's reading of a wrangler.toml is looked at; it ships no types for it. */
const workerConfig = z.object({
  kv_namespaces: z.array(z.object({ binding: z.string() })),
  r2_buckets: z.array(z.object({ binding: z.string() })),
  triggers: z.object({ crons: z.array(z.string()).optional() }),
});

const root = new URL("../../", import.meta.url);
const pathOf = (file: string) => fileURLToPath(new URL(file, root));

interface Declared {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

let declared: Declared[];
let outputs: Record<string, unknown>;

/** Stands for SST's globals: notes what is declared, and gives every property a resource may be asked for. */
function record(path: string): unknown {
  const output = (name: string): unknown =>
    Object.assign(() => name, {
      apply: (change: (text: string) => string) => change(`${name}.host.test`),
      toString: () => name,
    });
  return new Proxy(class {}, {
    get: (_, key) => record(`${path}.${String(key)}`),
    construct(_, [name, inputs = {}]: [string, Record<string, unknown>?]) {
      declared.push({ type: path, name, inputs });
      return new Proxy({}, { get: (__, key) => output(`${name}.${String(key)}`) });
    },
  });
}

beforeAll(async () => {
  declared = [];
  const interpolate = (texts: TemplateStringsArray, ...values: unknown[]) =>
    texts.reduce((all, text, index) => all + String(values[index - 1]) + text);
  for (const name of ["sst", "neon", "upstash", "command", "cloudflare"]) vi.stubGlobal(name, record(name));
  vi.stubGlobal("$config", (config: unknown) => config);
  vi.stubGlobal("$app", { name: "serambi", stage: "production" });
  vi.stubGlobal("$util", { secret: (value: unknown) => value });
  vi.stubGlobal("$interpolate", interpolate);
  vi.stubEnv("SERAMBI_DOMAIN", "serambi.example.id");
  // SST reads this file itself; the import is by path so that no type-checker without its globals follows it.
  const { default: config } = (await import(/* @vite-ignore */ pathOf("sst.config.ts"))) as {
    default: { app(input: { stage: string }): object; run(): Promise<Record<string, unknown>> };
  };
  expect(config.app({ stage: "production" })).toMatchObject({ removal: "retain", protect: true });
  outputs = await config.run();
});

const of = (type: string) => declared.filter((one) => one.type === type);

describe("production, as declared", () => {
  it("is Postgres 18, migrated before anything is scheduled", () => {
    expect(of("neon.Project")[0]?.inputs).toMatchObject({ pgVersion: 18 });
    const order = declared.map(({ type }) => type);
    expect(order.indexOf("command.local.Command")).toBeGreaterThan(order.indexOf("neon.Database"));
    expect(order.indexOf("command.local.Command")).toBeLessThan(order.indexOf("upstash.QStashScheduleV2"));
  });

  it("has every store that a Worker binds, and no other", () => {
    const bound = new Set<string>();
    for (const file of ["wrangler.toml", "functions/wrangler.toml"]) {
      const config = workerConfig.parse(readWorkerConfig({ config: pathOf(file) }));
      for (const { binding } of [...config.kv_namespaces, ...config.r2_buckets]) bound.add(binding);
    }
    expect(new Set(stores.map(({ binding }) => binding))).toEqual(bound);
    expect([...of("sst.cloudflare.Kv"), ...of("sst.cloudflare.Bucket")].map(({ name }) => name)).toEqual(
      stores.map(({ binding }) => binding),
    );
  });

  it("calls by the clock what the local stack calls", () => {
    expect(of("upstash.QStashScheduleV2").map(({ inputs }) => [inputs["cron"], inputs["destination"]])).toEqual(
      schedules.map(({ cron, path }) => [cron, `https://functions.serambi.example.id${path}`]),
    );
  });

  it("lets Cloudflare's own cron call the sweep: it must go on while the queue is away", () => {
    const { triggers } = workerConfig.parse(readWorkerConfig({ config: pathOf("functions/wrangler.toml") }));
    expect(triggers.crons).toEqual(crons);
  });

  it("provides every name of the Workers' environment, as a secret or as what it made", () => {
    const source = readFileSync(pathOf("db/core/env.ts"), "utf8");
    const names = [...source.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(10);
    expect(new Set([...Object.keys(outputs), ...secretNames])).toEqual(
      new Set([...names, "stores", "APP_DATABASE_PASSWORD", "OPS_DATABASE_PASSWORD"]),
    );
    expect(of("sst.Secret").map(({ name }) => name)).toEqual(secretNames);
    expect(() => readConfig({})).toThrow(/DATABASE_URL/);
  });
});

describe("a stage's hosts", () => {
  it("lie below the platform's domain, and must be told", () => {
    expect(domainOf("production", { SERAMBI_DOMAIN: "a.id" })).toEqual({ edge: "a.id", functions: "functions.a.id" });
    expect(domainOf("pr-7", { SERAMBI_DOMAIN: "a.id" })).toEqual({
      edge: "pr-7.a.id",
      functions: "pr-7-functions.a.id",
    });
    expect(() => domainOf("production", {})).toThrow("SERAMBI_DOMAIN");
  });
});
