import type { Remember } from "../../../core/cache.ts";
import { sha256Hex } from "../../../core/crypto.ts";
import { only, sql, type Query } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { institutionTag } from "../../identity/rules/tags.ts";
import type { Kedudukan } from "../../pegawai/rules/kesetaraan.ts";
import { effectiveTariffs } from "../../referensi/reads.ts";
import type { TarifSbm } from "../rules/estimasi.ts";

/** What makes remembered estimate data wrong: a corrected tariff, a changed member of staff, another setting. */
export const estimateTags = ["tarif", "pegawai", institutionTag] as const;

/** Profiles are kept for an hour, and tariffs with them. */
const ttl = 3600;

/** What an estimate is computed from: tariffs of the years it may need, and the standing of each traveller. */
interface EstimateData {
  readonly tarif: readonly TarifSbm[];
  /** Each day goes by the tariffs of its own year. */
  readonly per_tahun: boolean;
  readonly pelaksana: readonly (Kedudukan & { readonly id: string; readonly unit_id: string })[];
}

/** Reads tariffs and travellers in one round trip, or none while they are remembered. */
export async function readEstimateData(
  work: Work,
  wanted: { readonly tahun: readonly number[]; readonly pegawaiIds: readonly string[] },
  remember: Remember,
): Promise<EstimateData> {
  const ids = [...wanted.pegawaiIds].sort();
  const asked = new TextEncoder().encode(`${wanted.tahun.join("+")}:${ids.join(",")}`);
  return await remember(`sppd.estimate:${await sha256Hex(asked)}`, ttl, async () => {
    const [rows] = await work.db.batch(work.institutionId, [
      sql<{ data: EstimateData }>`select jsonb_build_object(
        'tarif', coalesce((select jsonb_agg(to_jsonb(t)) from (${effectiveTariffs(sql`${wanted.tahun}::int[]`)}) t), '[]'), 'per_tahun', ${perTahun},
        'pelaksana', coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'unit_id', g.unit_id, 'golongan', g.golongan, 'kesetaraan', g.kesetaraan))
          from pegawai g where g.id = any(${ids}::uuid[]) and g.aktif), '[]')) as data`,
    ]);
    return only(rows).data;
  });
}

/** Whether the institution has each day go by the tariffs of its own year. */
export const perTahun: Query = sql`coalesce(module_settings('sppd') ->> 'dua_tahun_anggaran', 'satu') = 'per_tahun'`;
