import pg from "pg";
import { insertInBulk } from "../../../db/seed/bulk.ts";
import { createInstitution } from "../../../db/seed/institution.ts";
import type { Stage } from "../stage.ts";

/** Sets up an institution of so many programmes, with somebody of that user name who sees everything; answers its id. */
export async function makeInstitution(
  { stack }: Stage,
  slug: string,
  auditor: string,
  programmes = 1,
): Promise<string> {
  const client = new pg.Client({ connectionString: stack.ownerUrl });
  await client.connect();
  try {
    const { id } = await createInstitution(
      client,
      {
        slug,
        nama: slug,
        kota: "Semarang",
        kop: { baris: [], alamat: "", kontak: "" },
        units: [
          { kode: "UNIV", nama: "Universitas", jenis: "institusi" },
          ...Array.from({ length: programmes }, (_, at) => ({
            kode: `PRODI-${at + 1}`,
            nama: `Program Studi ${at + 1}`,
            jenis: "prodi" as const,
            induk: "UNIV",
          })),
        ],
        people: [
          {
            key: auditor,
            nama: "Auditor",
            status: "PNS",
            jabatan: "Auditor",
            unit: "UNIV",
            username: auditor,
            roles: [{ peran: "auditor", unit: "UNIV" }],
          },
        ],
        budgets: [],
      },
      "-",
    );
    return id;
  } finally {
    await client.end();
  }
}

/** Fills these tables of the stage's database; answers how long that took, in seconds. */
export async function fill(
  { stack }: Stage,
  tables: readonly string[],
  statements: readonly string[],
): Promise<number> {
  const start = performance.now();
  const { pathname } = new URL(stack.ownerUrl);
  const client = new pg.Client({ connectionString: Object.assign(new URL(stack.adminUrl), { pathname }).href });
  await client.connect();
  try {
    await insertInBulk(client, tables, statements);
    // What is filled at once is vacuumed at once: not by the server itself, later, while something is measured.
    await client.query(`vacuum ${tables.join(", ")}`);
  } finally {
    await client.end();
  }
  return (performance.now() - start) / 1000;
}
