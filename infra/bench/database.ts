import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import type { Principal } from "../../db/modules/identity/principal.ts";

/** The rows of one statement with the owner's connection: what is true, whatever the product says of it. */
export async function ownerRows<Row>(ownerUrl: string, text: string, values: readonly unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return (await client.query(text, [...values])).rows as Row[];
  } finally {
    await client.end();
  }
}

/** Writes the durable rows of sessions, on which they stand while Redis is away. */
export async function recordSessions(ownerUrl: string, sessions: readonly Principal[]): Promise<void> {
  await ownerRows(
    ownerUrl,
    `insert into sessions (institution_id, id, user_id)
     select institution_id, session_id, user_id from jsonb_to_recordset($1::jsonb) as x(institution_id uuid, session_id uuid, user_id uuid)`,
    [JSON.stringify(sessions)],
  );
}

/** Makes accounts of lecturers of some study programme, in one statement; answers their user names. */
export async function enrolLecturers(
  ownerUrl: string,
  people: { readonly slug: string; readonly group: string; readonly count: number; readonly hash: string },
): Promise<string[]> {
  const rows = await ownerRows<{ value: string }>(
    ownerUrl,
    `with unit as (select k.institution_id, k.id from unit_kerja k join institutions i on i.id = k.institution_id
         where i.slug = $1 and k.jenis = 'prodi' limit 1),
       orang as (insert into users (institution_id, nama, password_hash)
         select institution_id, 'Peserta ' || n, $4 from unit, generate_series(1, $3::int) n returning institution_id, id, nama),
       peran as (insert into user_roles (institution_id, user_id, peran, unit_id)
         select o.institution_id, o.id, 'dosen', unit.id from orang o, unit)
     insert into user_identifiers (institution_id, value, kind, user_id)
       select institution_id, replace(lower(nama), ' ', '-') || '-' || $2, 'username', id from orang returning value`,
    [people.slug, people.group, people.count, people.hash],
  );
  return rows.map(({ value }) => value);
}

/** Makes lecturers of a programme with their staff records, who so may travel, in one statement; answers their user names. */
export async function enrolStaff(
  ownerUrl: string,
  people: { readonly slug: string; readonly programme: string; readonly count: number },
): Promise<string[]> {
  const rows = await ownerRows<{ value: string }>(
    ownerUrl,
    `with unit as (select k.institution_id, k.id from unit_kerja k join institutions i on i.id = k.institution_id where i.slug = $1 and k.kode = $2),
       pegawai_baru as (insert into pegawai (institution_id, nip, status, nama, golongan, jabatan, unit_id)
         select institution_id, (210000000000000000 + n)::text, 'PNS', 'Pegawai ' || n, 'III/b', 'Lektor', id from unit, generate_series(1, $3::int) n
         returning institution_id, id, nama, unit_id),
       orang as (insert into users (institution_id, nama, password_hash, pegawai_id)
         select institution_id, nama, '-', id from pegawai_baru returning institution_id, id, nama),
       peran as (insert into user_roles (institution_id, user_id, peran, unit_id) select o.institution_id, o.id, 'dosen', unit.id from orang o, unit)
     insert into user_identifiers (institution_id, value, kind, user_id)
       select institution_id, replace(lower(nama), ' ', '-'), 'username', id from orang returning value`,
    [people.slug, people.programme, people.count],
  );
  return rows.map(({ value }) => value);
}

/** Resolves when no job waits or runs. Throws after so many seconds. */
export async function whenJobsAreDone(ownerUrl: string, seconds = 120): Promise<void> {
  for (let waited = 0; waited < seconds; waited += 0.5) {
    const [row] = await ownerRows<{ open: string }>(
      ownerUrl,
      "select count(*) as open from jobs where status not in ('done', 'dead')",
    );
    if (row?.open === "0") return;
    await wait(500);
  }
  throw new Error(`jobs are still open after ${seconds} seconds`);
}
