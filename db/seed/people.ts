import type pg from "pg";
import { normalkanPengenal } from "../modules/identity/rules/pengenal.ts";
import type { PersonSpec } from "./institution-spec.ts";

/** The ids of members of staff and of their accounts (null: they have none), by the person's key. */
export type InsertedPeople = Readonly<Record<string, { readonly pegawai_id: string; readonly user_id: string | null }>>;

/**
 * Enters people with their offices, accounts, names and roles: a statement for each table, so that what follows from a row (lists,
 * searched text) is made once for all and not for one after the other.
 */
export async function insertPeople(
  client: pg.ClientBase,
  institutionId: string,
  people: readonly PersonSpec[],
  unitId: (kode: string) => string,
  passwordHash: string | null,
): Promise<InsertedPeople> {
  const staff = await insertKeyed(
    client,
    `with baru as materialized (
       select x.*, uuidv7() as id from jsonb_to_recordset($2::jsonb) as x(key text, nip text, status text, nama text, gelar_depan text,
           gelar_belakang text, jenis_kelamin text, tanggal_lahir date, golongan text, jabatan text, kesetaraan text, unit_id uuid)
     ), masuk as (
       insert into pegawai (institution_id, id, nip, status, nama, gelar_depan, gelar_belakang, jenis_kelamin, tanggal_lahir, golongan,
           jabatan, kesetaraan, unit_id)
       select $1, id, nip, status, nama, gelar_depan, gelar_belakang, jenis_kelamin, tanggal_lahir, golongan, jabatan, kesetaraan, unit_id
         from baru
     ) select key, id from baru`,
    [institutionId, JSON.stringify(people.map((person) => ({ ...person, unit_id: unitId(person.unit) })))],
  );
  const accounts = people.filter(({ username }) => username);
  const users = await insertKeyed(
    client,
    `with baru as materialized (
       select x.*, uuidv7() as id from jsonb_to_recordset($2::jsonb) as x(key text, nama text, pegawai_id uuid)
     ), masuk as (
       insert into users (institution_id, id, nama, password_hash, pegawai_id) select $1, id, nama, $3, pegawai_id from baru
     ) select key, id from baru`,
    [
      institutionId,
      JSON.stringify(accounts.map(({ key, nama }) => ({ key, nama, pegawai_id: staff.get(key) }))),
      passwordHash,
    ],
  );
  const offices = people.flatMap(({ key, offices: held = [] }) =>
    held.map((office) => ({
      kapasitas: "definitif",
      penerbit_st: false,
      mulai: "2020-01-01",
      ...office,
      unit_id: unitId(office.unit),
      pegawai_id: staff.get(key),
    })),
  );
  await client.query(
    `insert into pejabat (institution_id, jenis, pegawai_id, unit_id, kapasitas, sebutan, penerbit_st, mulai, selesai)
     select $1, jenis, pegawai_id, unit_id, kapasitas, sebutan, penerbit_st, mulai, selesai
       from jsonb_to_recordset($2::jsonb) as x(jenis text, pegawai_id uuid, unit_id uuid, kapasitas text, sebutan text[],
           penerbit_st boolean, mulai date, selesai date)`,
    [institutionId, JSON.stringify(offices)],
  );
  const names = accounts.flatMap((person) =>
    Object.entries(namesOf(person)).map(([kind, value]) => ({
      kind,
      value: normalkanPengenal(value),
      user_id: users.get(person.key),
    })),
  );
  await client.query(
    `insert into user_identifiers (institution_id, value, kind, user_id)
     select $1, value, kind, user_id from jsonb_to_recordset($2::jsonb) as x(value text, kind text, user_id uuid)`,
    [institutionId, JSON.stringify(names)],
  );
  const roles = accounts.flatMap(({ key, roles: held = [] }) =>
    held.map(({ peran, unit }) => ({ peran, unit_id: unitId(unit), user_id: users.get(key) })),
  );
  await client.query(
    `insert into user_roles (institution_id, user_id, peran, unit_id)
     select $1, user_id, peran, unit_id from jsonb_to_recordset($2::jsonb) as x(user_id uuid, peran text, unit_id uuid)`,
    [institutionId, JSON.stringify(roles)],
  );
  return Object.fromEntries(
    people.map(({ key }) => [key, { pegawai_id: staff.get(key) ?? "", user_id: users.get(key) ?? null }]),
  );
}

/** What somebody logs in with, by kind. */
function namesOf({ username = "", email, nip, status, pengenal }: PersonSpec): Readonly<Record<string, string>> {
  return {
    username,
    ...(email ? { email } : {}),
    ...(nip ? { [status === "PPPK" ? "ni_pppk" : "nip"]: nip } : {}),
    ...pengenal,
  };
}

/** The ids that a statement answers, by key. */
async function insertKeyed(client: pg.ClientBase, text: string, values: unknown[]): Promise<Map<string, string>> {
  const { rows } = await client.query<{ key: string; id: string }>(text, values);
  return new Map(rows.map(({ key, id }) => [key, id]));
}
