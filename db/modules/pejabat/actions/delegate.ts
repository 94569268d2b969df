import { DatabaseError, sql, type Query } from "../../../core/postgres.ts";
import { Problem, type ProblemCode } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import { ownTitle } from "../reads.ts";
import type { DelegasiBaru } from "../rules/jabatan.ts";
import { disposes, recordDelegation } from "./delegation-parts.ts";

/** Whether somebody holds, today and in their own right, an office of approval above an office `p`. */
function superior({ pegawai_id }: Principal): Query {
  return sql`exists (select from unit_kerja k
      join pejabat s on s.unit_id = any(k.jalur) and s.pegawai_id = ${pegawai_id}::uuid and s.kapasitas = 'definitif' and sedang_menjabat(s)
      join rantai_level atas on s.jenis = any(atas.jabatan) join rantai_level ini on p.jenis = any(ini.jabatan)
     where k.id = p.unit_id and atas.level > ini.level)`;
}

/**
 * The office that is to be delegated, `asal.*`, with `masalah`: the code of what stands against it, or null. No row where it is nobody's
 * business of whoever asks. One statement inserts where there is nothing, another tells what there is.
 */
function assessed(principal: Principal, scope: Scope, input: DelegasiBaru): Query {
  const { kapasitas, mulai, selesai, pegawai_id } = input;
  const reaches =
    kapasitas === "Plt" && scope.reach !== "all"
      ? sql`(${superior(principal)} or ${disposes(scope)})`
      : disposes(scope);
  const mine = sql`exists (select from pejabat w where w.asal_id = p.id and w.pegawai_id = ${principal.pegawai_id}::uuid and sedang_menjabat(w))`;
  const vacant = sql`not exists (select from pejabat isi where isi.unit_id = p.unit_id and isi.jenis = p.jenis and isi.kapasitas = 'definitif'
    and (isi.id = p.id or isi.sebutan = p.sebutan) and daterange(isi.mulai, isi.selesai, '[]') && daterange(${mulai}::date, ${selesai}::date, '[]'))`;
  const inName = sql`(p.kapasitas = 'a.n.' or p.kapasitas = 'definitif' and p.sebutan[1] like 'a.n. %')`;
  const fits = {
    Plt: sql`${vacant} and (${scope.reach === "all"}::boolean or ${superior(principal)})`,
    Plh: sql`true`,
    "a.n.": sql`not ${inName}`,
    "u.b.": inName,
  }[kapasitas];
  const held =
    kapasitas === "Plt"
      ? sql`true`
      : sql`p.mulai <= ${mulai}::date and (p.selesai is null or p.selesai >= ${selesai}::date)`;
  return sql`select p.*, case
      when not ${reaches} then 'DELEGASI_BERANTAI'
      when p.asal_id is not null and not (p.kapasitas = 'a.n.' and ${kapasitas === "u.b."}::boolean) then 'DELEGASI_BERANTAI'
      when ${selesai}::date < ${mulai}::date or ${mulai}::date < app_today() or ${selesai}::date > ${mulai}::date + 366 or not (${held})
        or p.diakhiri_pada is not null then 'PERIODE_JABATAN_TIDAK_SAH'
      when p.jenis = 'kpa' or not (${fits}) then 'KAPASITAS_TIDAK_SAH'
      when p.pegawai_id = ${pegawai_id}::uuid or ${pegawai_id}::uuid = (select a.pegawai_id from pejabat a where a.id = p.asal_id)
        or not exists (select from pegawai g join users u on u.pegawai_id = g.id and u.aktif where g.id = ${pegawai_id}::uuid and g.aktif)
        then 'PENERIMA_DELEGASI_TIDAK_SAH' end as masalah
    from pejabat p where p.id = ${input.pejabat_id}::uuid and (${reaches} or ${mine})`;
}

/** How whoever stands in begins their signature block; of a.n. and u.b. their own office, or post, follows. */
function titleOf({ kapasitas, pegawai_id }: DelegasiBaru): Query {
  const last = ownTitle(sql`asal`);
  if (kapasitas === "Plt" || kapasitas === "Plh") {
    return sql`asal.sebutan[:cardinality(asal.sebutan) - 1] || (${`${kapasitas}. `}::text || ${last})`;
  }
  const own = sql`coalesce((select ${ownTitle(sql`s`)} from pejabat s
      where s.pegawai_id = ${pegawai_id}::uuid and s.kapasitas = 'definitif' and sedang_menjabat(s) order by s.mulai desc, s.id limit 1),
    (select g.jabatan || ',' from pegawai g where g.id = ${pegawai_id}::uuid))`;
  return kapasitas === "a.n."
    ? sql`array['a.n. ' || rtrim(${last}, ','), ${own}]`
    : sql`asal.sebutan || array['u.b.', ${own}]`;
}

/**
 * Lets somebody stand in for the holder of an office, from one day to another: they decide and sign as the office does, and what they do
 * says in what capacity. What was received is not handed on (`DELEGASI_BERANTAI`), but for one u.b. below an a.n.; two do not stand in at
 * once (`DELEGASI_RANGKAP`).
 */
export async function delegateOffice(
  work: Work,
  principal: Principal,
  scope: Scope,
  input: DelegasiBaru,
): Promise<{ id: string }> {
  if (input.selesai < input.mulai) throw new Problem("PERIODE_JABATAN_TIDAK_SAH");
  const statement = sql<Written<{ id: string }>>`
    with asal as (${assessed(principal, scope, input)}),
    change as (
      insert into pejabat (institution_id, jenis, pegawai_id, unit_id, kapasitas, sebutan, penerbit_st, mulai, selesai, sk, asal_id, alasan, diberi_oleh)
      select asal.institution_id, asal.jenis, ${input.pegawai_id}::uuid, asal.unit_id, ${input.kapasitas}, ${titleOf(input)}, asal.penerbit_st,
             ${input.mulai}::date, ${input.selesai}::date, ${input.sk ?? ""}, asal.id, ${input.alasan}, ${principal.user_id}::uuid
        from asal where asal.masalah is null
      returning *
    ), ${recordDelegation(principal, "delegasi_diberikan")}
    select ${writtenColumns(sql`jsonb_build_object('id', change.id)`, { jobs: false, events: true })} from change`;
  try {
    const created = await write(work, statement);
    if (created) return created;
  } catch (error) {
    if (error instanceof DatabaseError && error.constraint === "delegasi_rangkap")
      throw new Problem("DELEGASI_RANGKAP");
    throw error;
  }
  const [[found]] = await work.db.batch(work.institutionId, [
    sql<{ masalah: ProblemCode | null }>`select x.masalah from (${assessed(principal, scope, input)}) x`,
  ]);
  throw new Problem(found?.masalah ?? "TIDAK_DITEMUKAN");
}
