import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type * as migration from "../../db/migrate.ts";
import { createInstitution } from "../../db/seed/institution.ts";
import { hashForSeed } from "../../db/seed/password.ts";
import type * as registry from "../../db/seed/registry.ts";
import type * as openapi from "../../infra/build/openapi.ts";
import type { Routes } from "../../workers/http/route.ts";
import { until } from "../setup/http.ts";
import { testPassword } from "../setup/institution.ts";
import { follow, typeErrorsIn, type Overlay } from "../setup/overlay.ts";
import { startOwnEdge, type OwnEdge } from "../setup/own-edge.ts";

const stack = inject("stack");
const database = `serambi_guide_${process.pid}`;
const ownerUrl = stack.ownerUrl.replace(/\/serambi$/, `/${database}`);

let overlay: Overlay;
let edge: OwnEdge;
beforeAll(async () => {
  overlay = follow("docs/modules.md");
  await run(stack.ownerUrl, (owner) => owner.query(`create database ${database}`));
  const { migrate } = await load<typeof migration>("db/migrate.ts");
  const passwordOf = (url: string) => decodeURIComponent(new URL(url).password);
  await migrate({ ownerUrl, appPassword: passwordOf(stack.appUrl), opsPassword: passwordOf(stack.opsUrl) });
  edge = await startOwnEdge(overlay.folder, stack, database);
});

afterAll(async () => {
  await edge?.stop();
  await run(stack.adminUrl, (admin) => admin.query(`drop database if exists ${database} with (force)`));
  rmSync(overlay.folder, { recursive: true, force: true });
});

/** A file of the product to which the module was added. */
const load = async <File>(path: string): Promise<File> =>
  (await import(/* @vite-ignore */ join(overlay.folder, path))) as File;

async function run<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

interface Got {
  readonly status: number;
  readonly body: { readonly [name: string]: unknown; readonly data?: readonly Record<string, unknown>[] };
}

/** Asks the edge that has the module. */
async function ask(token: string, method: string, path: string, body?: object): Promise<Got> {
  const response = await fetch(`${edge.url}${path}`, {
    method,
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Got["body"] };
}

/** An office with an administrator and a lecturer; their tokens. */
async function makeOffice(): Promise<{ boss: string; member: string }> {
  const person = (key: string, peran: "admin" | "dosen") => ({
    key,
    nama: key,
    status: "Honorer" as const,
    jabatan: "Staf",
    unit: "UNIV",
    username: key,
    roles: [{ peran, unit: "UNIV" }],
  });
  const spec = {
    slug: "kantor",
    nama: "Kantor",
    kota: "Semarang",
    kop: { baris: ["KANTOR"], alamat: "Jalan Pemuda 1", kontak: "kantor.example" },
    pengaturan: { wajib_otp: [] },
    units: [{ kode: "UNIV", nama: "Kantor", jenis: "institusi" as const }],
    people: [person("boss", "admin"), person("member", "dosen")],
    budgets: [],
  };
  const hash = await hashForSeed(testPassword);
  await run(ownerUrl, (owner) => createInstitution(owner, spec, hash));
  const logIn = async (identifier: string): Promise<string> => {
    const { body } = await ask("", "POST", "/api/v1/identity/login", {
      institution: "kantor",
      identifier,
      password: testPassword,
    });
    return String(body["token"]);
  };
  const [boss, member] = await Promise.all([logIn("boss"), logIn("member")]);
  return { boss, member };
}

describe("a module added as docs/modules.md says", () => {
  it("fits the types of all around it, which miss it in a list that lacks it", () => {
    const before = "workers/modules/before.ts";
    cpSync("workers/modules/index.ts", join(overlay.folder, before));
    const errors = typeErrorsIn(overlay.folder, [...overlay.touched, before]);
    expect(errors).toEqual([expect.stringMatching(`^${before}: Property '${overlay.slug}' is missing`)]);
    expect(overlay.touched).toHaveLength(5);
  });

  it("is in the OpenAPI document, with its permission", async () => {
    const { buildOpenApi } = await load<typeof openapi>("infra/build/openapi.ts");
    const { routes } = await load<{ routes: Routes }>(`workers/modules/${overlay.slug}/routes.ts`);
    expect(buildOpenApi(new Map([[overlay.slug as never, routes]]), "1.0.0")).toMatchObject({
      paths: { "/api/v1/sapaan": { get: { tags: ["sapaan"], "x-permission": "sapaan.read" } } },
    });
  });

  it("is shown by the registry, opens with its activation, and is what the institution sets of it", async () => {
    const { boss, member } = await makeOffice();
    const shown = (await ask(boss, "GET", "/api/v1/modules")).body.data?.find(({ slug }) => slug === "sapaan");
    expect(shown).toMatchObject({
      name: "Sapaan",
      is_core: false,
      settings: { properties: { kalimat: { default: "Selamat datang", title: "Kalimat sapaan" } } },
    });
    const { body: graph } = await ask(member, "POST", "/graphql", { query: "{ modules { id slug } }" });
    expect((graph.data as unknown as { modules: object[] }).modules).toContainEqual({
      id: shown?.["id"],
      slug: "sapaan",
    });

    const greeting = () => ask(member, "GET", "/api/v1/sapaan");
    const offered = async (what: string) => (await ask(member, "GET", `/api/v1/user-modules/${what}`)).body.data;
    expect(await greeting()).toMatchObject({ status: 403, body: { code: "MODULE_ACCESS_DENIED", modul: "sapaan" } });
    expect(JSON.stringify([await offered("navigation"), await offered("widgets")])).not.toContain("sapaan");

    const activated = await ask(boss, "POST", "/api/v1/user-modules", { module_id: shown?.["id"] });
    expect(activated).toMatchObject({ status: 201, body: { diaktifkan: ["sapaan"] } });
    const opened = await until(greeting, ({ status }) => status === 200);
    expect(opened).toMatchObject({ status: 200, body: { kalimat: "Selamat datang" } });
    expect(await offered("navigation")).toContainEqual({ path: "/sapaan", nama: { id: "Sapaan", en: "Greeting" } });
    const widgets = await until(
      () => offered("widgets"),
      (list) => list?.some(({ id }) => id === "sapaan.kini") ?? false,
    );
    expect(widgets).toContainEqual(expect.objectContaining({ id: "sapaan.kini", sumber: "/api/v1/sapaan" }));

    const configure = (configuration: object) =>
      ask(boss, "PATCH", `/api/v1/user-modules/${String(activated.body["id"])}`, { configuration });
    for (const wrong of [{ kalimat: "" }, { warna: "biru" }])
      expect(await configure(wrong)).toMatchObject({ status: 422, body: { code: "DATA_TIDAK_SAH" } });
    expect((await configure({ kalimat: "Sugeng rawuh" })).status).toBe(200);
    const changed = await until(greeting, ({ body }) => body["kalimat"] === "Sugeng rawuh");
    expect(changed.body).toEqual({ kalimat: "Sugeng rawuh" });
  });

  it("is refused by the migration once it needs itself by a detour (R2)", async () => {
    for (const [slug, other] of [
      ["sapaan", "sppd"],
      ["sppd", "sapaan"],
    ]) {
      const file = join(overlay.folder, `db/modules/${slug}/manifest.ts`);
      const text = readFileSync(file, "utf8");
      writeFileSync(file, text.replace(/dependencies: \[.*\]/, `dependencies: ["${other}"]`));
    }
    // Bundled, because what was imported above stays imported.
    await build({
      entryPoints: [join(overlay.folder, "db/seed/registry.ts")],
      outfile: join(overlay.folder, "circle.mjs"),
      bundle: true,
      platform: "node",
      format: "esm",
    });
    const { seedRegistry } = await load<typeof registry>("circle.mjs");
    await expect(run(ownerUrl, seedRegistry)).rejects.toThrow("sapaan → sppd → sapaan");
  });
});
