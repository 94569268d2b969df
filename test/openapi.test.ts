import { beforeAll, describe, expect, inject, it } from "vitest";
import { grantsOf, manifests, slugAt, type PermissionName, type Slug } from "../db/modules/registry.ts";
import { modules } from "../workers/modules/index.ts";

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: string[];
  readonly security?: unknown[];
  readonly responses: Record<string, unknown>;
  readonly requestBody?: { content: Record<string, { schema: unknown; example?: unknown }> };
  readonly parameters?: { in: string; name: string }[];
  readonly "x-permission"?: string;
  readonly "x-scope"?: unknown;
}

let document: { openapi: string; paths: Record<string, Record<string, Operation>> };
let operations: { path: string; method: string; operation: Operation }[];

beforeAll(async () => {
  const response = await fetch(`${inject("stack").urls.edge}/api/openapi.json`);
  expect(response.headers.get("content-type")).toBe("application/json");
  document = (await response.json()) as typeof document;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
});

describe("the OpenAPI document", () => {
  it("has every route of every module, and no other", async () => {
    expect(document.openapi).toBe("3.1.0");
    const ids: string[] = [];
    for (const slug of Object.keys(manifests) as Slug[]) {
      for (const { operationId } of (await modules[slug]()).routes) ids.push(operationId);
    }
    expect(new Set(operations.map(({ operation }) => operation.operationId))).toEqual(new Set(ids));
    expect(operations).toHaveLength(ids.length);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("says of each what it does, whose it is, what it answers and how it fails", () => {
    for (const { path, operation } of operations) {
      const { operationId, summary, responses } = operation;
      expect({ operationId, summary }).toEqual({ operationId, summary: expect.stringMatching(/\S{3}/) });
      expect([operationId, slugAt(path.split("/")[3] ?? "")]).toEqual([operationId, operation.tags[0]]);
      expect({ operationId, ...responses }).toMatchObject({ default: { $ref: "#/components/responses/Problem" } });
      const successes = Object.keys(responses).filter((status) => /^[23]\d\d$/.test(status));
      expect({ operationId, successes }).not.toEqual({ operationId, successes: [] });
    }
  });

  it("says who may: nobody's leave, a session, or a permission with its reach by role", () => {
    for (const { operation } of operations) {
      const { operationId, security, "x-permission": permission, "x-scope": scope } = operation;
      if (permission === undefined) expect({ operationId, security }).toEqual({ operationId, security: [] });
      else if (permission !== "session") {
        const grants = grantsOf(permission as PermissionName);
        // The platform's own is nobody's role.
        const nobodys = permission === "operator.institutions.read";
        expect({ permission, nobodys: Object.keys(grants).length === 0 }).toEqual({ permission, nobodys });
        expect({ operationId, scope }).toEqual({ operationId, scope: grants });
      }
    }
  });

  it("declares every parameter that a path has", () => {
    for (const { path, operation } of operations) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
      const declared = (operation.parameters ?? []).filter((one) => one.in === "path").map(({ name }) => name);
      expect({ path, declared: new Set(declared) }).toEqual({ path, declared: new Set(named) });
    }
  });

  it("refers only to what it contains", () => {
    const text = JSON.stringify(document);
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference ?? "");
    for (const reference of new Set(references)) {
      const found = reference
        .slice(2)
        .split("/")
        .reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], document);
      expect({ reference, found }).toEqual({ reference, found: expect.anything() });
    }
  });
});
