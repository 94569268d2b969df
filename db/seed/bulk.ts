import type pg from "pg";

/**
 * Carries out statements that fill tables, in one transaction and on one core, as the superuser: who alone may leave out triggers
 * and the checks of foreign keys. The statements write what triggers would have written. The tables' indexes and constraints, but
 * for those that foreign keys need, are made anew over what is there, which is faster than row by row.
 */
export async function insertInBulk(
  admin: pg.ClientBase,
  tables: readonly string[],
  statements: readonly string[],
): Promise<void> {
  await admin.query("begin");
  try {
    for (const [name, value] of Object.entries(room)) await admin.query(`set local ${name} = '${value}'`);
    const { rows } = await admin.query<{ without: string; again: string }>(indexes, [tables]);
    for (const { without } of rows) await admin.query(without);
    for (const statement of statements) await admin.query(statement);
    for (const { again } of rows) await admin.query(again);
    // As autovacuum does, which looks at partitions and never at the table they are of.
    const [filled] = (await admin.query<{ names: string }>(everyTable)).rows;
    await admin.query(`analyze ${filled?.names}`);
    await admin.query("commit");
  } catch (error) {
    await admin.query("rollback");
    throw error;
  }
}

/** To do each statement in memory, without what guards single rows. */
const room = {
  session_replication_role: "replica",
  work_mem: "128MB",
  temp_buffers: "128MB",
  max_parallel_maintenance_workers: "0",
};

/** How an index or a constraint of these tables is left out, and how it is made again. */
const indexes = `with tabel as (select unnest($1::text[])::regclass as id)
  select format('alter table %s drop constraint %I', t.id, c.conname) as without,
         format('alter table %s add constraint %I %s', t.id, c.conname, pg_get_constraintdef(c.oid)) as again
    from tabel t join pg_constraint c on c.conrelid = t.id and c.contype in ('p', 'u')
   where not exists (select from pg_constraint f where f.confrelid = t.id)
  union all
  select format('drop index %s', i.indexrelid::regclass), replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ')
    from tabel t join pg_index i on i.indrelid = t.id
   where not exists (select from pg_constraint c where c.conindid = i.indexrelid)`;

/** All that hold rows themselves. */
const everyTable = `select string_agg(oid::regclass::text, ', ') as names from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`;
