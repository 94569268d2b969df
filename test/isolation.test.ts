import { beforeAll, describe, expect, it } from "vitest";
import { openTables } from "../db/open-tables.ts";
import { readForeignKeys, readTables, tryAsApplication, tryEach, type Outcome, type Table } from "./setup/catalogue.ts";
import { emptyRows } from "./setup/empty-rows.ts";
import { asOwner, makeInstitution, ownerRows, type TestInstitution } from "./setup/institution.ts";
import { approveFully, draft, issueBoth, orderE1 } from "./setup/orders.ts";

let ours: TestInstitution;
let theirs: TestInstitution;
let tables: Table[];
/** Those that belong to institutions, without their partitions. */
let owned: (Table & { readonly whose: string })[];
/** A row of theirs of each, as JSON, without what the database makes of the rest of it. */
const samples = new Map<string, object>();

beforeAll(async () => {
  [ours, theirs] = await Promise.all([
    makeInstitution({ today: "2026-04-06" }),
    makeInstitution({ today: "2026-04-07" }),
  ]);
  for (const institution of [ours, theirs]) {
    const d1 = await institution.actor("D1");
    const id = await draft(d1, orderE1(institution, [d1.pegawaiId]));
    await approveFully(institution, d1, id);
    await issueBoth(institution, id);
  }
  // A key of theirs that we have not, though keys of this table are the same small numbers everywhere.
  await ownerRows("insert into rantai_level (institution_id, level, jabatan) values ($1, 9, '{rektor}')", [theirs.id]);
  tables = await readTables();
  owned = tables.flatMap((table) => {
    const { whose } = table;
    return whose === null || table.partition ? [] : [{ ...table, whose }];
  });
  for (const { name, whose } of owned) {
    for (const { id } of [ours, theirs]) {
      const count = () => ownerRows(`select 1 from ${name} where ${whose} = $1 limit 1`, [id]);
      const fill = emptyRows[name];
      if (fill !== undefined) await ownerRows(fill, [id]);
      if ((await count()).length === 0) throw new Error(`${name} has no row to try on: say how to make one`);
    }
    const [sample] = await ownerRows<{ row: object }>(
      `select to_jsonb(t) - array(select attname::text from pg_attribute where attrelid = '${name}'::regclass and attgenerated <> '') as row from ${name} t where ${whose} = $1 order by t desc limit 1`,
      [theirs.id],
    );
    samples.set(name, sample?.row ?? {});
  }
});

const denied = { code: "42501", message: expect.stringMatching(/^permission denied for/) };
const shut = { code: "42501", message: expect.stringMatching(/^new row violates row-level security policy/) };
const nothing = { rows: 0 };

/** Tries one statement for each table as the application, and holds each outcome against what is expected of it. */
async function expectEach(
  institutionId: string | null,
  statement: (table: (typeof owned)[number]) => { text: string; values?: unknown[] },
  expected: (table: (typeof owned)[number]) => object,
): Promise<void> {
  const outcomes = await tryAsApplication(institutionId, owned.map(statement));
  const told = (list: readonly unknown[]) => owned.map(({ name }, index) => ({ name, outcome: list[index] }));
  expect(told(outcomes)).toEqual(told(owned.map(expected)));
}

const copyOfTheirs = ({ name }: Table) => {
  const sample = samples.get(name) ?? {};
  const columns = Object.keys(sample)
    .map((column) => `"${column}"`)
    .join();
  return {
    text: `insert into ${name} (${columns}) select ${columns} from jsonb_populate_record(null::${name}, $1)`,
    values: [JSON.stringify(sample)],
  };
};

describe("institutions are kept apart by the database", () => {
  it("on every table: row-level security is forced, by one policy, but for those that are listed as nobody's", async () => {
    const open = tables.filter(({ forced }) => !forced).map(({ name }) => name);
    expect(open.toSorted()).toEqual(Object.keys(openTables).toSorted());
    expect(owned.length).toBeGreaterThan(25);
    const policies = await ownerRows<{ table: string; policies: string[] }>(
      `select c.relname as table, array(select concat_ws(' ', p.permissive, p.cmd, p.roles, p.with_check, regexp_replace(p.qual, '\\s+', ' ', 'g'))
          from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname) as policies
        from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relrowsecurity`,
    );
    for (const { table, policies: found } of policies) {
      const column = table === "institutions" ? "id" : "institution_id";
      expect([table, found]).toEqual([
        table,
        [
          // Once per statement, and the same for what is read and what is written.
          `PERMISSIVE ALL {public} (${column} = ( SELECT (NULLIF(current_setting('app.institution_id'::text, true), ''::text))::uuid AS "nullif"))`,
        ],
      ]);
    }
  });

  it("on every partition: the application may do nothing to it directly", async () => {
    const partitions = tables.filter(({ partition }) => partition);
    expect(partitions.length).toBeGreaterThanOrEqual(9);
    const outcomes = await tryAsApplication(
      ours.id,
      partitions.flatMap(({ name }) => [
        { text: `select 1 from ${name}` },
        { text: `insert into ${name} default values` },
        { text: `update ${name} set institution_id = institution_id` },
        { text: `delete from ${name}` },
      ]),
    );
    for (const outcome of outcomes) expect(outcome).toEqual(denied);
    for (const { rights, updatable } of partitions) expect([rights, updatable]).toEqual([[], []]);
  });

  it("in one schema: nothing stands where it is not looked for", async () => {
    const schemas = await ownerRows(
      "select nspname from pg_namespace where nspname !~ '^pg_' and nspname not in ('public', 'information_schema')",
    );
    expect(schemas).toEqual([]);
  });

  it("on views: there are none, which would read with their owner's rights", async () => {
    const views = await ownerRows(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm', 'f')
         and not exists (select from pg_depend d where d.objid = pg_class.oid and d.deptype = 'e')`,
    );
    expect(views).toEqual([]);
  });

  it("without an institution, no table shows, takes, changes or loses a row", async () => {
    const may = (right: string, outcome: object) => (table: Table) => (table.rights.includes(right) ? outcome : denied);
    await expectEach(null, ({ name }) => ({ text: `select 1 from ${name}` }), may("select", nothing));
    await expectEach(null, copyOfTheirs, may("insert", shut));
    await expectEach(null, ({ name }) => ({ text: `delete from ${name}` }), may("delete", nothing));
    await expectEach(null, touch, ({ updatable }) => (updatable.length > 0 ? nothing : denied));
  });

  it("one sees its own rows and nothing of another's", async () => {
    await expectEach(
      ours.id,
      ({ name, whose }) => ({ text: `select 1 from ${name} where ${whose} <> $1`, values: [ours.id] }),
      ({ rights }) => (rights.includes("select") ? nothing : denied),
    );
    await expectEach(
      ours.id,
      ({ name }) => ({ text: `select 1 from ${name} limit 1` }),
      ({ rights }) => (rights.includes("select") ? { rows: 1 } : denied),
    );
  });

  it("one cannot add a row to another, though it were a copy of one that is there", async () => {
    await expectEach(ours.id, copyOfTheirs, ({ rights }) => (rights.includes("insert") ? shut : denied));
  });

  it("one cannot change or remove another's rows", async () => {
    await expectEach(
      ours.id,
      (table) => ({ text: `${touch(table).text} where ${table.whose} = $1`, values: [theirs.id] }),
      ({ updatable }) => (updatable.length > 0 ? nothing : denied),
    );
    await expectEach(
      ours.id,
      ({ name, whose }) => ({ text: `delete from ${name} where ${whose} = $1`, values: [theirs.id] }),
      ({ rights }) => (rights.includes("delete") ? nothing : denied),
    );
  });

  it("one cannot move a row of its own to another", async () => {
    await expectEach(
      ours.id,
      ({ name, whose }) => ({ text: `update ${name} set ${whose} = $1`, values: [theirs.id] }),
      ({ updatable, whose }) => (updatable.includes(whose) ? shut : denied),
    );
  });

  it("no row of one can refer to a row of another: each foreign key is tried with a key of theirs, by the owner itself", async () => {
    const keys = await readForeignKeys();
    expect(keys.length).toBeGreaterThan(20);
    const outcomes = await asOwner(async (client) => {
      await client.query("begin");
      const tried: Outcome[] = [];
      for (const { table, columns, parent, keys: parentKeys } of keys) {
        const key = samples.get(parent) as Record<string, unknown>;
        const pairs = columns
          .map((column, index) => ({ column, key: parentKeys[index] ?? "" }))
          .filter(({ column }) => column !== "institution_id");
        const set = pairs.map(({ column }, index) => `${column} = $${index + 2}`).join(", ");
        const one = `(tableoid, ctid) = (select tableoid, ctid from ${table} where institution_id = $1 limit 1)`;
        const text = `update ${table} set ${set} where ${one}`;
        tried.push(...(await tryEach(client, [{ text, values: [ours.id, ...pairs.map((pair) => key[pair.key])] }])));
      }
      return tried;
    });
    for (const [index, { name, columns, keys: parentKeys }] of keys.entries()) {
      expect([name, columns.indexOf("institution_id")]).toEqual([name, parentKeys.indexOf("institution_id")]);
      expect(columns, name).toContain("institution_id");
      const refused = { code: "23503", message: expect.stringContaining(`violates foreign key constraint "${name}"`) };
      expect([name, outcomes[index]]).toEqual([name, refused]);
    }
  });

  it("every id of another row is a foreign key, but for those that a statement takes from the row it has locked", async () => {
    const loose = await ownerRows<{ column: string }>(
      `select c.relname || '.' || a.attname as column from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
          and a.atttypid = 'uuid'::regtype and a.attname not in ('id', 'institution_id')
          and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and a.attnum = any(k.conkey)) order by 1`,
    );
    expect(loose.map(({ column }) => column)).toEqual([
      "approval_logs.sppd_id",
      // orders wherever they are, in the archive or not
      "arsip_jejak.sppd_id",
      "arsip_tahanan.sppd_id",
      "nomor_surat.sppd_id",
      "sbm_koreksi.oleh",
      "sppd_klaim.sppd_id",
      // a human being, whom no table holds: the same in each institution that they are of
      "users.orang_id",
    ]);
  });

  it("tables of nobody are read by those who may, and written by none", () => {
    for (const { name, rights, updatable } of tables.filter(({ forced }) => !forced)) {
      expect([name, rights, updatable]).toEqual([name, openTables[name]?.app ? ["select"] : [], []]);
    }
  });
});

/** An update that changes nothing, of a column that may be updated. */
function touch({ name, whose, updatable }: (typeof owned)[number]): { text: string } {
  const column = updatable[0] ?? whose;
  return { text: `update ${name} set ${column} = ${column}` };
}
