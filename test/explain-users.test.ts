import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { encodeCursor } from "../db/core/cursor.ts";
import type { Work } from "../db/core/work.ts";
import type { Scope } from "../db/modules/identity/principal.ts";
import { summariseActivity } from "../db/modules/identity/actions/summarise-activity.ts";
import { activityList, readOwnActivity } from "../db/modules/identity/reads/activity.ts";
import { userList } from "../db/modules/identity/reads/user-list.ts";
import { readUsers } from "../db/modules/identity/reads/users.ts";
import { recordDigests } from "../db/modules/surel/actions/record-digests.ts";
import { makeCrowd, type Crowd } from "./setup/crowd.ts";
import { crowdOfAccounts } from "./setup/crowd-of-accounts.ts";
import { type Carried, type Watch, watch } from "./setup/plans.ts";

/** How lists of accounts are read, as the application, where there are 100,000. */

let crowd: Crowd;
let watched: Watch;
const all: Scope = { reach: "all" };
let faculty: Scope;

beforeAll(async () => {
  crowd = await makeCrowd(inject("stack"), crowdOfAccounts);
  watched = await watch({ adminUrl: crowd.adminUrl, institutionId: crowd.id, env: inject("stack").env });
  const units = Object.entries(crowd.units).filter(([kode]) => kode === "F0" || kode.startsWith("P0-"));
  const { user_id, pegawai_id = null } = crowd.people["dekan-0"] ?? {};
  faculty = { reach: "unit", units: units.map(([, id]) => id), own: { user_id: user_id ?? "", pegawai_id } };
}, 180_000);
afterAll(() => watched.end().then(() => crowd.remove()));

const carry = (work: (work: Work) => Promise<unknown>) => watched.carryOut(work);

async function page(query: Record<string, string>, scope: Scope) {
  const { unit, ...rest } = query;
  const named = unit === undefined ? rest : { ...rest, "filter[unit]": crowd.units[unit] };
  let json = "";
  const carried = await carry(async (work) => {
    json = await readUsers(work, scope, userList.query.parse(named));
  });
  const told = JSON.parse(json) as {
    data: { id: string; nama: string }[];
    berikutnya: string | null;
    jumlah?: { sebanyak: number; tepat: boolean };
  };
  return { carried, ...told };
}

/** Rows that were looked at to find out who is on the page, and tables that were read from end to end. */
function cost({ read, scanned }: Carried) {
  const tables = ["users", "users_letak", "cari_users"];
  const grown = [...tables, "user_identifiers", "user_roles"];
  return {
    rows: tables.reduce((sum, table) => sum + (read.get(table) ?? 0), 0),
    grown: scanned.filter((table) => grown.includes(table)),
  };
}

/** The cursor behind the n-th account of the order that a list is sorted in. */
async function cursorAt(sort: string, at: number): Promise<string> {
  const key = sort.endsWith("nama") ? "nama" : "id";
  const direction = sort.startsWith("-") ? "desc" : "asc";
  const { id, nama } = await crowd.pick<{ id: string; nama: string }>(
    `select id, nama from users where institution_id = $1 order by ${key} ${direction}, id ${direction} offset ${at} limit 1`,
  );
  return encodeCursor({ sort, key: key === "id" ? null : nama, id });
}

const lists: [string, Record<string, string>, () => Scope, number][] = [
  ["by name", {}, () => all, 160],
  ["by name, from the end", { sort: "-nama" }, () => all, 160],
  ["newest first", { sort: "-dibuat" }, () => all, 160],
  ["that are shut", { "filter[aktif]": "false" }, () => all, 110],
  ["of a programme", { unit: "P0-1" }, () => all, 110],
  ["of a programme that are shut", { unit: "P0-0", "filter[aktif]": "false" }, () => all, 4_400],
  ["of a frequent role", { "filter[peran]": "dosen" }, () => all, 110],
  ["of a rare role, newest first", { "filter[peran]": "auditor", sort: "-dibuat" }, () => all, 110],
  ["with a rare kind of name", { "filter[pengenal]": "nidn" }, () => all, 2_500],
  ["with a frequent kind of name", { "filter[pengenal]": "nim" }, () => all, 300],
  ["of a faculty", {}, () => faculty, 500],
  ["of a faculty, newest first", { sort: "-dibuat" }, () => faculty, 500],
  ["of a faculty in a role", { "filter[peran]": "dosen" }, () => faculty, 500],
  ["found by a rare word", { "filter[cari]": "zamrud" }, () => all, 110],
  ["found by a number", { "filter[cari]": "2000077777" }, () => all, 300],
  ["found by a short number", { "filter[cari]": "d-7" }, () => all, 110],
  ["found by a frequent word", { "filter[cari]": "lestari" }, () => all, 6_000],
  ["found by a rare word in a faculty", { "filter[cari]": "zamrud" }, () => faculty, 200],
];

describe("at 100,000 accounts, a page of them", () => {
  it.each(lists)(
    "%s is one statement, reads little and by an index, on the next page as on the first",
    async (_, query, scope, most) => {
      const first = await page(query, scope());
      expect(first.data.length).toBeGreaterThan(0);
      const second = first.berikutnya ? await page({ ...query, setelah: first.berikutnya }, scope()) : first;
      for (const { carried } of [first, second]) {
        expect([carried.roundTrips, carried.statements]).toEqual([1, 1]);
        const { rows, grown } = cost(carried);
        expect(grown).toEqual([]);
        expect(rows).toBeLessThanOrEqual(most);
      }
      const ids = new Set([...first.data, ...second.data].map(({ id }) => id));
      expect(ids.size).toBe(first.berikutnya ? first.data.length + second.data.length : first.data.length);
    },
  );

  it.each(["nama", "-nama", "dibuat", "-dibuat"])(
    "by %s costs at the end of the list what it costs at its beginning",
    async (sort) => {
      const first = cost((await page({ sort }, all)).carried);
      for (const at of [50_000, 99_000]) {
        const deep = await page({ sort, setelah: await cursorAt(sort, at) }, all);
        expect(deep.data.length).toBe(50);
        expect([at, deep.carried.roundTrips, cost(deep.carried).grown]).toEqual([at, 1, []]);
        expect(cost(deep.carried).rows).toBeLessThanOrEqual(first.rows + 10);
      }
    },
  );

  it("is counted as far as 10,000 and no further, in the same round trip, and only when it is asked", async () => {
    const many = await page({ hitung: "true" }, all);
    expect([many.jumlah, many.carried.roundTrips]).toEqual([{ sebanyak: 10_000, tepat: false }, 1]);
    expect(cost(many.carried).rows).toBeLessThan(45_000);
    const few = await page({ hitung: "true", "filter[peran]": "auditor" }, all);
    expect(few.jumlah).toEqual({ sebanyak: 100, tepat: true });
    expect((await page({}, all)).jumlah).toBeUndefined();
  });
});

it("digests of a day are recorded by an index, at the cost of those whose turn it is", async () => {
  await crowd.pick(
    "update users set ringkasan_surel = 'harian' where institution_id = $1 and id::text like '%0' returning id",
  );
  await crowd.pick(
    "update users set diringkas_untuk = '2020-01-01' where institution_id = $1 and ringkasan_surel <> 'tidak' returning id",
  );
  const { hari } = await crowd.pick<{ hari: string }>(
    `select ((now() + coalesce((select shift from institution_clocks where institution_id = $1), '0')) at time zone 'Asia/Jakarta')::date::text as hari`,
  );
  let considered = 0;
  const carried = await carry(async (work) => {
    considered = await recordDigests(work, hari, 50);
  });
  expect([considered, carried.roundTrips, cost(carried).grown]).toEqual([50, 1, []]);
  expect(cost(carried).rows).toBeLessThan(500);
});

describe("at 40,000 lines of the log", () => {
  it("a page of somebody's is read by its index, in the year that is asked for", async () => {
    const { id } = await crowd.pick<{ id: string }>(
      "select user_id as id from aktivitas where institution_id = $1 limit 1",
    );
    for (const tahun of ["2025", "2026"]) {
      const carried = await carry((work) => readOwnActivity(work, id, activityList.query.parse({ tahun })));
      const read = [...carried.read].filter(([table, rows]) => table.startsWith("aktivitas") && rows > 0);
      expect([carried.statements, read]).toEqual([1, [[`aktivitas_${tahun}`, 51]]]);
      expect(carried.scanned.filter((table) => table.startsWith("aktivitas_"))).toEqual([]);
    }
  });

  it("what is old is summed up from its month alone, some people at a time", async () => {
    for (const held of [false, true]) {
      if (held)
        await crowd.pick(`insert into aktivitas_tahanan (institution_id, user_id, alasan, oleh)
          select institution_id, user_id, 'uji', user_id from aktivitas where institution_id = $1 limit 1`);
      const carried = await carry((work) => summariseActivity(work, 20));
      expect([held, carried.answers, carried.read.get("aktivitas_2026") ?? 0]).toEqual([held, [{ pergi: 4_000 }], 0]);
      // Once to find whose it is, and their own once more.
      expect(carried.read.get("aktivitas_2025")).toBeLessThan(25_000);
    }
  });
});
