import type { Reach, Role } from "../../db/core/manifest.ts";
import { grantsOf, type PermissionName } from "../../db/modules/registry.ts";
import { tambahHari } from "../../db/modules/sppd/rules/tanggal.ts";
import { endOf, setJob } from "../setup/deliveries.ts";
import { makeInstitution, ownerRows, type TestInstitution } from "../setup/institution.ts";
import { act, bandung, draft, leg, orderE1 } from "../setup/orders.ts";
import { people } from "../setup/people.ts";

/** A row as reach is measured: whose it is, by their keys, and in which unit; jobs are in none. */
export interface Row {
  readonly id: string;
  readonly owners: readonly string[];
  readonly unit: string | null;
}

/** The states in which orders stand ready for what is done next, by their names in the table. */
const states = ["draft", "diajukan", "disetujui", "st_terbit"] as const;

/** Rows that can be aimed at: orders by state, staff, accounts, and jobs that can be cancelled or sent again. */
export type Kind = (typeof states)[number] | "pegawai" | "users" | "running" | "dead";

/** An institution with somebody in every role, and rows of every kind within and beyond the reach of each. */
export interface Reaches {
  readonly institution: TestInstitution;
  readonly rows: Readonly<Record<Kind, readonly Row[]>>;
  /** Whether a permission carries somebody to a row, by their roles and the manifests; null without the permission. */
  reaches(key: string, permission: string, row: Row): boolean | null;
  /** Everything the institution has, table by table, as one text: two that are equal mean that nothing was changed. */
  everything(): Promise<string>;
}

/** Each unit with those above it. */
const above: Readonly<Record<string, readonly string[]>> = {
  UNIV: ["UNIV"],
  FT: ["FT", "UNIV"],
  TI: ["TI", "FT", "UNIV"],
  EK: ["EK", "FE", "UNIV"],
};

/** Who makes an order for whom: one's own, a colleague's, another faculty's, one further up. */
const parties = [
  { maker: "D1", traveller: "D1", unit: "TI" },
  { maker: "OP", traveller: "D2", unit: "TI" },
  { maker: "D3", traveller: "D3", unit: "EK" },
  { maker: "K1", traveller: "K1", unit: "UNIV" },
] as const;

/** Makes them, on Monday 6 April 2026. D2 is the auditor here, whom the scenarios do not know. */
export async function makeReaches(): Promise<Reaches> {
  const institution = await makeInstitution({ today: "2026-04-06" });
  await ownerRows("update user_roles set peran = 'auditor' where user_id = $1", [institution.people["D2"]?.user_id]);
  const held = new Map(
    people.map(({ key, roles = [] }) => [key, key === "D2" ? [{ peran: "auditor", unit: "TI" }] : roles]),
  );
  await Promise.all(people.map(({ key }) => institution.actor(key)));

  const jobs: string[] = [];
  const orders = await Promise.all(
    parties.flatMap((party, at) =>
      states.map(async (state, nth) => {
        const id = await orderIn(institution, party, state, 1 + at * states.length + nth, jobs);
        return { state, row: { id, owners: [party.maker, party.traveller], unit: party.unit } };
      }),
    ),
  );
  const [running = "", dead = ""] = jobs;
  const g1 = await institution.actor("G1");
  await Promise.all(jobs.map((id) => endOf(g1, id)));
  await setJob(
    running,
    "status = 'running', lease = 'uji', lease_until = now() + interval '1 day', finished_at = null",
  );
  await setJob(dead, "status = 'dead'");

  // Nobody misses D2, who can be invited as well, and has a second factor to lose; their sessions stand.
  await ownerRows(
    `with akun as (update users set password_hash = null, totp = 'v1.k1.x.x', totp_sejak = now() where id = $1 returning institution_id, id)
     insert into user_identifiers (institution_id, value, kind, user_id) select institution_id, 'bayu@uji.example', 'email', id from akun`,
    [institution.people["D2"]?.user_id],
  );

  const job = (id: string): Row => ({ id, owners: ["G1"], unit: null });
  const inState = (state: Kind) => orders.flatMap((order) => (order.state === state ? [order.row] : []));
  return {
    institution,
    rows: {
      draft: inState("draft"),
      diajukan: inState("diajukan"),
      disetujui: inState("disetujui"),
      st_terbit: inState("st_terbit"),
      pegawai: people.map(({ key, unit }) => ({
        id: institution.people[key]?.pegawai_id ?? "",
        owners: [key],
        unit,
      })),
      // The auditor first, whom nobody misses: what is done to an account is done to the first that it can be done to.
      users: people
        .toSorted((one, other) => Number(other.key === "D2") - Number(one.key === "D2"))
        .map(({ key, unit }) => ({ id: institution.people[key]?.user_id ?? "", owners: [key], unit })),
      running: [job(running)],
      dead: [job(dead)],
    },
    reaches(key, permission, row) {
      const grants = grantsOf(permission as PermissionName);
      const reach = (held.get(key) ?? []).flatMap(({ peran, unit }): [Reach, string][] => {
        const far = grants[peran as Role];
        return far ? [[far, unit]] : [];
      });
      if (reach.length === 0) return null;
      const units = row.unit === null ? [] : (above[row.unit] ?? []);
      return (
        row.owners.includes(key) ||
        reach.some(([far, unit]) => far === "all" || (far === "unit" && units.includes(unit)))
      );
    },
    everything: () => everythingOf(institution.id),
  };
}

/** An order of somebody's, for two days of a week of its own, as far on its way as wanted. */
async function orderIn(
  institution: TestInstitution,
  { maker, traveller }: (typeof parties)[number],
  state: (typeof states)[number],
  week: number,
  jobs: string[],
): Promise<string> {
  const actor = await institution.actor(maker);
  const day = tambahHari("2026-04-06", week * 7);
  const etape = [leg(day, tambahHari(day, 1), bandung)];
  const id = await draft(actor, orderE1(institution, [institution.people[traveller]?.pegawai_id ?? ""], { etape }));
  if (state === "draft") return id;
  let reply = await act(actor, id, "ajukan");
  if (state !== "diajukan") {
    for (const key of ["A1", "A2", "K1", "R1"]) {
      if (reply.body["status"] === "disetujui") break;
      const decided = await act(await institution.actor(key), id, "setujui");
      if (decided.status === 200) reply = decided;
    }
  }
  if (state === "st_terbit") {
    reply = await act(await institution.actor("G1"), id, "terbitkan-st");
    jobs.push(String(reply.body["job_id"]));
  }
  if (reply.body["status"] !== state) throw new Error(`no ${state} of ${maker}: ${JSON.stringify(reply.body)}`);
  return id;
}

async function everythingOf(institutionId: string): Promise<string> {
  // Dropped tags are put down and taken away by whoever comes by.
  const tables = await ownerRows<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'institution_id'
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'tag_bumps' order by 1`,
  );
  const each = tables.map(
    ({ name }) =>
      `select '${name}' as name, md5(coalesce(string_agg(t::text, chr(10) order by t::text), '')) as rows from ${name} t where institution_id = $1`,
  );
  const rows = await ownerRows<{ name: string; rows: string }>(each.join(" union all "), [institutionId]);
  return rows.map((row) => `${row.name} ${row.rows}`).join("\n");
}
