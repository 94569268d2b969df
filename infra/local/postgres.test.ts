import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { findFreePort } from "./ports.ts";
import { type Postgres, type PostgresOptions, startPostgres } from "./postgres.ts";
import { StartError } from "./start-error.ts";
import { makeTestFolder } from "../../test/setup/folder.ts";

let folder: string;
let dataDir: string;

beforeAll(() => {
  folder = makeTestFolder();
  dataDir = join(folder, "data");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function start(changes: Partial<PostgresOptions> = {}): Promise<Postgres> {
  return await startPostgres({ dataDir, port: await findFreePort(), say: () => undefined, durable: false, ...changes });
}

async function ask<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe("the stack's Postgres", () => {
  const { adminUrl, ownerUrl } = inject("stack");

  it("is version 18, speaks of instants in UTC and sorts the same way everywhere", async () => {
    const [row] = await ask(
      ownerUrl,
      `select current_setting('server_version_num')::int / 10000 as major, current_setting('timezone') as zone,
         datlocprovider as provider, datlocale as locale, pg_encoding_to_char(encoding) as encoding
       from pg_database where datname = current_database()`,
    );
    expect(row).toEqual({ major: 18, zone: "UTC", provider: "b", locale: "C.UTF-8", encoding: "UTF8" });
  });

  it("asks for the password in clear: Neon's driver sends it before it is asked", async () => {
    const rules = await ask<{ method: string }>(
      adminUrl,
      "select distinct auth_method as method from pg_hba_file_rules",
    );
    expect(rules).toEqual([{ method: "password" }]);
    await expect(ask(ownerUrl.replace(/:[^:@]+@/, ":wrong@"), "select 1")).rejects.toMatchObject({ code: "28P01" });
  });

  it("has an owner who may make roles and pass policies, and is no superuser", async () => {
    const [role] = await ask(
      ownerUrl,
      "select rolsuper, rolcreaterole, rolcreatedb, rolbypassrls from pg_roles where rolname = current_user",
    );
    expect(role).toEqual({ rolsuper: false, rolcreaterole: true, rolcreatedb: true, rolbypassrls: true });
    const owned = await ask<{ name: string }>(
      ownerUrl,
      "select datname as name from pg_database where datdba = current_user::regrole order by 1",
    );
    expect(owned.map((row) => row.name)).toEqual(expect.arrayContaining(["serambi", "serambi_qstash"]));
  });
});

describe("starting Postgres", () => {
  it("keeps the data across restarts, also after it was killed and its pid file left behind", async () => {
    const first = await start();
    await ask(first.ownerUrl, "create table kept as select 42 as n");
    await first.stop();
    // A number that is in use, but not by a Postgres on this folder.
    writeFileSync(join(first.files, "postmaster.pid"), `${process.pid}\n${first.files}\n`);
    const second = await start();
    try {
      expect(await ask(second.ownerUrl, "select n from kept")).toEqual([{ n: 42 }]);
    } finally {
      await second.stop();
    }
  });

  it("takes the folder back from a server that an earlier run left behind", async () => {
    const said: string[] = [];
    const abandoned = await start();
    const next = await start({ say: (line) => said.push(line) });
    try {
      expect(said).toContain("a database server was left running by an earlier start: stopping it");
      await expect(ask(abandoned.adminUrl, "select 1")).rejects.toThrow("ECONNREFUSED");
      expect(await ask(next.adminUrl, "select 1 as one")).toEqual([{ one: 1 }]);
    } finally {
      await next.stop();
    }
  });

  it("says in plain words when its port is taken meanwhile", async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, "127.0.0.1", () => {
        const address = other.address();
        resolve(address !== null && typeof address === "object" ? address.port : 0);
      });
    });
    try {
      const failure = start({ port });
      await expect(failure).rejects.toBeInstanceOf(StartError);
      await expect(failure).rejects.toThrow(`Port ${port} was taken by another program`);
    } finally {
      other.close();
    }
  });

  it("says in plain words when the secrets are not those the data was made with", async () => {
    const failure = start({ passwords: { admin: "another", owner: "another" } });
    await expect(failure).rejects.toThrow("made with other passwords");
    await expect(failure).rejects.toBeInstanceOf(StartError);
  });

  it("refuses the files of another major version instead of touching them", async () => {
    const old = join(folder, "old");
    const postgres = await start({ dataDir: old });
    await postgres.stop();
    writeFileSync(join(postgres.files, "PG_VERSION"), "17\n");
    await expect(start({ dataDir: old })).rejects.toThrow("was made by Postgres 17");
  });

  it("as root, puts the data where the database's user can read it", async (context) => {
    if (process.getuid?.() !== 0) context.skip("only root lends another user's account");
    const closed = join(folder, "closed");
    const said: string[] = [];
    mkdirSync(closed, { mode: 0o700 });
    const postgres = await start({ dataDir: join(closed, "data"), say: (line) => said.push(line) });
    try {
      expect(postgres.files).toMatch(/^\/var\/tmp\/serambi-[0-9a-f]{12}\/data$/);
      expect(said.join()).toContain(`may not enter ${closed}: its data is in ${postgres.files}`);
      expect(await ask(postgres.ownerUrl, "select 1 as one")).toEqual([{ one: 1 }]);
    } finally {
      await postgres.stop();
      rmSync(join(postgres.files, ".."), { recursive: true, force: true });
    }
  });
});
