import type { Asked } from "../../../core/list.ts";
import { turnOf, readPage } from "../../../core/page.ts";
import { only, sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import type { By } from "../../identity/actions/record-activity.ts";
import { admitted } from "./admitted.ts";
import { accessList, institutionList, type AccessAsked, type InstitutionsAsked } from "./lists.ts";

/** A page of all institutions, as finished JSON; that it was asked for is on record. `TIDAK_BERWENANG` for whoever is no operator. */
export function readInstitutions(work: Work, by: By, asked: InstitutionsAsked): Promise<string> {
  const { list } = institutionList;
  const { sort, limit } = turnOf(list, asked, sql`o.id`);
  const wanted = JSON.stringify({
    cari: asked["filter[cari]"] ?? [],
    lisensi: asked["filter[lisensi]"],
    urut: sort,
    turun: list.sortOf(asked).startsWith("-"),
    ...after(asked),
  });
  const { principal, alamat } = by;
  return admitted(() =>
    readPage(
      work,
      list,
      asked,
      sql`select * from operator_institutions(${principal.session_id}::uuid, ${alamat}, ${wanted}::jsonb, ${limit})`,
    ),
  );
}

/**
 * One institution, as finished JSON; on record as well, and in the logs of its administrators. `TIDAK_DITEMUKAN`, which is on record too;
 * `TIDAK_BERWENANG`.
 */
export async function readInstitution(work: Work, { principal, alamat }: By, id: string): Promise<string> {
  const [rows] = await admitted(() =>
    work.db.batch(work.institutionId, [
      sql<{
        json: string | null;
      }>`select operator_institution(${principal.session_id}::uuid, ${alamat}, ${id}::uuid)::text as json`,
    ]),
  );
  const { json } = only(rows);
  if (json === null) throw new Problem("TIDAK_DITEMUKAN");
  return json;
}

/** A page of what operators asked for, as finished JSON; this is on record too. `TIDAK_BERWENANG`. */
export function readAccesses(work: Work, { principal, alamat }: By, asked: AccessAsked): Promise<string> {
  const { list } = accessList;
  const { limit } = turnOf(list, asked, sql`o.id`);
  const year =
    asked.tahun === undefined ? sql`extract(year from now() at time zone 'UTC')::int` : sql`${asked.tahun}::int`;
  return admitted(() =>
    readPage(
      work,
      list,
      asked,
      sql`select c.*, c.id as kunci
        from operator_accesses(${principal.session_id}::uuid, ${alamat}, ${year}, ${asked.setelah?.id ?? null}::uuid, ${limit}) c`,
    ),
  );
}

function after({ setelah }: Asked): object {
  return setelah ? { setelah: { kunci: setelah.key, id: setelah.id } } : {};
}
