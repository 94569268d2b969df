import { asOwner, makeInstitution, ownerRows, type TestInstitution } from "../setup/institution.ts";
import { approveFully, draft, issueBoth, orderE1 } from "../setup/orders.ts";
import type { Got } from "./http.ts";

/** Another institution on the same platform, of which nobody else may see anything. */
export interface Neighbour {
  readonly institution: TestInstitution;
  /** An issued order of theirs. */
  readonly order: string;
  /** An id of theirs, for each table that has any. */
  readonly ids: Readonly<Record<string, string>>;
  /** What of theirs an answer shows that the request did not name itself. */
  seenIn(got: Got, asked: string): string[];
}

/**
 * Makes a neighbour whose every name is unmistakable, with an order that went all the way, and gathers every id they have:
 * whatever table a later migration adds is looked through as well.
 */
export async function makeNeighbour(host?: string): Promise<Neighbour> {
  const institution = await makeInstitution({ today: "2026-04-06", ...(host ? { host } : {}) });
  const mark = `tetangga${crypto.randomUUID().slice(0, 8)}`;
  await asOwner(async (client) => {
    for (const [table, columns] of Object.entries({
      users: ["nama"],
      pegawai: ["nama", "jabatan"],
      unit_kerja: ["nama"],
      anggaran: ["uraian", "kegiatan"],
      institutions: ["nama"],
    })) {
      const set = columns.map((column) => `${column} = '${mark} ' || ${column}`).join(", ");
      const own = table === "institutions" ? "id" : "institution_id";
      await client.query(`update ${table} set ${set} where ${own} = $1`, [institution.id]);
    }
  });
  const d1 = await institution.actor("D1");
  const order = await draft(d1, orderE1(institution, [d1.pegawaiId], { maksud: `${mark} rapat koordinasi` }));
  await approveFully(institution, d1, order);
  await issueBoth(institution, order);
  const { ids, all } = await gatherIds(institution.id);
  return {
    institution,
    order,
    ids,
    seenIn({ text }, asked) {
      const seen = [...text.matchAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g)].map(([id]) => id);
      const theirs = seen.find((id) => all.has(id) && !asked.includes(id));
      return [
        ...(theirs === undefined ? [] : [`it shows the neighbour's id ${theirs}`]),
        ...(text.includes(mark) && !asked.includes(mark) ? ["it shows the neighbour's names"] : []),
      ];
    },
  };
}

async function gatherIds(institutionId: string): Promise<{ ids: Record<string, string>; all: ReadonlySet<string> }> {
  const tables = await ownerRows<{ name: string }>(
    `select c.table_name as name from information_schema.columns c join information_schema.columns i using (table_schema, table_name)
       join pg_class k on k.oid = (quote_ident(c.table_schema) || '.' || quote_ident(c.table_name))::regclass
      where c.table_schema = 'public' and c.column_name = 'institution_id' and i.column_name = 'id' and i.data_type = 'uuid'
        and not k.relispartition`,
  );
  const ids: Record<string, string> = {};
  const all = new Set([institutionId]);
  for (const { name } of tables) {
    const rows = await ownerRows<{ id: string }>(`select id from ${name} where institution_id = $1`, [institutionId]);
    for (const { id } of rows) all.add(id);
    if (rows[0]) ids[name] = rows[0].id;
  }
  return { ids, all };
}
