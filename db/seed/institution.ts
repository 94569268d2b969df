import type pg from "pg";
import { normalkanPengenal } from "../modules/identity/rules/pengenal.ts";
import { TEMPLAT_BAWAAN } from "../modules/sppd/rules/nomor.ts";
import { LEVEL_JENIS_BAWAAN, RANTAI_BAWAAN } from "../modules/sppd/rules/rantai.ts";
import type { InstitutionSpec, PersonSpec, UnitSpec } from "./institution-spec.ts";
import { HARI_LIBUR_2026 } from "./reference/hari-libur-2026.ts";

/** What was set up: ids by unit code, by person key and, in the order given, of budget lines. */
export interface CreatedInstitution {
  readonly id: string;
  readonly units: Readonly<Record<string, string>>;
  readonly people: Readonly<Record<string, { readonly pegawai_id: string; readonly user_id: string | null }>>;
  readonly budgets: readonly string[];
}

/** The modules that an institution has unless it says which. */
const usualModules = { sppd: {} };

/**
 * Sets up an institution with the owner's connection, in one transaction. All accounts get the same password hash.
 * Levels and limits of approval are the usual ones (domain, §2.2); each institution may change them.
 */
export async function createInstitution(
  client: pg.ClientBase,
  spec: InstitutionSpec,
  passwordHash: string,
): Promise<CreatedInstitution> {
  await client.query("begin");
  try {
    const created = await setUpInstitution(client, spec, passwordHash);
    await client.query("commit");
    return created;
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

/** As {@link createInstitution}, in a transaction of the caller's. Without a hash nobody has a password yet: they are to be invited. */
export async function setUpInstitution(
  client: pg.ClientBase,
  spec: InstitutionSpec,
  passwordHash: string | null,
): Promise<CreatedInstitution> {
  const id = await insertInstitution(client, spec);
  const units: Record<string, string> = {};
  for (const unit of spec.units) units[unit.kode] = await insertUnit(client, id, unit, units);
  const unitId = (kode: string): string => {
    const found = units[kode];
    if (!found) throw new Error(`institution ${spec.slug} has no unit ${kode}`);
    return found;
  };
  const people: Record<string, { pegawai_id: string; user_id: string | null }> = {};
  for (const person of spec.people) people[person.key] = await insertPerson(client, id, person, unitId, passwordHash);
  const budgets: string[] = [];
  for (const line of spec.budgets) {
    budgets.push(
      await insertReturning(
        client,
        `insert into anggaran (institution_id, tahun, unit_id, kegiatan, akun, uraian, pagu) values ($1, $2, $3, $4, $5, $6, $7) returning id`,
        [id, line.tahun, unitId(line.unit), line.kegiatan, line.akun, line.uraian, line.pagu],
      ),
    );
  }
  await client.query(
    `insert into rantai_level (institution_id, level, jabatan, batas)
     select $1, level, jabatan, batas from jsonb_to_recordset($2::jsonb) as x(level smallint, jabatan text[], batas bigint)`,
    [id, JSON.stringify(RANTAI_BAWAAN)],
  );
  await client.query(
    `insert into rantai_jenis (institution_id, jenis_perjalanan, level) select $1, key, value::smallint from jsonb_each_text($2::jsonb)`,
    [id, JSON.stringify(LEVEL_JENIS_BAWAAN)],
  );
  await client.query(
    `insert into hari_libur (institution_id, tanggal, nama, jenis, sumber)
     select $1, tanggal, nama, jenis, sumber from jsonb_to_recordset($2::jsonb) as x(tanggal date, nama text, jenis text, sumber text)`,
    [id, JSON.stringify(HARI_LIBUR_2026)],
  );
  await client.query(
    `insert into institution_modules (institution_id, module_id, is_active, configuration)
     select $1, m.id, true, x.value from jsonb_each($2::jsonb) x join modules m on m.slug = x.key`,
    [id, JSON.stringify(spec.modules ?? usualModules)],
  );
  const templates = spec.templates ?? TEMPLAT_BAWAAN;
  await client.query(
    "insert into nomor_templat (institution_id, jenis, templat) values ($1, 'st', $2), ($1, 'spd', $3)",
    [id, templates.st, templates.spd],
  );
  return { id, units, people, budgets };
}

function insertInstitution(client: pg.ClientBase, spec: InstitutionSpec): Promise<string> {
  return insertReturning(
    client,
    `insert into institutions (slug, host, nama, kota, zona_waktu, kop, pengaturan) values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [
      spec.slug,
      spec.host ?? null,
      spec.nama,
      spec.kota,
      spec.zona_waktu ?? "Asia/Jakarta",
      JSON.stringify(spec.kop),
      JSON.stringify(spec.pengaturan ?? {}),
    ],
  );
}

function insertUnit(
  client: pg.ClientBase,
  institutionId: string,
  unit: UnitSpec,
  known: Readonly<Record<string, string>>,
): Promise<string> {
  return insertReturning(
    client,
    `with baru as (select uuidv7() as id)
     insert into unit_kerja (institution_id, id, kode, nama, jenis, induk_id, jalur, kode_surat, kop_baris)
     select $1, baru.id, $2, $3, $4, $5::uuid,
            coalesce((select jalur from unit_kerja where institution_id = $1 and id = $5::uuid), '{}') || baru.id, $6, $7
       from baru returning id`,
    [
      institutionId,
      unit.kode,
      unit.nama,
      unit.jenis,
      unit.induk ? known[unit.induk] : null,
      unit.kode_surat ?? null,
      unit.kop_baris ?? [],
    ],
  );
}

async function insertPerson(
  client: pg.ClientBase,
  institutionId: string,
  person: PersonSpec,
  unitId: (kode: string) => string,
  passwordHash: string | null,
): Promise<{ pegawai_id: string; user_id: string | null }> {
  const pegawaiId = await insertReturning(
    client,
    `insert into pegawai (institution_id, nip, status, nama, gelar_depan, gelar_belakang, jenis_kelamin, tanggal_lahir, golongan, jabatan, kesetaraan, unit_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning id`,
    [
      institutionId,
      person.nip ?? null,
      person.status,
      person.nama,
      person.gelar_depan ?? null,
      person.gelar_belakang ?? null,
      person.jenis_kelamin ?? null,
      person.tanggal_lahir ?? null,
      person.golongan ?? null,
      person.jabatan,
      person.kesetaraan ?? null,
      unitId(person.unit),
    ],
  );
  for (const office of person.offices ?? []) {
    await client.query(
      `insert into pejabat (institution_id, jenis, pegawai_id, unit_id, kapasitas, sebutan, penerbit_st, mulai, selesai)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        institutionId,
        office.jenis,
        pegawaiId,
        unitId(office.unit),
        office.kapasitas ?? "definitif",
        office.sebutan,
        office.penerbit_st ?? false,
        office.mulai ?? "2020-01-01",
        office.selesai ?? null,
      ],
    );
  }
  if (!person.username) return { pegawai_id: pegawaiId, user_id: null };
  const userId = await insertReturning(
    client,
    "insert into users (institution_id, nama, password_hash, pegawai_id) values ($1, $2, $3, $4) returning id",
    [institutionId, person.nama, passwordHash, pegawaiId],
  );
  const names = {
    username: person.username,
    ...(person.email ? { email: person.email } : {}),
    ...(person.nip ? { [person.status === "PPPK" ? "ni_pppk" : "nip"]: person.nip } : {}),
    ...person.pengenal,
  };
  for (const [kind, value] of Object.entries(names)) {
    await client.query("insert into user_identifiers (institution_id, value, kind, user_id) values ($1, $2, $3, $4)", [
      institutionId,
      normalkanPengenal(value),
      kind,
      userId,
    ]);
  }
  for (const role of person.roles ?? []) {
    await client.query("insert into user_roles (institution_id, user_id, peran, unit_id) values ($1, $2, $3, $4)", [
      institutionId,
      userId,
      role.peran,
      unitId(role.unit),
    ]);
  }
  return { pegawai_id: pegawaiId, user_id: userId };
}

async function insertReturning(client: pg.ClientBase, text: string, values: unknown[]): Promise<string> {
  const { rows } = await client.query<{ id: string }>(text, values);
  const [row] = rows;
  if (!row) throw new Error("an insert returned no row");
  return row.id;
}
