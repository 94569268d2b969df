import { beforeAll, describe, expect, it } from "vitest";
import { appRows, asApplication, makeInstitution, ownerRows, type TestInstitution } from "./setup/institution.ts";
import { people } from "./setup/people.ts";
import { approveFully, draft, issueBoth, orderE1 } from "./setup/orders.ts";

/** Tables that belong to no institution, as decided. `app` says whether the application may read them. */
const withoutInstitution: Readonly<Record<string, boolean>> = {
  wilayah: true,
  golongan: true,
  sbm_tarif: true,
  migrations: false,
  yearly_tables: false,
};

interface Table {
  readonly name: string;
  readonly partition: boolean;
  readonly forced: boolean;
}

let ours: TestInstitution;
let theirs: TestInstitution;
let tables: Table[];

beforeAll(async () => {
  [ours, theirs] = (await Promise.all([1, 2].map(() => makeInstitution({ today: "2026-04-06" })))) as [
    TestInstitution,
    TestInstitution,
  ];
  // An order with everything that hangs on it, in both.
  for (const institution of [ours, theirs]) {
    const d1 = await institution.actor("D1");
    const id = await draft(d1, orderE1(institution, [d1.pegawaiId]));
    await approveFully(institution, d1, id);
    await issueBoth(institution, id);
  }
  tables = await ownerRows<Table>(
    `select c.relname as name, c.relispartition as partition, c.relrowsecurity and c.relforcerowsecurity as forced
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p') order by 1`,
  );
});

/** What the application gets for a statement: rows, or the SQLSTATE of the refusal. */
async function attempt(
  institutionId: string | null,
  statement: string,
  values: unknown[] = [],
): Promise<number | string> {
  return await asApplication(institutionId, async (client) => {
    try {
      return (await client.query(statement, values)).rowCount ?? 0;
    } catch (error) {
      return (error as { code: string }).code;
    }
  });
}

const forbidden = "42501";

describe("institutions are kept apart by the database", () => {
  it("on every table: row-level security is forced, but for those that are listed as nobody's", () => {
    const open = tables.filter(({ forced }) => !forced).map(({ name }) => name);
    expect(open.sort()).toEqual(Object.keys(withoutInstitution).sort());
    expect(tables.length).toBeGreaterThan(30);
  });

  it("on every partition: the application may not touch it directly", async () => {
    const partitions = tables.filter(({ partition }) => partition);
    expect(partitions.length).toBeGreaterThanOrEqual(9);
    for (const { name } of partitions) expect(await attempt(ours.id, `select 1 from ${name}`), name).toBe(forbidden);
  });

  it("without an institution, no table shows a row", async () => {
    for (const { name, partition } of tables) {
      if (partition || name in withoutInstitution) continue;
      const seen = await attempt(null, `select 1 from ${name}`);
      expect([0, forbidden], name).toContain(seen);
    }
  });

  it("one sees nothing of another, and can neither change, remove nor add there", async () => {
    for (const { name, partition } of tables) {
      if (partition || name in withoutInstitution) continue;
      const column = name === "institutions" ? "id" : "institution_id";
      expect([0, forbidden], `select ${name}`).toContain(
        await attempt(ours.id, `select 1 from ${name} where ${column} = $1`, [theirs.id]),
      );
      expect([0, forbidden], `update ${name}`).toContain(
        await attempt(ours.id, `update ${name} set ${column} = ${column} where ${column} = $1`, [theirs.id]),
      );
      expect([0, forbidden], `delete ${name}`).toContain(
        await attempt(ours.id, `delete from ${name} where ${column} = $1`, [theirs.id]),
      );
    }
    const added = await attempt(
      ours.id,
      "insert into hari_libur (institution_id, tanggal, nama, jenis, sumber) values ($1, '2026-12-31', 'x', 'institusi', 'x')",
      [theirs.id],
    );
    expect(added).toBe(forbidden);
  });

  it("foreign keys cannot reach across", async () => {
    const reached = await attempt(
      ours.id,
      "insert into pegawai (institution_id, status, nama, jabatan, unit_id) values ($1, 'Honorer', 'Penyusup', '-', $2)",
      [ours.id, theirs.units["TI"]],
    );
    expect(reached).toBe("23503");
  });

  it("reads its own: the same questions do answer", async () => {
    for (const name of ["sppd", "sppd_pelaksana", "approval_logs", "dokumen", "jobs", "pegawai", "users"]) {
      expect(await attempt(ours.id, `select 1 from ${name}`), name).toBeGreaterThan(0);
    }
  });
});

describe("what the application can never do", () => {
  it("rewrite the log, an issued document, a letter number, or the clock", async () => {
    for (const statement of [
      "update approval_logs set catatan = 'x'",
      "delete from approval_logs",
      "update dokumen set snapshot = '{}'",
      "delete from dokumen",
      "update nomor_surat set nomor = 'x'",
      "delete from nomor_surat",
      "insert into institution_clocks (institution_id, shift) values (current_institution(), '1 day')",
      "select shift from institution_clocks",
      "update institutions set nama = 'x'",
      "update anggaran set pagu = pagu + 1",
      "select isolate_table('sppd', 'delete')",
      "set role serambi_owner",
      "create table mine (id int)",
    ]) {
      expect(await attempt(ours.id, statement), statement).toBe(forbidden);
    }
  });

  it("through the functions that see every institution: only what they are for", async () => {
    expect(await attempt(ours.id, "select open_year(2999)")).toBe("23514");
    expect(await attempt(ours.id, "select open_year(null)")).toBe("23514");
    const [issued] = await ownerRows<{ kode: string }>("select kode from dokumen where institution_id = $1", [
      theirs.id,
    ]);
    const verify = (code: string) => appRows<{ v: unknown }>(null, "select verify_document($1) as v", [code]);
    const [verified] = await verify(issued?.kode ?? "");
    expect(verified?.v).toMatchObject({ jenis: expect.any(String), institusi: "Universitas Uji Semarang" });
    for (const { nip } of people) expect(JSON.stringify(verified)).not.toContain(nip ?? "a number that nobody has");
    expect(await verify("0000000000000000")).toEqual([{ v: null }]);
    const [due] = await appRows<object>(null, "select to_jsonb(o) as o from outbox_due('-1 hour', 1) o");
    expect(JSON.stringify(due ?? {})).not.toContain("payload");
    expect(await appRows(ours.id, "select find_institution('nobody.example', 'nowhere') as f")).toEqual([{ f: null }]);
  });

  it("bypass the policies by its role", async () => {
    const [role] = await ownerRows(
      "select rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = 'serambi_app'",
    );
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false });
  });
});
