import type { Remember } from "../../../core/cache.ts";
import { DatabaseError, sql, type Query } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import type { Scope } from "../../identity/principal.ts";
import { tentukanTingkatBiaya, type Kedudukan } from "../../pegawai/rules/kesetaraan.ts";
import { paysFor } from "../../referensi/reads.ts";
import { readEstimateData } from "../reads/estimate.ts";
import { warningsOf, type Warnings } from "../reads/peringatan.ts";
import { hitungEstimasi, susunTarif, type BarisEstimasi } from "../rules/estimasi.ts";
import { tahunDiperlukan } from "../rules/estimasi-baris.ts";
import { ALAT_ANGKUT } from "../rules/jenis.ts";
import type { PermohonanBaru } from "../rules/permohonan.ts";

/** What making or changing a draft answers with. Rupiah. */
export interface Drafted {
  readonly id: string;
  readonly status: "draft";
  readonly versi: number;
  readonly total_estimasi: number;
  readonly peringatan: Warnings;
}

/** The `answer` column of a draft. */
export const draftedAnswer = sql`jsonb_build_object('id', change.id, 'status', change.status, 'versi', change.versi,
  'total_estimasi', change.total_estimasi, 'peringatan', ${warningsOf(sql`change`)})`;

/** A draft as it is written: what was asked for, and what each traveller will cost. */
export interface PreparedDraft {
  readonly input: PermohonanBaru;
  readonly unitId: string | null;
  readonly total: number;
  readonly travellers: readonly {
    readonly urut: number;
    readonly pegawai_id: string;
    readonly tingkat_biaya: string;
    readonly estimasi: readonly BarisEstimasi[];
    readonly total: number;
  }[];
}

/**
 * Estimates a draft from the tariffs of its budget year. Costs that were given by amount (tickets) are each
 * traveller's. `PELAKSANA_TIDAK_DIKENAL`, `NARASUMBER_BUKAN_PIHAK_LUAR`, `TARIF_TIDAK_ADA`, `MELEBIHI_PAGU_SBM`,
 * `MELEBIHI_TEMPAT_KEDUDUKAN` when it cannot be.
 *
 * @param kedudukan the standing of travellers, by their id, where it is another than today's
 */
export async function prepareDraft(
  work: Work,
  input: PermohonanBaru,
  remember: Remember,
  kedudukan: Readonly<Record<string, Kedudukan>> = {},
): Promise<PreparedDraft> {
  const wanted = { tahun: tahunDiperlukan(input), pegawaiIds: input.pelaksana };
  const data = await readEstimateData(work, wanted, remember);
  const tarif = susunTarif(data.tarif);
  const permohonan = { ...input, per_tahun: data.per_tahun };
  const travellers = input.pelaksana.map((pegawaiId, index) => {
    const person = data.pelaksana.find(({ id }) => id === pegawaiId);
    if (!person)
      throw new Problem("PELAKSANA_TIDAK_DIKENAL", {
        fields: [{ pointer: `/pelaksana/${index}`, code: "PELAKSANA_TIDAK_DIKENAL" }],
      });
    const narasumber = input.biaya.narasumber_luar?.indexOf(pegawaiId) ?? -1;
    if (narasumber !== -1 && person.status !== "PihakLain") {
      const pointer = `/biaya/narasumber_luar/${narasumber}`;
      throw new Problem("NARASUMBER_BUKAN_PIHAK_LUAR", { fields: [{ pointer, code: "NARASUMBER_BUKAN_PIHAK_LUAR" }] });
    }
    const perjalanan = { ...permohonan, narasumber_luar: narasumber !== -1 };
    const estimate = hitungEstimasi({ permohonan: perjalanan, kedudukan: kedudukan[pegawaiId] ?? person, tarif });
    if (!estimate.ok) throw new Problem(estimate.kode, { values: estimate.nilai });
    return {
      urut: index + 1,
      pegawai_id: pegawaiId,
      tingkat_biaya: tentukanTingkatBiaya(person.kesetaraan),
      estimasi: estimate.baris,
      total: estimate.total,
    };
  });
  const [first] = input.pelaksana;
  const unitId = input.unit_id ?? data.pelaksana.find(({ id }) => id === first)?.unit_id ?? null;
  return { input, unitId, travellers, total: travellers.reduce((sum, { total }) => sum + total, 0) };
}

/** Whether the travellers lie within reach: oneself only, or the people of one's units. */
export function reachesTravellers(scope: Scope, draft: PreparedDraft): Query {
  const ids = draft.input.pelaksana;
  const reach =
    scope.reach === "all"
      ? sql`true`
      : scope.reach === "own"
        ? sql`g.id = ${scope.own.pegawai_id}::uuid`
        : sql`g.unit_id = any(${scope.units}::uuid[])`;
  return sql`(select count(*) from pegawai g where g.id = any(${ids}::uuid[]) and g.aktif and ${reach}) = ${ids.length}`;
}

/**
 * Whether the order's unit lies within reach: one's own (of one's staff record, or one that a role is held for), or one of one's
 * units. Those above it decide on the order and number its letters, so nobody chooses another.
 */
export function reachesUnit(scope: Scope, { unitId }: PreparedDraft): Query {
  if (scope.reach === "all") return sql`exists (select from unit_kerja k where k.id = ${unitId}::uuid)`;
  if (scope.reach === "unit") return sql`${unitId}::uuid = any(${scope.units}::uuid[])`;
  return sql`(exists (select from pegawai g where g.id = ${scope.own.pegawai_id}::uuid and g.unit_id = ${unitId}::uuid)
    or exists (select from user_roles r where r.user_id = ${scope.own.user_id}::uuid and r.unit_id = ${unitId}::uuid))`;
}

/** Whether somebody may draft this: its travellers and its unit lie within reach. */
export function mayDraft(scope: Scope, draft: PreparedDraft): Query {
  return sql`${reachesTravellers(scope, draft)} and ${reachesUnit(scope, draft)}`;
}

/** Whether the budget line is one of the year of departure. */
export function knowsBudget({ input }: PreparedDraft): Query {
  return sql`exists (select from anggaran a where a.id = ${input.anggaran_id}::uuid and a.tahun = ${input.tahun_anggaran})`;
}

/** Whether it is one of that year that the order's unit may use. */
export function mayCharge({ input, unitId }: PreparedDraft): Query {
  return sql`exists (select from anggaran a where a.id = ${input.anggaran_id}::uuid and a.tahun = ${input.tahun_anggaran}
    and ${paysFor(sql`${unitId}::uuid`)})`;
}

/** Columns of `sppd` that a draft sets, in the order of `draftValues`. */
export const draftColumns = sql`unit_id, tahun_anggaran, jenis_perjalanan, kategori, maksud, alat_angkut, asal_kode, tujuan_kode, tempat,
  tanggal_berangkat, tanggal_kembali, etape, pengikut, dasar, anggaran_id, biaya, total_estimasi`;

/** The values of `draftColumns`; `kept` is what stays beside the entered invitation: its file, as `{ berkas }` or `{}`. */
export function draftValues(draft: PreparedDraft, kept: Query = sql`'{}'::jsonb`): Query {
  const { input, unitId, total } = draft;
  const [first] = input.etape;
  const main = input.etape.at(-1);
  return sql`${unitId}::uuid, ${input.tahun_anggaran}::smallint, ${input.jenis_perjalanan}, ${input.kategori}, ${input.maksud}, ${transport(input)},
    ${first?.asal_kode}, ${main?.tujuan_kode}, ${main?.tempat}, ${input.tanggal_berangkat}::date, ${input.tanggal_kembali}::date,
    ${JSON.stringify(input.etape)}::jsonb, ${JSON.stringify(input.pengikut)}::jsonb, nullif(${JSON.stringify(input.dasar ?? {})}::jsonb || ${kept}, '{}'),
    ${input.anggaran_id}::uuid, ${JSON.stringify(input.biaya)}::jsonb, ${total}::bigint`;
}

/** Means of transport in the words that the SPD prints: "Kereta api, Bus". */
function transport(input: PermohonanBaru): string {
  return [...new Set(input.etape.map((leg) => ALAT_ANGKUT[leg.alat_angkut]))].join(", ");
}

/** The CTE body that writes the travellers of the changed order. */
export function insertTravellers(draft: PreparedDraft, after: Query): Query {
  return sql`insert into sppd_pelaksana (institution_id, sppd_id, sppd_created_at, urut, pegawai_id, tingkat_biaya, estimasi, total)
    select c.institution_id, c.id, c.created_at, t.urut, t.pegawai_id, t.tingkat_biaya, t.estimasi, t.total
      from change c, jsonb_to_recordset(${JSON.stringify(draft.travellers)}::jsonb)
        as t(urut smallint, pegawai_id uuid, tingkat_biaya text, estimasi jsonb, total bigint) ${after}`;
}

/** Turns what Postgres refused of a draft into the problem that a person can act upon. */
export function explainDraft(error: unknown): unknown {
  if (!(error instanceof DatabaseError)) return error;
  if (error.constraint === "sppd_jarak") return new Problem("TANGGAL_DI_LUAR_JANGKAUAN");
  if (/^sppd_(asal|tujuan)_kode_fkey/.test(error.constraint ?? "")) return new Problem("WILAYAH_TIDAK_DIKENAL");
  return error;
}

/** The problem of a budget line of a unit that is neither the order's nor above it. */
export function foreignBudget(): Problem {
  const code = "ANGGARAN_DI_LUAR_UNIT";
  return new Problem(code, { fields: [{ pointer: "/anggaran_id", code }] });
}

/** The problem of a unit that is not there, or not for whoever asks. */
export function unknownUnit(): Problem {
  return new Problem("UNIT_TIDAK_DIKENAL", { fields: [{ pointer: "/unit_id", code: "UNIT_TIDAK_DIKENAL" }] });
}
