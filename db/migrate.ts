import pg from "pg";
import { runner } from "node-pg-migrate";
import { fileURLToPath } from "node:url";
import { seedReference } from "./seed/reference.ts";
import { seedRegistry } from "./seed/registry.ts";

/** What a migration run needs: the owner's address and the passwords of the two roles that log in beside it. */
export interface MigrateOptions {
  readonly ownerUrl: string;
  readonly appPassword: string;
  readonly opsPassword: string;
  readonly say?: (line: string) => void;
}

/** Brings a database up to date, shared reference data included. Running it again applies nothing; two at once wait for each other. */
export async function migrate(options: MigrateOptions): Promise<{ applied: string[] }> {
  const say = options.say ?? (() => undefined);
  const client = new pg.Client({ connectionString: options.ownerUrl });
  await client.connect();
  try {
    const applied = await runner({
      dbClient: client,
      dir: fileURLToPath(new URL("./migrations", import.meta.url)),
      migrationsTable: "migrations",
      direction: "up",
      checkOrder: true,
      singleTransaction: true,
      log: () => undefined,
    });
    for (const { name } of applied) say(`migration ${name}`);
    await setPasswords(client, options);
    await seedReference(client);
    await seedRegistry(client);
    const opened = await openYears(client);
    if (opened.length > 0) say(`years opened: ${opened.join(", ")}`);
    return { applied: applied.map((migration) => migration.name) };
  } finally {
    await client.end();
  }
}

/** Opens this year and the next two; returns the years that were new. */
export async function openYears(client: pg.ClientBase): Promise<number[]> {
  const { rows } = await client.query<{ tahun: number }>(
    `select tahun from (select tahun, open_year(tahun) as baru
       from generate_series(extract(year from now())::int, extract(year from now())::int + 2) tahun) dibuka where baru`,
  );
  return rows.map((row) => row.tahun);
}

/** Role passwords come from the environment, so they are set beside the migrations and never written in one. */
async function setPasswords(client: pg.Client, options: MigrateOptions): Promise<void> {
  const passwords = { serambi_app: options.appPassword, serambi_ops: options.opsPassword };
  for (const [role, password] of Object.entries(passwords)) {
    await client.query(`alter role ${role} with password ${client.escapeLiteral(password)}`);
  }
}
