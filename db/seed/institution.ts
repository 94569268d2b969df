import type pg from "pg";
import { TEMPLAT_BAWAAN } from "../modules/sppd/rules/nomor.ts";
import { LEVEL_JENIS_BAWAAN, RANTAI_BAWAAN } from "../modules/sppd/rules/rantai.ts";
import type { InstitutionSpec, UnitSpec } from "./institution-spec.ts";
import { insertPeople, type InsertedPeople } from "./people.ts";
import { HARI_LIBUR_2026 } from "./reference/hari-libur-2026.ts";

/** What was set up: ids by unit code, by person key and, in the order given, of budget lines. */
export interface CreatedInstitution {
  readonly id: string;
  readonly units: Readonly<Record<string, string>>;
  readonly people: InsertedPeople;
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
  const people = await insertPeople(client, id, spec.people, unitId, passwordHash);
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

async function insertReturning(client: pg.ClientBase, text: string, values: unknown[]): Promise<string> {
  const { rows } = await client.query<{ id: string }>(text, values);
  const [row] = rows;
  if (!row) throw new Error("an insert returned no row");
  return row.id;
}
