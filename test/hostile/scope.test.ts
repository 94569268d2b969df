import { beforeAll, describe, expect, it } from "vitest";
import type { Reach, Role } from "../../db/core/manifest.ts";
import { grantsOf, type PermissionName } from "../../db/modules/registry.ts";
import { issueUnsent } from "../setup/deliveries.ts";
import { ask } from "../setup/http.ts";
import { makeInstitution, ownerRows, type TestInstitution } from "../setup/institution.ts";
import { draft, tripTo } from "../setup/orders.ts";
import { people } from "../setup/people.ts";
import { arrangements, Ground } from "./arrangements.ts";
import { readContract, type Operation } from "./document.ts";
import { send } from "./http.ts";
import { exampleParts, toRequest } from "./requests.ts";

/** Whose a row is, and in which unit: what reach is measured by. */
interface Row {
  readonly id: string;
  readonly owner: string;
  readonly unit: "TI" | "EK" | null;
}

type Kind = "order" | "staff" | "job";

/** What the path of each scoped operation names; one that is missing here fails. */
const named: Readonly<Record<string, Kind>> = {
  getOrder: "order",
  updateOrder: "order",
  attachInvitation: "order",
  submitOrder: "order",
  withdrawOrder: "order",
  approveOrder: "order",
  returnOrder: "order",
  rejectOrder: "order",
  issueSt: "order",
  issueSpd: "order",
  cancelOrder: "order",
  listDocuments: "order",
  getPegawai: "staff",
  getPegawaiAccount: "staff",
  getJob: "job",
  retryJob: "job",
  cancelJob: "job",
};

/** What each scoped list shows the rows of. */
const listed: Readonly<Record<string, Kind>> = { listOrders: "order", listPegawai: "staff", listJobs: "job" };

/** Scoped, and tried below in its own way, or without rows to reach. */
const otherwise = new Set([
  "createOrder",
  "summariseOrders",
  "createPegawai",
  "correctTarif",
  "setHoliday",
  "removeHoliday",
]);

const above: Readonly<Record<string, readonly string[]>> = { TI: ["TI", "FT", "UNIV"], EK: ["EK", "FE", "UNIV"] };

let institution: TestInstitution;
let ground: Ground;
let scoped: readonly (Operation & { readonly permission: string })[];
/** Rows of each kind, of two people in two faculties. */
let rows: Readonly<Record<Kind, readonly Row[]>>;

beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  ground = new Ground(institution);
  const { operations } = await readContract();
  scoped = operations.flatMap((operation) => {
    const { open, permission = "session" } = operation;
    return open || permission === "session" ? [] : [{ ...operation, permission }];
  });
  const [d1, d3] = await Promise.all([institution.actor("D1"), institution.actor("D3")]);
  const orders = [
    { id: await draft(d1, tripTo(institution, d1, "2026-05-04", "2026-05-05")), owner: "D1", unit: "TI" as const },
    { id: await draft(d3, tripTo(institution, d3, "2026-05-04", "2026-05-05")), owner: "D3", unit: "EK" as const },
  ];
  const job = await issueUnsent(institution, await ground.approved());
  rows = {
    order: orders,
    staff: [
      { id: d1.pegawaiId, owner: "D1", unit: "TI" },
      { id: d3.pegawaiId, owner: "D3", unit: "EK" },
    ],
    job: [{ id: job, owner: "G1", unit: null }],
  };
}, 60_000);

/** The widest reach that somebody's roles give them over a row, by the manifests; null without the permission. */
function reaches(key: string, permission: string, row: Row): boolean | null {
  const held = people.find((person) => person.key === key)?.roles ?? [];
  const grants = grantsOf(permission as PermissionName);
  const reach = held.flatMap(({ peran, unit }): [Reach, string][] => {
    const far = grants[peran as Role];
    return far ? [[far, unit]] : [];
  });
  if (reach.length === 0) return null;
  const within: Readonly<Record<Reach, (unit: string) => boolean>> = {
    all: () => true,
    unit: (unit) => row.unit !== null && (above[row.unit] ?? []).includes(unit),
    own: () => false,
  };
  return key === row.owner || reach.some(([far, unit]) => within[far](unit));
}

/** Everything that is known of a row, as text, so that a change of any of it shows. */
async function stateOf(kind: Kind, id: string): Promise<string> {
  const table = { order: "sppd", staff: "pegawai", job: "jobs" }[kind];
  const [row] = await ownerRows<{ state: string }>(`select to_jsonb(t)::text as state from ${table} t where id = $1`, [
    id,
  ]);
  return row?.state ?? "gone";
}

describe("the reach of a permission", () => {
  it("is tried below for every operation that has one", () => {
    const ids = scoped.map(({ id }) => id);
    expect(ids.filter((id) => !(id in named) && !(id in listed) && !otherwise.has(id))).toEqual([]);
    expect([...Object.keys(named), ...Object.keys(listed)].filter((id) => !ids.includes(id))).toEqual([]);
  });

  it("hides every row beyond it: no operation finds, shows or changes it, whoever asks", async () => {
    let tried = 0;
    for (const operation of scoped) {
      const kind = named[operation.id];
      if (!kind) continue;
      const arranged = await arrangements[operation.id]?.(ground);
      if (!arranged) throw new Error(`${operation.id} has no arrangement`);
      for (const row of rows[kind]) {
        const before = await stateOf(kind, row.id);
        for (const { key } of people) {
          if (reaches(key, operation.permission, row) !== false) continue;
          const parts = exampleParts(operation, { ...arranged, params: { id: row.id } }, false);
          const { status, code, text } = await send(toRequest(operation, await ground.token(key), parts));
          expect([operation.id, key, status, code]).toEqual([operation.id, key, 404, "TIDAK_DITEMUKAN"]);
          expect(text).not.toContain("Bandung");
          tried++;
        }
        expect([operation.id, await stateOf(kind, row.id)]).toEqual([operation.id, before]);
      }
    }
    expect(tried).toBeGreaterThan(60);
  }, 120_000);

  it("shows every row within it to those who read", async () => {
    for (const operation of scoped.filter(({ id, method }) => method === "GET" && id in named)) {
      const kind = named[operation.id] ?? "order";
      for (const row of rows[kind]) {
        for (const { key } of people) {
          if (!reaches(key, operation.permission, row)) continue;
          const parts = exampleParts(operation, { as: key, params: { id: row.id } }, false);
          const { status } = await send(toRequest(operation, await ground.token(key), parts));
          // Nobody's bank account is known here; that it is asked for and not there is the answer.
          expect([operation.id, key, status]).toEqual([
            operation.id,
            key,
            operation.id === "getPegawaiAccount" ? 404 : 200,
          ]);
        }
      }
    }
  }, 60_000);

  it("decides what a list holds, row by row", async () => {
    for (const operation of scoped.filter(({ id }) => id in listed)) {
      const kind = listed[operation.id] ?? "order";
      for (const { key } of people) {
        const expected = rows[kind].map((row) => [row.id, reaches(key, operation.permission, row)] as const);
        if (expected.some(([, reached]) => reached === null)) continue;
        const path = operation.path.replace("/api/v1", "");
        const { body } = await ask<{ data: { id: string }[] }>(
          await institution.actor(key),
          "GET",
          `${path}?per_page=100`,
        );
        const seen = new Set(body.data.map(({ id }) => id));
        expect([operation.id, key, expected]).toEqual([operation.id, key, expected.map(([id]) => [id, seen.has(id)])]);
      }
    }
  });

  it("counts in a summary what the list holds, and nothing more", async () => {
    for (const { key } of people) {
      const actor = await institution.actor(key);
      const list = await ask<{ data: unknown[] }>(actor, "GET", "/sppd?per_page=100");
      const summary = await ask(actor, "GET", "/sppd/ringkasan");
      expect([key, summary.status]).toEqual([key, list.status]);
      if (list.status === 200) expect([key, summary.body["jumlah"]]).toEqual([key, list.body.data.length]);
    }
  });

  it("holds for those an order is made for: oneself, or the people of one's unit", async () => {
    const travellers = { D1: institution.people["D1"], D3: institution.people["D3"] };
    for (const { key } of people) {
      const actor = await institution.actor(key);
      for (const row of rows.staff) {
        const expected = reaches(key, "sppd.create", row);
        const body = tripTo(
          institution,
          { ...actor, pegawaiId: travellers[row.owner as "D1" | "D3"]?.pegawai_id ?? "" },
          "2026-08-03",
          "2026-08-04",
        );
        const { status } = await ask(actor, "POST", "/sppd", body);
        expect([key, row.owner, status]).toEqual([key, row.owner, expected === null ? 403 : expected ? 201 : 422]);
      }
    }
  });
});
