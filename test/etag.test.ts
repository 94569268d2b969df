import { beforeAll, describe, expect, it } from "vitest";
import { ask } from "./setup/http.ts";
import { makeInstitution, type Actor, type TestInstitution } from "./setup/institution.ts";
import { draft, orderE1 } from "./setup/orders.ts";

let institution: TestInstitution;
let d1: Actor;
let order: string;

beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  d1 = await institution.actor("D1");
  order = await draft(d1, orderE1(institution, [d1.pegawaiId]));
});

const read = (path: string, etag?: string | null) =>
  ask(d1, "GET", path, undefined, etag ? { "if-none-match": etag } : {});

describe("a read", () => {
  it("carries an entity tag, and is 304 without a body to whoever has it already", async () => {
    for (const path of ["/sppd", `/sppd/${order}`, "/sppd/ringkasan", "/pegawai", "/jobs", "/identity/me"]) {
      const first = await read(path);
      const etag = first.headers.get("etag");
      expect(etag, path).toMatch(/^"[\w-]{24}"$/);
      const again = await read(path, etag);
      expect([again.status, again.body, again.headers.get("etag")], path).toEqual([304, null, etag]);
      expect(again.headers.get("cache-control"), path).toBe(first.headers.get("cache-control"));
      expect((await read(path, '"lain"')).status, path).toBe(200);
    }
  });

  it("has another tag once what it says has changed", async () => {
    const before = (await read("/sppd")).headers.get("etag");
    await draft(d1, orderE1(institution, [d1.pegawaiId]));
    const after = await read("/sppd", before);
    expect(after.status).toBe(200);
    expect(after.headers.get("etag")).not.toBe(before);
  });

  it("of somebody else's is not told by its tag: who may not see it hears so first", async () => {
    const etag = (await read(`/sppd/${order}`)).headers.get("etag") ?? "";
    const d3 = await institution.actor("D3");
    expect((await ask(d3, "GET", `/sppd/${order}`, undefined, { "if-none-match": etag })).status).toBe(404);
    expect((await ask(null, "GET", `/sppd/${order}`, undefined, { "if-none-match": "*" })).status).toBe(401);
  });
});
