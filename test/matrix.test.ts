import { beforeAll, describe, expect, it, vi } from "vitest";
import { roles, type Reach } from "../db/core/manifest.ts";
import { grantsOf, manifests, type PermissionName, type Slug } from "../db/modules/registry.ts";
import { modules } from "../workers/modules/index.ts";
import type { Route } from "../workers/http/route.ts";
import { readContract, type Operation } from "./hostile/document.ts";
import { send } from "./hostile/http.ts";
import { exampleParts, toRequest } from "./hostile/requests.ts";
import { Registrar } from "./setup/registrar.ts";
import { ask, codeOf } from "./setup/http.ts";
import { makeInstitution, type Actor } from "./setup/institution.ts";

// Every role asks for every route: on a machine that is busy elsewhere that takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** A role of the institution's own: some of what a head of programme has, and one thing of the treasurer's. */
const own = { "sppd.read": "unit", "sppd.approve": "unit", "pegawai.account": "all" } as const satisfies Partial<
  Record<PermissionName, Reach>
>;

/** The routes as the modules declare them. */
const slugs = Object.keys(manifests) as Slug[];
const declared: readonly Route[] = (await Promise.all(slugs.map((slug) => modules[slug]()))).flatMap(
  ({ routes }) => routes,
);

let operations: readonly Operation[];
/** Somebody who holds this role and no other; `sendiri` is the institution's own, and `tiada` none at all. */
const holders = new Map<string, Actor>();

beforeAll(async () => {
  const [contract, institution] = await Promise.all([readContract(), makeInstitution({ today: "2026-04-06" })]);
  ({ operations } = contract);
  const registrar = new Registrar(institution);
  const adm = await institution.actor("ADM");
  const made = await ask(adm, "POST", "/identity/roles", { kode: "sendiri", nama: "Peran sendiri", izin: own });
  expect(codeOf(made)).toBe("201");
  await Promise.all(
    [...roles, "sendiri", "tiada"].map(async (role) => {
      const body = registrar.body(role === "tiada" ? null : role, "FT");
      holders.set(role, await registrar.enter(await registrar.create(body), body.pengenal["username"] ?? ""));
    }),
  );
});

/** Whether the declarations let a role through a route. */
function mayPass(role: string, { access }: Route): boolean {
  if (access === "public" || access === "session") return true;
  return role === "sendiri" ? access in own : Object.hasOwn(grantsOf(access), role);
}

/** Asks as the holder of a role, about ids that nobody has and with a body that says nothing: what is refused before is the role. */
async function isLetThrough(operation: Operation, role: string): Promise<boolean> {
  const params = Object.fromEntries(
    operation.parameters
      .filter(({ in: place, schema }) => place === "path" && schema.format === "uuid")
      .map(({ name }) => [name, crypto.randomUUID()]),
  );
  const { body: _, ...parts } = exampleParts(operation, { as: role, params, file: new Uint8Array() }, false);
  const token = holders.get(role)?.token ?? "";
  const { status, code, json } = await send(
    toRequest(operation, token, { ...parts, body: operation.body ? {} : undefined }),
  );
  if (code === "TIDAK_BERWENANG") {
    expect([operation.id, role, status, json?.["izin"]]).toEqual([operation.id, role, 403, operation.permission]);
    return false;
  }
  if (!operation.open) expect([operation.id, role, status]).not.toEqual([operation.id, role, 401]);
  return true;
}

describe("every role at every route", () => {
  it("passes where the manifests say so, and nowhere else: the platform's roles, one of the institution's own, and none", async () => {
    expect(declared.map(({ operationId }) => operationId).toSorted()).toEqual(
      operations.map(({ id }) => id).toSorted(),
    );
    const expected: string[] = [];
    const found: string[] = [];
    for (const route of declared) {
      // It ends the session that asks; whoever is logged in may, as is tried elsewhere.
      const operation = operations.find(({ id }) => id === route.operationId && id !== "logOut");
      if (!operation) continue;
      await Promise.all(
        [...holders.keys()].map(async (role) => {
          const line = `${operation.id} ${role}`;
          if (mayPass(role, route)) expected.push(line);
          if (await isLetThrough(operation, role)) found.push(line);
        }),
      );
    }
    expect(found.toSorted()).toEqual(expected.toSorted());
    expect(declared.length * holders.size - expected.length).toBeGreaterThan(200);
  });
});
