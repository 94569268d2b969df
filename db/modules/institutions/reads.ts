import { only, sql, type Query } from "../../core/postgres.ts";
import type { Work } from "../../core/work.ts";

/** An institution as its people are shown it. */
export interface ShownInstitution {
  readonly id: string;
  readonly slug: string;
  readonly nama: string;
  readonly kota: string;
  readonly zona_waktu: string;
  readonly locale: "id" | "en";
  readonly host: string | null;
  readonly kop: { readonly baris: readonly string[]; readonly alamat: string; readonly kontak: string };
  /** Slug of its kind. */
  readonly jenis_usaha: string | null;
  /** Where its picture lies among the uploads. */
  readonly logo: string | null;
}

/** That in SQL, of a row of institutions under this name. */
export function institutionJson(row: Query): Query {
  return sql`jsonb_build_object('id', ${row}.id, 'slug', ${row}.slug, 'nama', ${row}.nama, 'kota', ${row}.kota, 'zona_waktu', ${row}.zona_waktu,
    'locale', ${row}.locale, 'host', ${row}.host, 'kop', ${row}.kop, 'logo', ${row}.logo,
    'jenis_usaha', (select b.slug from business_types b where b.id = ${row}.jenis_usaha_id))`;
}

/** The institution that somebody belongs to. */
export async function readInstitution(work: Work): Promise<ShownInstitution> {
  const [found] = await work.db.batch(work.institutionId, [
    sql<{
      institution: ShownInstitution;
    }>`select ${institutionJson(sql`i`)} as institution from institutions i where i.id = ${work.institutionId}::uuid`,
  ]);
  return only(found).institution;
}
