import type { Remember } from "../../../core/cache.ts";
import { sha256Hex } from "../../../core/crypto.ts";
import { only, sql, type Query } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { institutionTag } from "../../identity/rules/tags.ts";
import type { StatusPegawai } from "../../pegawai/rules/golongan.ts";
import type { Kedudukan } from "../../pegawai/rules/kesetaraan.ts";
import { effectiveTariffs } from "../../referensi/reads.ts";
import type { TarifSbm } from "../rules/estimasi.ts";

/** What makes remembered estimate data wrong: a corrected tariff, a changed member of staff, another setting. */
export const estimateTags = ["tarif", "pegawai", institutionTag] as const;

/** Tariffs are kept for a day, as what everybody shares is; profiles for an hour. */
const [tariffsTtl, travellersTtl] = [86_400, 3600];

/** Tariffs of the years that an estimate may need. */
interface Tariffs {
  readonly tarif: readonly TarifSbm[];
  /** Each day goes by the tariffs of its own year. */
  readonly per_tahun: boolean;
}

/** The standing of each traveller. */
interface Travellers {
  readonly pelaksana: readonly (Kedudukan & {
    readonly id: string;
    readonly unit_id: string;
    readonly status: StatusPegawai;
  })[];
}

/** Reads what an estimate is computed from: tariffs, which are the same for everybody, and travellers; what is remembered is not read. */
export async function readEstimateData(
  work: Work,
  wanted: { readonly tahun: readonly number[]; readonly pegawaiIds: readonly string[] },
  remember: Remember,
): Promise<Tariffs & Travellers> {
  const read = async <Data>(query: Query<{ data: Data }>): Promise<Data> => {
    const [rows] = await work.db.batch(work.institutionId, [query]);
    return only(rows).data;
  };
  const ids = [...wanted.pegawaiIds].sort();
  const named = await sha256Hex(new TextEncoder().encode(ids.join(",")));
  const [tariffs, travellers] = await Promise.all([
    remember(`sppd.tarif:${wanted.tahun.join("+")}`, tariffsTtl, () =>
      read(sql<{ data: Tariffs }>`select jsonb_build_object('per_tahun', ${perTahun},
        'tarif', coalesce((select jsonb_agg(to_jsonb(t)) from (${effectiveTariffs(sql`${wanted.tahun}::int[]`)}) t), '[]')) as data`),
    ),
    remember(`sppd.pelaksana:${named}`, travellersTtl, () =>
      read(sql<{ data: Travellers }>`select jsonb_build_object('pelaksana', coalesce((
          select jsonb_agg(jsonb_build_object('id', g.id, 'unit_id', g.unit_id, 'golongan', g.golongan, 'kesetaraan', g.kesetaraan, 'status', g.status))
            from pegawai g where g.id = any(${ids}::uuid[]) and g.aktif), '[]')) as data`),
    ),
  ]);
  return { ...tariffs, ...travellers };
}

/** Whether the institution has each day go by the tariffs of its own year. */
export const perTahun: Query = sql`coalesce(module_settings('sppd') ->> 'dua_tahun_anggaran', 'satu') = 'per_tahun'`;
