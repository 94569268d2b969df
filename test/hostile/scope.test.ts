import { beforeAll, describe, expect, it } from "vitest";
import { grantsOf, type PermissionName } from "../../db/modules/registry.ts";
import { ask } from "../setup/http.ts";
import { tripTo } from "../setup/orders.ts";
import { testPassword } from "../setup/institution.ts";
import { people } from "../setup/people.ts";
import { readContract, type Operation } from "./document.ts";
import { send, type Got } from "./http.ts";
import { makeReaches, type Reaches, type Row } from "./reach.ts";
import { exampleParts, toRequest } from "./requests.ts";
import { listed, named, triedElsewhere, undivided } from "./scoped.ts";

type Scoped = Operation & { readonly permission: string };

let world: Reaches;
let scoped: readonly Scoped[];
/** Whoever reaches most comes first: what was cached for them would be there for the others. */
const keys = people.map(({ key }) => key).toReversed();

beforeAll(async () => {
  const [contract, made] = await Promise.all([readContract(), makeReaches()]);
  world = made;
  scoped = contract.operations.flatMap((operation) => {
    const { open, permission = "session" } = operation;
    return open || permission === "session" ? [] : [{ ...operation, permission }];
  });
});

/** Sends the operation's example about a row, with everything else of it right. */
async function tryOn(operation: Scoped, key: string, row: Row): Promise<Got> {
  const { institution } = world;
  const { token, pegawaiId } = await institution.actor(key);
  const ids = { unit_id: institution.units["TI"], pelaksana: [pegawaiId], anggaran_id: institution.budgets[1] };
  const arranged = {
    as: key,
    params: { id: row.id },
    file: new TextEncoder().encode("%PDF-1.7\nundangan"),
    ...(operation.id === "updateOrder" ? { body: ids } : {}),
    ...(operation.id === "setUserRoles" ? { body: { peran: [] } } : {}),
    ...(operation.id === "takeOffOtp" ? { body: { password: testPassword } } : {}),
  };
  return await send(toRequest(operation, token, exampleParts(operation, arranged, false)));
}

/** Who reaches (or does not) which row of an operation. */
function pairs(operation: Scoped, reached: boolean): { key: string; row: Row }[] {
  const kind = named[operation.id];
  const rows = kind ? world.rows[kind] : [];
  return rows.flatMap((row) =>
    keys.flatMap((key) => (world.reaches(key, operation.permission, row) === reached ? [{ key, row }] : [])),
  );
}

describe("the reach of a permission", () => {
  it("is tried below for every operation that has one", () => {
    const ids = scoped.map(({ id }) => id);
    expect([...Object.keys(named), ...Object.keys(listed), ...triedElsewhere, ...undivided].toSorted()).toEqual(
      ids.toSorted(),
    );
  });

  it("is the whole institution wherever an operation asks for no row's owner", () => {
    const narrower = scoped
      .filter(({ id }) => undivided.includes(id))
      .flatMap(({ id, permission }) =>
        Object.entries(grantsOf(permission as PermissionName))
          .filter(([, reach]) => reach !== "all")
          .map(([role]) => `${id} ${role}`),
      );
    expect(narrower).toEqual([]);
  });

  it("shows every row within it to those who read", async () => {
    for (const operation of scoped.filter(({ id, method }) => method === "GET" && id in named)) {
      const tried = pairs(operation, true);
      expect([operation.id, tried.length > 0]).toEqual([operation.id, true]);
      for (const { key, row } of tried) {
        const { status, code } = await tryOn(operation, key, row);
        // Nobody's bank account is known here: that there is none is the answer. A profile is shown to whoever may change
        // the account, and not of those who may do more than they (test/identity/user-credentials.test.ts).
        const above = operation.id === "getUserProfile" && key !== "ADM" && code === "DI_LUAR_KEWENANGAN";
        const expected = operation.id === "getPegawaiAccount" ? 404 : above ? 403 : 200;
        expect([operation.id, key, status]).toEqual([operation.id, key, expected]);
      }
    }
  });

  it("hides every row beyond it: no operation finds, shows or changes it, whoever asks", async () => {
    const before = await world.everything();
    let tried = 0;
    for (const operation of scoped) {
      const answers = await Promise.all(
        pairs(operation, false).map(async ({ key, row }) => {
          const { status, code } = await tryOn(operation, key, row);
          return `${operation.id} ${key} ${row.unit} ${status} ${code}`;
        }),
      );
      expect(answers.filter((one) => !one.endsWith("404 TIDAK_DITEMUKAN"))).toEqual([]);
      tried += answers.length;
    }
    expect(tried).toBeGreaterThan(150);
    expect(await world.everything()).toBe(before);
  });

  it("decides what a list holds, whatever is asked of it", async () => {
    const { institution } = world;
    const places: Readonly<Record<string, string>> = {
      ...institution.units,
      D3: people.find(({ key }) => key === "D3")?.nip ?? "",
    };
    for (const operation of scoped.filter(({ id }) => id in listed)) {
      const { kinds = [], asked = [] } = listed[operation.id] ?? {};
      for (const [query, fits] of asked) {
        const url = `${operation.path.replace("/api/v1", "")}?per_page=100${query.replaceAll(/\{(\w+)\}/g, (_, name: string) => places[name] ?? "")}`;
        for (const key of keys) {
          const rows = kinds.flatMap((kind) => world.rows[kind]).filter(fits);
          const reached = rows.filter((row) => world.reaches(key, operation.permission, row));
          const { status, body } = await ask<{ data?: { id: string }[] }>(await institution.actor(key), "GET", url);
          const may = rows.every((row) => world.reaches(key, operation.permission, row) !== null);
          expect([operation.id, query, key, status]).toEqual([operation.id, query, key, may ? 200 : 403]);
          const seen = (body.data ?? []).map(({ id }) => id).toSorted();
          expect([operation.id, query, key, seen]).toEqual([
            operation.id,
            query,
            key,
            reached.map(({ id }) => id).toSorted(),
          ]);
        }
      }
    }
  });

  it("decides what waits for somebody, and what a summary counts", async () => {
    const all = listed["listOrders"]?.kinds.flatMap((kind) => world.rows[kind]) ?? [];
    for (const key of keys) {
      const actor = await world.institution.actor(key);
      const reached = all.filter((row) => world.reaches(key, "sppd.read", row)).map(({ id }) => id);
      const waiting = await ask<{ data: { id: string }[] }>(actor, "GET", "/sppd?filter[menunggu]=saya&per_page=100");
      expect([key, waiting.body.data.filter(({ id }) => !reached.includes(id))]).toEqual([key, []]);
      const summary = await ask(actor, "GET", "/sppd/ringkasan");
      expect([key, summary.body["jumlah"]]).toEqual([key, reached.length]);
    }
  });

  it("holds for those an order is made for, and for its unit, whose superiors decide on it", async () => {
    const { institution, rows } = world;
    const among = (whose: string) => rows.pegawai.filter(({ owners }) => owners.includes(whose));
    for (const key of keys) {
      const actor = await institution.actor(key);
      const mine = people.find((person) => person.key === key)?.unit;
      // With a unit that would do, whoever travels; for oneself (or whom one may send), each unit.
      const sendable = key === "OP" ? among("D1") : among(key);
      const wanted = [
        ...rows.pegawai.map((row) => ({ row, unit: mine })),
        ...sendable.flatMap((row) => ["TI", "FT", "EK", "UNIV"].map((unit) => ({ row, unit }))),
      ];
      const answers = await Promise.all(
        wanted.map(async ({ row, unit = "" }) => {
          const sent = world.reaches(key, "sppd.create", row);
          const filed = world.reaches(key, "sppd.create", { id: "", owners: unit === mine ? [key] : [], unit });
          const trip = tripTo(institution, { ...actor, pegawaiId: row.id }, "2026-10-05", "2026-10-06");
          const body = { ...trip, unit_id: institution.units[unit] };
          const { status, body: answer } = await ask(actor, "POST", "/sppd", body);
          const refusal = sent ? "422 UNIT_TIDAK_DIKENAL" : "422 PELAKSANA_TIDAK_DIKENAL";
          const expected = sent === null ? "403 TIDAK_BERWENANG" : sent && filed ? "201 undefined" : refusal;
          return [[row.owners[0], unit, `${status} ${String(answer["code"])}`], expected] as const;
        }),
      );
      for (const [[whose, unit, got], expected] of answers)
        expect([key, whose, unit, got]).toEqual([key, whose, unit, expected]);
    }
  });

  it("lets somebody do within it what it refused beyond", async () => {
    for (const operation of scoped.filter(({ id, method }) => method !== "GET" && id in named)) {
      let done = 0;
      for (const { key, row } of pairs(operation, true)) {
        done = (await tryOn(operation, key, row)).status;
        if (done < 300) break;
      }
      expect([operation.id, done]).toEqual([operation.id, expect.toSatisfy((status: number) => status < 300)]);
    }
  });
});
