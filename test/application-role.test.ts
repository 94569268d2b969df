import { beforeAll, describe, expect, it } from "vitest";
import { tryAsApplication, tryEach } from "./setup/catalogue.ts";
import { asApplication, makeInstitution, ownerRows, type TestInstitution } from "./setup/institution.ts";

let ours: TestInstitution;

beforeAll(async () => {
  ours = await makeInstitution();
});

describe("what the application can never do", () => {
  it("rewrite the log, an issued document, a letter number, or the clock", async () => {
    const statements = [
      "update approval_logs set catatan = 'x'",
      "delete from approval_logs",
      "update dokumen set snapshot = '{}'",
      "delete from dokumen",
      "update nomor_surat set nomor = 'x'",
      "delete from nomor_surat",
      "insert into institution_clocks (institution_id, shift) values (current_institution(), '1 day')",
      "select shift from institution_clocks",
      "update institutions set slug = 'x'",
      "update institutions set percobaan_sejak = now()",
      "insert into institutions (slug, nama, kota, kop) values ('x-y', 'x', 'x', '{}')",
      "update clock_mark set terlihat = '2020-01-01'",
      "delete from clock_mark",
      "update licences set valid_until = '2099-01-01'",
      "insert into platform_operators (institution_id, user_id) select institution_id, id from users limit 1",
      "update platform_operators set sejak = now()",
      "delete from platform_operators",
      "insert into operator_access_log (institution_id, created_at, user_id, apa) select institution_id, now(), id, 'daftar' from users limit 1",
      "select 1 from operator_access_log",
      "update operator_access_log set alamat = 'x'",
      "delete from operator_access_log",
      "truncate operator_access_log",
      "select enter_as_operator(null, '', 'daftar', '{}')",
      "select 1 from vitals",
      "insert into vitals (hari, rute, perangkat, ukuran, ember, banyak) values (now(), 'x', 'ponsel', 'LCP', 0, 1)",
      "update vitals set banyak = 0",
      "delete from vitals",
      "update anggaran set unit_id = unit_id",
      "select isolate_table('sppd', 'delete')",
      "truncate jobs",
      "set role serambi_owner",
      "set session authorization serambi_owner",
      "create table mine (id int)",
      // What it made for itself would stand before the real one, for functions of the owner and for whoever comes next.
      "create temporary table sppd (id uuid)",
      "create temporary view yearly_tables as select 'sppd'::regclass as name",
      "create schema mine",
      "create function f() returns int language sql return 1",
      "alter table sppd disable row level security",
      "set session_replication_role = replica",
      "copy sppd to program 'cat'",
      "select pg_read_file('/etc/passwd')",
    ];
    const outcomes = await tryAsApplication(
      ours.id,
      statements.map((text) => ({ text })),
    );
    for (const [index, outcome] of outcomes.entries()) {
      expect([statements[index], outcome]).toEqual([statements[index], expect.objectContaining({ code: "42501" })]);
    }
  });

  it("ask to be shown what the policies hide", async () => {
    const [outcome] = await asApplication(ours.id, async (client) => {
      await client.query("set local row_security = off");
      return await tryEach(client, [{ text: "select id from users" }]);
    });
    expect(outcome).toMatchObject({ code: "42501" });
  });

  it("bypass the policies by its role: it owns nothing, belongs to nobody, and may make nothing", async () => {
    const [role] = await ownerRows(
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
          (select count(*)::int from pg_auth_members m where m.member = r.oid) as memberships,
          (select count(*)::int from pg_shdepend d where d.refobjid = r.oid and d.deptype = 'o') as owns,
          has_schema_privilege('serambi_app', 'public', 'create') as makes
        from pg_roles r where rolname = 'serambi_app'`,
    );
    expect(role).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      memberships: 0,
      owns: 0,
      makes: false,
    });
  });
});
