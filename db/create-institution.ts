import pg from "pg";
import type { Config } from "./core/env.ts";
import { invitationDays } from "./modules/identity/actions/record-invitation.ts";
import { linkUrl } from "./modules/identity/link-token.ts";
import { normalkanPengenal } from "./modules/identity/rules/pengenal.ts";
import { jobs } from "./modules/surel/jobs.ts";
import type { InstitutionSpec } from "./seed/institution-spec.ts";
import { setUpInstitution } from "./seed/institution.ts";

/** An institution that is to be, and who looks after it first. */
export interface NewInstitution {
  readonly slug: string;
  readonly nama: string;
  readonly kota: string;
  readonly zona_waktu: string;
  readonly orang: string;
  readonly surel: string;
  readonly username: string;
}

/** What came of it: the institution was there already, or the link by which its administrator chooses a password. */
export type CreatedWith = { readonly state: "there" } | { readonly state: "made"; readonly tautan: string };

/**
 * Makes an institution with one unit and its first administrator, who has no password but an invitation, with the owner's connection
 * and in one transaction. With `mails` it is mailed to them too, by the next sweep of the outbox. One with this slug that is there stays as it is, however often this runs, and two at once.
 */
export async function createWithAdministrator(
  ownerUrl: string,
  config: Pick<Config, "LINK_KEY" | "PUBLIC_URL">,
  wanted: NewInstitution,
  mails: boolean,
): Promise<CreatedWith> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock(hashtext('serambi.institution'), hashtext($1))", [wanted.slug]);
    const { rowCount } = await client.query("select from institutions where slug = $1", [wanted.slug]);
    if (rowCount) return { state: "there" };
    const created = await setUpInstitution(client, specOf(wanted), null);
    const { rows } = await client.query<{ id: string }>(
      `insert into tautan_akun (institution_id, user_id, tujuan, expires_at)
       values ($1, $2, 'undangan', now() + make_interval(days => $3)) returning id`,
      [created.id, created.people["admin"]?.user_id, invitationDays],
    );
    if (mails) await recordInvitation(client, { ...wanted, id: created.id, link: rows[0]?.id ?? "" });
    await client.query("commit");
    const link = { institutionId: created.id, linkId: rows[0]?.id ?? "" };
    return { state: "made", tautan: await linkUrl(config, link, "undangan") };
  } finally {
    // Whatever was not committed is undone with the connection.
    await client.end();
  }
}

async function recordInvitation(
  client: pg.ClientBase,
  { id, link, surel }: NewInstitution & { readonly id: string; readonly link: string },
): Promise<void> {
  await client.query(
    `with mail as (
       insert into surel (institution_id, user_id, kepada, templat, data)
       select institution_id, user_id, $3, 'undangan', jsonb_build_object('tautan', id) from tautan_akun where institution_id = $1 and id = $2
       returning institution_id, id
     )
     insert into jobs (institution_id, name, payload)
     select institution_id, $4, jsonb_build_object('surel_ids', jsonb_build_array(id)) from mail`,
    [id, link, normalkanPengenal(surel), jobs.kirim.name],
  );
}

function specOf(wanted: NewInstitution): InstitutionSpec {
  return {
    slug: wanted.slug,
    nama: wanted.nama,
    kota: wanted.kota,
    zona_waktu: wanted.zona_waktu,
    kop: { baris: [wanted.nama.toUpperCase()], alamat: wanted.kota, kontak: wanted.surel },
    units: [{ kode: "PUSAT", nama: wanted.nama, jenis: "institusi" }],
    people: [
      {
        key: "admin",
        nama: wanted.orang,
        status: "PihakLain",
        jabatan: "Administrator",
        unit: "PUSAT",
        username: normalkanPengenal(wanted.username),
        email: normalkanPengenal(wanted.surel),
        roles: [{ peran: "admin", unit: "PUSAT" }],
      },
    ],
    budgets: [],
  };
}
