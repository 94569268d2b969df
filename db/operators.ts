import pg from "pg";
import { normalkanPengenal } from "./modules/identity/rules/pengenal.ts";
import { personTag } from "./modules/identity/rules/tags.ts";

/** What came of naming somebody an operator, or no longer: nobody has this address there, they were it already or never, or it was done. */
export type Named = "nobody" | "same" | "done";

/** Somebody by the institution and the e-mail address that they log in with. */
export interface Whom {
  readonly institution: string;
  readonly email: string;
}

/** What becomes of somebody: a row that is put down or taken away, answered when it was not so before. */
const changes = {
  add: "insert into platform_operators (institution_id, user_id) select institution_id, user_id from orang on conflict do nothing returning *",
  remove:
    "delete from platform_operators o using orang where o.institution_id = orang.institution_id and o.user_id = orang.user_id returning o.*",
} as const;

/**
 * Makes somebody an operator of the platform, or no longer, with the owner's connection. It stands in the log of their account, and their
 * sessions learn of it with the next sweep, within two minutes; whoever is none any more is refused by the database at once.
 */
export async function nameOperator(ownerUrl: string, change: "add" | "remove", whom: Whom): Promise<Named> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ ada: boolean; berubah: boolean }>(
      `with orang as (
         select x.institution_id, x.user_id, uuidv7() as kegiatan from user_identifiers x join institutions i on i.id = x.institution_id
           join users u on u.institution_id = x.institution_id and u.id = x.user_id
          where i.slug = $1 and x.kind = 'email' and x.value = $2 and (u.aktif or $5)
       ), berubah as (${changes[change]}
       ), log as (
         insert into aktivitas (institution_id, id, created_at, user_id, aksi)
         select institution_id, kegiatan, uuid_extract_timestamp(kegiatan), user_id, $3 from orang where exists (select from berubah)
       ), bump as (
         insert into tag_bumps (institution_id, tags) select institution_id, array[$4::text || user_id] from orang where exists (select from berubah)
       )
       select exists (select from orang) as ada, exists (select from berubah) as berubah`,
      [
        whom.institution,
        normalkanPengenal(whom.email),
        change === "add" ? "operator_ditunjuk" : "operator_dilepas",
        personTag(""),
        change === "remove",
      ],
    );
    const [found] = rows;
    if (!found?.ada) return "nobody";
    return found.berubah ? "done" : "same";
  } finally {
    await client.end();
  }
}
