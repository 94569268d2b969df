import { DatabaseError, sql, type Query } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import { recordTags } from "../../../core/tags.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { recordActivity } from "../../identity/actions/record-activity.ts";
import type { Principal } from "../../identity/principal.ts";
import { JABATAN_TUNGGAL, type JabatanBaru, type JabatanDiubah } from "../rules/jabatan.ts";

/** Offices are entered and changed one after the other, so that two cannot fill one at once. */
const oneByOne = sql`select pg_advisory_xact_lock(hashtext('pejabat'), hashtext(current_institution()::text))`;

/** What an office changes for others: lists of offices, whose turn it is, what its holders' sessions know (CTE `change`). */
const dropOfficeTags: Query = recordTags(
  sql`change`,
  sql`array['pejabat', 'sppd'] || array(select 'orang:' || u.id from users u where u.pegawai_id = change.pegawai_id)`,
);

/** Whether somebody else holds an office of one seat in this time. */
function taken(office: {
  id: Query;
  jenis: Query;
  unit: Query;
  kapasitas: Query;
  mulai: Query;
  selesai: Query;
}): Query {
  return sql`(${office.kapasitas} = 'definitif' and ${office.jenis} = any(${JABATAN_TUNGGAL}::text[]) and exists (
    select from pejabat lain where lain.unit_id = ${office.unit} and lain.jenis = ${office.jenis} and lain.kapasitas = 'definitif'
      and lain.id is distinct from ${office.id} and daterange(lain.mulai, lain.selesai, '[]') && daterange(${office.mulai}, case when ${office.selesai} < ${office.mulai} then ${office.mulai} else ${office.selesai} end, '[]')))`;
}

/** Whether a delegation stands below an office: for its holder, or as u.b. below whoever signs for them. */
function belowOffice(delegation: Query, office: Query): Query {
  return sql`(${delegation}.asal_id = ${office} or ${delegation}.asal_id in (select x.id from pejabat x where x.asal_id = ${office}))`;
}

/** Gives somebody an office. Of a dean, a head of programme, a rector there is one at a time (`JABATAN_TERISI`). */
export async function createOffice(work: Work, principal: Principal, input: JabatanBaru): Promise<{ id: string }> {
  if (input.selesai !== null && input.selesai < input.mulai) throw new Problem("PERIODE_JABATAN_TIDAK_SAH");
  const occupied = taken({
    id: sql`null::uuid`,
    jenis: sql`${input.jenis}::text`,
    unit: sql`${input.unit_id}::uuid`,
    kapasitas: sql`'definitif'`,
    mulai: sql`${input.mulai}::date`,
    selesai: sql`${input.selesai}::date`,
  });
  const statement = sql<Written<{ id: string }>>`
    with change as (
      insert into pejabat (institution_id, jenis, pegawai_id, unit_id, sebutan, penerbit_st, mulai, selesai, sk)
      select ${work.institutionId}::uuid, ${input.jenis}, ${input.pegawai_id}::uuid, ${input.unit_id}::uuid, ${input.sebutan}::text[], ${input.penerbit_st}::boolean,
        ${input.mulai}::date, ${input.selesai}::date, ${input.sk} where not ${occupied}
      returning *
    ), log as (${noted("jabatan_diberikan", principal)}), bump as (${dropOfficeTags})
    select ${writtenColumns(sql`jsonb_build_object('id', change.id)`, { jobs: false })} from change`;
  try {
    const created = await write(work, statement, [oneByOne]);
    if (created) return created;
  } catch (error) {
    throw explain(error);
  }
  throw new Problem("JABATAN_TERISI");
}

/**
 * Changes an office, or ends it with its last day; whoever stands in for its holder does so no longer than that. Only a held office:
 * a delegation is ended, not changed (`TIDAK_DITEMUKAN`).
 */
export async function changeOffice(
  work: Work,
  principal: Principal,
  id: string,
  input: JabatanDiubah,
): Promise<{ id: string }> {
  const selesai = input.selesai === undefined ? sql`p.selesai` : sql`${input.selesai}::date`;
  const occupied = taken({
    id: sql`p.id`,
    jenis: sql`p.jenis`,
    unit: sql`p.unit_id`,
    kapasitas: sql`p.kapasitas`,
    mulai: sql`p.mulai`,
    selesai,
  });
  const statement = sql<Written<{ id: string }>>`
    with locked as (select p.* from pejabat p where p.id = ${id}::uuid and p.asal_id is null for update),
    change as (
      update pejabat p set selesai = ${selesai}, sebutan = coalesce(${input.sebutan ?? null}::text[], p.sebutan),
        penerbit_st = coalesce(${input.penerbit_st ?? null}::boolean, p.penerbit_st), sk = coalesce(${input.sk ?? null}, p.sk)
       from locked where p.id = locked.id and not (${input.selesai !== undefined} and ${occupied})
      returning p.*
    ), standing as (
      -- who would have begun later has nobody left to stand in for
      update pejabat d set selesai = greatest(d.mulai, c.selesai), diakhiri_pada = case when d.mulai > c.selesai then app_now() end,
        diakhiri_oleh = case when d.mulai > c.selesai then ${principal.user_id}::uuid end
       from change c where ${belowOffice(sql`d`, sql`c.id`)} and d.kapasitas <> 'Plt' and d.selesai > c.selesai and d.diakhiri_pada is null
      returning d.pegawai_id
    ), log as (${noted("jabatan_diubah", principal)}),
    bump as (${recordTags(
      sql`change`,
      sql`array['pejabat', 'sppd'] || array(select 'orang:' || u.id from users u
        where u.pegawai_id = change.pegawai_id or u.pegawai_id in (select s.pegawai_id from standing s))`,
    )})
    select ${writtenColumns(sql`jsonb_build_object('id', change.id)`, { jobs: false })} from change`;
  try {
    const changed = await write(work, statement, [oneByOne]);
    if (changed) return changed;
  } catch (error) {
    throw explain(error);
  }
  const [[found]] = await work.db.batch(work.institutionId, [
    sql<{ id: string }>`select p.id from pejabat p where p.id = ${id}::uuid and p.asal_id is null`,
  ]);
  throw new Problem(found ? "JABATAN_TERISI" : "TIDAK_DITEMUKAN");
}

function noted(aksi: "jabatan_diberikan" | "jabatan_diubah", { user_id }: Principal): Query {
  return recordActivity(sql`(select c.*, u.id as user_id from change c join users u on u.pegawai_id = c.pegawai_id)`, {
    user: sql`c.user_id`,
    oleh: sql`${user_id}::uuid`,
    aksi,
    rincian: sql`jsonb_build_object('pejabat_id', c.id, 'jenis', c.jenis, 'unit_id', c.unit_id, 'mulai', c.mulai, 'selesai', c.selesai)`,
  });
}

function explain(error: unknown): unknown {
  if (!(error instanceof DatabaseError)) return error;
  switch (error.constraint) {
    case "pejabat_institution_id_pegawai_id_fkey":
      return new Problem("PEGAWAI_TIDAK_DIKENAL", {
        fields: [{ pointer: "/pegawai_id", code: "PEGAWAI_TIDAK_DIKENAL" }],
      });
    case "pejabat_institution_id_unit_id_fkey":
      return new Problem("UNIT_TIDAK_DIKENAL", { fields: [{ pointer: "/unit_id", code: "UNIT_TIDAK_DIKENAL" }] });
    case "pejabat_check":
      return new Problem("PERIODE_JABATAN_TIDAK_SAH");
    default:
      return error;
  }
}
