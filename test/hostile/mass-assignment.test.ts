import { beforeAll, describe, expect, it, vi } from "vitest";
import { ownerRows } from "../setup/institution.ts";
import { toRequest } from "./requests.ts";
import { eachOf, makeWorld, type World } from "./world.ts";

// Many requests each: on a machine that is busy elsewhere they take their time.
vi.setConfig({ testTimeout: 120_000 });

let world: World;
beforeAll(async () => {
  world = await makeWorld();
}, 60_000);

describe("what nobody may say of themselves", () => {
  it("is refused by every operation, by name: whose row it is, its id, its password, its standing, how often it was changed", async () => {
    // Every column of accounts, sessions and roles, as they are called in the database.
    const columns = await ownerRows<{ name: string }>(
      `select distinct column_name as name from information_schema.columns where table_schema = 'public'
         and table_name in ('users', 'user_identifiers', 'user_roles', 'sessions', 'peran_lembaga', 'kunci_api', 'tautan_akun')`,
    );
    const names = [
      ...columns.map(({ name }) => name),
      "is_admin",
      "role",
      "roles",
      "izin[]",
      "__proto__",
      "constructor",
    ];
    const bodied = world.contract.operations.filter(({ body }) => body?.type === "application/json");
    const attempts = bodied.flatMap((operation) => {
      const known = Object.keys(operation.body?.schema.properties ?? {});
      // All at once: each must be named in the answer.
      return [{ operation, foreign: names.filter((name) => !known.includes(name)) }];
    });
    await eachOf(attempts, 8, async ({ operation, foreign }) => {
      const { token, parts } = await world.example(operation);
      const more = Object.fromEntries(foreign.filter((name) => name !== "__proto__").map((name) => [name, "admin"]));
      const text = JSON.stringify({ ...(parts.body as object), ...more }).replace(/}$/, ',"__proto__":{"aktif":true}}');
      const { got, faults } = await world.probe(operation, { ...toRequest(operation, token, parts), body: text });
      const refused = ((got.json?.["errors"] ?? []) as { pointer: string; code: string }[])
        .filter(({ code }) => code === "KOLOM_TIDAK_DIKENAL")
        .map(({ pointer }) => pointer.slice(1));
      expect([operation.id, got.code, faults]).toEqual([operation.id, "DATA_TIDAK_SAH", []]);
      expect([operation.id, refused]).toEqual([operation.id, expect.arrayContaining(Object.keys(more))]);
    });
  });
});
