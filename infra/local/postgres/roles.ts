import pg from "pg";

/** The databases of the local cluster, both owned by `serambi_owner`: the product's own, and QStash's memory. */
const databases = ["serambi", "serambi_qstash"] as const;

/**
 * Brings the cluster to the state in which Neon hands one over: an owner who may create roles and bypass policies, but is
 * no superuser, and his two databases. Safe to run at every start.
 */
export async function prepareRoles(adminUrl: string, ownerPassword: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const owner = await client.query("select 1 from pg_roles where rolname = 'serambi_owner'");
    await client.query(
      `${owner.rowCount === 0 ? "create" : "alter"} role serambi_owner with login createrole createdb bypassrls
         password ${client.escapeLiteral(ownerPassword)}`,
    );
    const { rows } = await client.query<{ datname: string }>("select datname from pg_database");
    const existing = new Set(rows.map((row) => row.datname));
    for (const database of databases) {
      if (!existing.has(database)) await client.query(`create database ${database} owner serambi_owner`);
    }
  } finally {
    await client.end();
  }
}
