import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { schedules } from "../schedules.ts";
import { secretNames, stores } from "./resources.ts";

interface Declared {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly dependsOn: readonly unknown[];
}

const declared: Declared[] = [];
/** A project that was bundled: what the declaration reads of the disk. */
const root = mkdtempSync(join(tmpdir(), "serambi-declared-"));

/** Stands for SST's globals: notes what is declared, and gives every property a resource may be asked for. */
function record(path: string): unknown {
  const output = (text: string): unknown => ({
    apply: (change: (text: string) => unknown) => change(text),
    toString: () => text,
  });
  return new Proxy(class {}, {
    get: (_, key) => record(`${path}.${String(key)}`),
    construct(_, [name, inputs = {}, options = {}]: [string, Declared["inputs"]?, { dependsOn?: unknown[] }?]) {
      declared.push({ type: path, name, inputs, dependsOn: (options.dependsOn ?? []).map(String) });
      return new Proxy(
        { toString: () => name },
        {
          get: (own, key) =>
            typeof key === "symbol" || key in own ? (Reflect.get(own, key) as unknown) : output(`${name}.${key}`),
        },
      );
    },
  });
}

beforeAll(async () => {
  for (const [folder, entry, data] of [
    ["edge", "edge.js", "sandi.wasm"],
    ["functions", "functions.js", "huruf.ttf"],
  ] as const) {
    mkdirSync(join(root, "dist/workers", folder), { recursive: true });
    for (const file of [entry, `${entry}.map`, data, "README.md"]) {
      writeFileSync(join(root, "dist/workers", folder, file), file);
    }
  }
  for (const name of ["sst", "neon", "upstash", "command", "cloudflare"]) vi.stubGlobal(name, record(name));
  vi.stubGlobal("$config", (config: unknown) => config);
  vi.stubGlobal("$app", { name: "serambi", stage: "production" });
  vi.stubGlobal("$cli", { paths: { root } });
  vi.stubGlobal("$util", { secret: (value: unknown) => value });
  vi.stubGlobal("$interpolate", String.raw);
  vi.stubEnv("SERAMBI_DOMAIN", "serambi.example.id");
  vi.stubEnv("CLOUDFLARE_DEFAULT_ACCOUNT_ID", "account");
  vi.stubEnv("CLOUDFLARE_ZONE_ID", "zone");
  vi.stubEnv("SERAMBI_MAIL_FROM", "surat@serambi.example.id");
  // SST reads this file itself; the import is by path so that no type-checker without its globals follows it.
  const path = fileURLToPath(new URL("../../sst.config.ts", import.meta.url));
  const { default: config } = (await import(/* @vite-ignore */ path)) as {
    default: { app(input: { stage: string }): object; run(): Promise<unknown> };
  };
  expect(config.app({ stage: "production" })).toMatchObject({ removal: "retain", protect: true });
  await config.run();
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

const of = (type: string) => declared.filter((one) => one.type === type);
const versionOf = (name: string) =>
  z
    .object({
      mainModule: z.string(),
      modules: z.array(z.object({ name: z.string(), contentType: z.string(), contentSha256: z.string().length(64) })),
      assets: z.looseObject({ directory: z.string() }).optional(),
      bindings: z.array(z.looseObject({ name: z.string(), type: z.string() })),
    })
    .parse(of("cloudflare.WorkerVersion").find((one) => one.name === name)?.inputs);

/** Everything that must be done before this is, nearest first. */
function before(name: string): string[] {
  const direct = declared.find((one) => one.name === name)?.dependsOn.map(String) ?? [];
  return [...direct, ...direct.flatMap(before)];
}

describe("production, as declared", () => {
  it("is Postgres 18", () => {
    expect(of("neon.Project")[0]?.inputs).toMatchObject({ pgVersion: 18 });
  });

  it("bundles before it migrates, migrates before it uploads, and uploads the edge last", () => {
    expect(before("Migrate")).toContain("Bundle");
    expect(before("FunctionsVersion")).toContain("Migrate");
    expect(before("EdgeVersion")).toContain("FunctionsHost");
    expect(before("FunctionsHost")).toContain("FunctionsDeployment");
    for (const { id } of schedules) expect(before(id)).toContain("FunctionsHost");
    expect(before("FunctionsCrons")).toContain("FunctionsHost");
  });

  it("uploads each Worker with every module of its bundle, and nothing that is not one", () => {
    expect(versionOf("EdgeVersion")).toMatchObject({
      mainModule: "edge.js",
      modules: [
        { name: "edge.js", contentType: "application/javascript+module" },
        { name: "sandi.wasm", contentType: "application/wasm" },
      ],
      assets: { directory: join(root, "dist/assets") },
    });
    expect(versionOf("FunctionsVersion")).toMatchObject({
      mainModule: "functions.js",
      modules: [{ name: "functions.js" }, { name: "huruf.ttf", contentType: "application/octet-stream" }],
    });
  });

  it("tells each Worker which code it is, so that nothing is shown that other code has cached", () => {
    const told = ["EdgeVersion", "FunctionsVersion"].map((name) =>
      versionOf(name).bindings.find((one) => one.name === "RELEASE"),
    );
    for (const binding of told) expect(binding?.["text"]).toMatch(/^[\da-f]{12}$/);
    expect(told[0]?.["text"]).not.toBe(told[1]?.["text"]);
  });

  it("makes every store and every secret it speaks of", () => {
    expect([...of("sst.cloudflare.Kv"), ...of("sst.cloudflare.Bucket")].map(({ name }) => name)).toEqual(
      stores.map(({ binding }) => binding),
    );
    expect(of("sst.Secret").map(({ name }) => name)).toEqual(secretNames);
  });

  it("gives the Workers the application's role, never the owner's", () => {
    for (const name of ["EdgeVersion", "FunctionsVersion"]) {
      const texts = JSON.stringify(versionOf(name).bindings.map(({ text }) => String(text)));
      expect(texts).toContain("postgresql://serambi_app:");
      expect(texts).not.toMatch(/DatabaseOwner|OPS_DATABASE_PASSWORD/);
    }
  });

  it("answers at the platform's domain, where the Workers are told that they are", () => {
    const hosts = of("cloudflare.WorkersCustomDomain").map(({ inputs }) => `https://${String(inputs["hostname"])}`);
    const { bindings } = versionOf("EdgeVersion");
    const told = ["FUNCTIONS_URL", "PUBLIC_URL"].map((name) => bindings.find((one) => one.name === name)?.["text"]);
    expect(hosts).toEqual(told);
    expect(hosts).toEqual(["https://functions.serambi.example.id", "https://serambi.example.id"]);
  });

  it("keeps no line of requests but the Workers' own, which has no address of what was asked", () => {
    for (const { inputs } of of("cloudflare.Worker"))
      expect(inputs["observability"]).toEqual({ enabled: true, logs: { enabled: true, invocationLogs: false } });
    expect(of("cloudflare.Worker")).toHaveLength(2);
  });

  it("calls by the clock what the local stack calls", () => {
    expect(of("upstash.QStashScheduleV2").map(({ inputs }) => [inputs["cron"], inputs["destination"]])).toEqual(
      schedules.map(({ cron, path }) => [cron, `https://functions.serambi.example.id${path}`]),
    );
    expect(of("cloudflare.WorkersCronTrigger").map(({ name, inputs }) => [name, inputs["schedules"]])).toEqual([
      ["FunctionsCrons", [{ cron: "* * * * *" }]],
      ["EdgeCrons", [{ cron: "23 * * * *" }]],
    ]);
  });
});

describe("sst.config.ts", () => {
  const project = fileURLToPath(new URL("../..", import.meta.url));
  const typed = existsSync(join(project, ".sst/platform/config.d.ts"));

  // Those types come with `sst install`, half a gigabyte that only who deploys needs.
  it.runIf(typed)("fits the types of SST and of every provider", { timeout: 180_000 }, () => {
    const compiler = join(project, "node_modules/typescript7/bin/tsc");
    const said = execFileSync(process.execPath, [compiler, "-p", join(project, "infra/cloud/tsconfig.sst.json")]);
    expect(said.toString()).toBe("");
  });
});
