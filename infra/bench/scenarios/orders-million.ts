import { encodeCursor } from "../../../db/core/cursor.ts";
import type { Work } from "../../../db/core/work.ts";
import { reachOf } from "../../../db/modules/identity/authority.ts";
import { readOrder } from "../../../db/modules/sppd/reads/detail.ts";
import { orderList } from "../../../db/modules/sppd/reads/list.ts";
import { readOrders } from "../../../db/modules/sppd/reads/orders.ts";
import { readSummary } from "../../../db/modules/sppd/reads/ringkasan.ts";
import { startEdgeApart } from "../baseline/edge-apart.ts";
import { compareCold, type ColdRead } from "../compare.ts";
import { ownerRows } from "../database.ts";
import { Traffic } from "../measure.ts";
import { fill, makeInstitution } from "../million/institution.ts";
import { letterIn, manyOrders, orderTables, words } from "../million/orders.ts";
import { enrol, openSessions, openSessionsOf, type Visitor } from "../people.ts";
import { ratio, type Cost, type Figure, type Scenario } from "../scenario.ts";
import type { Stage } from "../stage.ts";
import { touchedBy, type Touched } from "../touched.ts";
import { dashboardPath } from "./mix.ts";

const years = 5;
const programmes = 12;
const sessions = 60;
/** How often each is asked in a turn. */
const times = 100;
/** How much more a hundred times as many orders may cost. */
const most = 1.3;

/** Something that people ask of orders: its address in a turn, of which no two are the same, and the same as the product reads it. */
interface Read {
  readonly path: (turn: number) => string;
  readonly who: readonly Visitor[];
  readonly read: (work: Work) => Promise<unknown>;
}

/** An institution with so many orders, and what was found of it while there was nothing more. */
interface Side {
  readonly count: string;
  readonly seconds: number;
  readonly reads: Readonly<Record<string, Read>>;
  /** What each read looks at. */
  readonly touched: Readonly<Record<string, Touched>>;
}

/** What people look for among the orders of five years, where they are few and where they are many. */
export const ordersMillion: Scenario = {
  title: `1,000,000 orders of ${years} years, of 10,000`,
  async run(stage) {
    const now = "extract(year from now() at time zone 'UTC')::int";
    await ownerRows(
      stage.stack.ownerUrl,
      `select open_year(tahun) from generate_series(${now} - ${years - 1}, ${now}) tahun`,
    );
    // Units are a page of a table, which is read whole: they are there before either is looked at.
    const [small, large] = [await foundSide(stage, "sepuluh-ribu"), await foundSide(stage, "sejuta")];
    // What is few is looked at while nothing else is there: what a neighbour has many of is in the same indexes.
    const few = await fillSide(stage, small, 10_000);
    const many = await fillSide(stage, large, 1_000_000);
    const { port, pids } = await startEdgeApart(stage);
    const apart = { ...stage, pids: () => ({ ...stage.pids(), edge: pids }) };

    const figures: Figure[] = [];
    const costs: Cost[] = [];
    for (const name of Object.keys(many.reads)) {
      const asked = [few, many].map((side) => coldRead(port, name, side)) as [ColdRead, ColdRead];
      const compared = await compareCold(apart, port, asked, times, most);
      const [before, after] = [few.touched[name], many.touched[name]];
      figures.push(
        ...compared.figures,
        {
          name: `rows: ${name} of ${many.count}, of ${few.count}`,
          value: ratio(after?.rows ?? null, before?.rows ?? null),
          unit: "×",
          target: { atMost: most },
        },
        { name: `rows: ${name} of ${many.count}`, value: after?.rows ?? null, unit: "" },
        {
          name: `blocks: ${name} of ${many.count}, of ${few.count}`,
          value: ratio(after?.blocks ?? null, before?.blocks ?? null),
          unit: "×",
          target: { atMost: most },
        },
        { name: `blocks: ${name} of ${many.count}`, value: after?.blocks ?? null, unit: "" },
      );
      costs.push(...compared.costs);
    }
    return {
      figures,
      costs,
      notes: [
        `Either has ${programmes} programmes and a thousand people who travel. Each question is asked by addresses or people of its own, so that no cache answers; whoever asks sees everything. What is rare is as rare in either: twenty orders a year. CPU is compared in turns, both in one database; rows (of tables and of indexes) and blocks are those of the 10,000 before there were more. An index of a hundred times as many rows is a level deeper: a row found by it takes a block more. Filling the tables took ${Math.round(few.seconds + many.seconds)} s.`,
      ],
    };
  },
};

/** An institution with its units and who reads everything, without an order. */
interface Founded {
  readonly id: string;
  readonly slug: string;
  readonly auditor: string;
}

async function foundSide(stage: Stage, slug: string): Promise<Founded> {
  const auditor = `auditor.${slug}`;
  return { id: await makeInstitution(stage, slug, auditor, programmes), slug, auditor };
}

async function fillSide(stage: Stage, { id, slug, auditor }: Founded, count: number): Promise<Side> {
  const seconds = await fill(stage, orderTables, manyOrders(slug, count, years));
  stage.say(`${count.toLocaleString("en")} orders (${seconds.toFixed(1)} s)`);
  const reads = await describeReads(stage, id, auditor, slug, count / years);
  const touched: Record<string, Touched> = {};
  for (const [name, { read }] of Object.entries(reads)) touched[name] = await touchedBy(stage, id, read);
  return { count: count.toLocaleString("en"), seconds, reads, touched };
}

function coldRead(port: number, name: string, { count, reads }: Side): ColdRead {
  const traffic = new Traffic(`${name} of ${count}`);
  const { path, who } = reads[name] as Read;
  return { traffic, request: (turn) => traffic.get(port, path(turn), who[turn % who.length]?.token ?? "") };
}

async function describeReads(
  stage: Stage,
  id: string,
  auditor: string,
  slug: string,
  each: number,
): Promise<Record<string, Read>> {
  const { ownerUrl } = stage.stack;
  const year = new Date().getUTCFullYear();
  const orders = await ownerRows<{ id: string }>(
    ownerUrl,
    `select id from sppd where institution_id = $1 and created_at >= make_timestamptz($2, 1, 1, 0, 0, 0, 'UTC') order by id desc`,
    [id, year],
  );
  const who = await openSessions(stage, auditor, sessions, slug);
  const operators = await enrolOperators(stage, id, slug);
  const page = (behind: string, query: Record<string, string> = {}): Read => ({
    who,
    path: (turn) => `/api/v1/sppd?${new URLSearchParams({ ...query, setelah: cursorBehind(behind, turn) }).toString()}`,
    read: (work) => {
      const [visitor] = who;
      if (!visitor) throw new Error("nobody asks");
      const asked = orderList.query.parse({ ...query, setelah: cursorBehind(behind, 0) });
      return readOrders(work, visitor.principal, { reach: "all" }, asked);
    },
  });
  const first = "efffffff-ffff-7fff-bfff-000000000000";
  const idOf = (turn: number): string => orders[(turn * 31) % orders.length]?.id ?? "";
  return {
    "page 1": page(first),
    "a page in the middle": page(orders[each / 2]?.id ?? ""),
    "a page of a state": page(first, { "filter[status]": "draft" }),
    "found by a rare word": page(first, { "filter[cari]": words.rare }),
    "found by a frequent word": page(first, { "filter[cari]": words.frequent }),
    "found by a name": page(first, { "filter[cari]": words.name }),
    "found by a number": page(first, { "filter[nomor]": letterIn(year) }),
    dashboard: {
      who: operators,
      path: () => dashboardPath,
      read: (work) => readSummary(work, scopeOf(operators[0]), undefined),
    },
    "an order": {
      who,
      path: (turn) => `/api/v1/sppd/${idOf(turn)}`,
      read: (work) => readOrder(work, { reach: "all" }, idOf(0)),
    },
  };
}

/** People who see every unit and share no answer: each is asked for once. */
async function enrolOperators(stage: Stage, id: string, slug: string): Promise<Visitor[]> {
  const usernames = await enrol(stage, 3 * times, slug);
  await ownerRows(
    stage.stack.ownerUrl,
    `update user_roles r set peran = 'operator', unit_id = k.id from unit_kerja k
      where r.institution_id = $1 and r.peran = 'dosen' and k.institution_id = r.institution_id and k.jenis = 'institusi'`,
    [id],
  );
  return await openSessionsOf(stage, usernames, slug);
}

function scopeOf(visitor: Visitor | undefined) {
  const scope = visitor && reachOf(visitor.principal, "sppd.read");
  if (!scope) throw new Error("an operator reads no orders");
  return scope;
}

/** A cursor behind an order, by an address that nobody has used: within its millisecond there is no other. */
function cursorBehind(order: string, turn: number): string {
  return encodeCursor({ sort: "-dibuat", key: null, id: order.slice(0, 24) + turn.toString(16).padStart(12, "0") });
}
