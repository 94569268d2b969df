import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import type { Scope } from "../../identity/principal.ts";
import type { Kedudukan } from "../../pegawai/rules/kesetaraan.ts";
import { effectiveTariffs } from "../../referensi/reads.ts";
import type { KamarDiklaim } from "../rules/biaya-penginapan.ts";
import type { TarifSbm } from "../rules/estimasi.ts";
import type { JenisPerjalanan, KategoriPerjalanan } from "../rules/jenis.ts";
import type { KomponenDibiayai } from "../rules/penyelenggara.ts";
import type { PermohonanBaru } from "../rules/permohonan.ts";
import type { StatusSppd } from "../rules/status.ts";
import type { TempatSah } from "../rules/tempat-sah.ts";
import { perTahun } from "./estimate.ts";
import { byId, inScope } from "./scope.ts";
import { actsFor, hasReported } from "./traveller.ts";

/** What a traveller's costs are computed from. Rupiah. */
export interface CostData {
  readonly status: StatusSppd;
  /** When the order, or anything about it, was changed last: what is computed from this holds as long as that is the same. */
  readonly updated_at: string;
  readonly jenis_perjalanan: JenisPerjalanan;
  readonly kategori: KategoriPerjalanan;
  readonly tahun_anggaran: number;
  readonly etape: PermohonanBaru["etape"];
  /** The day of the traveller's real return. */
  readonly tanggal_kembali: string;
  readonly per_tahun: boolean;
  readonly tarif: readonly TarifSbm[];
  /** The version of the statement of costs; 0 while there is none. */
  readonly versi: number;
  /** Null when they do not travel on the order, or not within reach. */
  readonly pelaksana: {
    readonly kedudukan: Kedudukan;
    readonly taksiran_transpor: number;
    readonly narasumber_luar: boolean;
    readonly dikirim: boolean;
  } | null;
  /** Who else travels on the order. */
  readonly rekan: readonly string[];
  readonly kamar: readonly KamarDiklaim[];
  readonly tempat_sah: TempatSah | null;
  readonly dibiayai: readonly KomponenDibiayai[];
  /** Those of the asked receipts that are receipts of this traveller. */
  readonly bukti: readonly string[];
}

/** Reads it in one round trip; `TIDAK_DITEMUKAN` when the order is out of reach. */
export async function readCostData(
  work: Work,
  scope: Scope,
  asked: {
    readonly id: string;
    readonly pegawaiId: string | null;
    /** Provinces that the statement names beside those of the legs. */
    readonly provinsi: readonly string[];
    readonly bukti: readonly string[];
  },
): Promise<CostData> {
  const years = sql`array(select distinct y from (select s.tahun_anggaran::int union all select extract(year from (e ->> 'berangkat')::date)::int
    from jsonb_array_elements(s.etape) e union all select extract(year from (e ->> 'kembali')::date)::int from jsonb_array_elements(s.etape) e) x(y))`;
  const provinces = sql`array(select left(e ->> 'tujuan_kode', 2) from jsonb_array_elements(s.etape) e) || ${asked.provinsi}::text[]`;
  const [[row]] = await work.db.batch(work.institutionId, [
    sql<{
      data: CostData;
    }>`select jsonb_build_object('status', s.status, 'updated_at', s.updated_at, 'jenis_perjalanan', s.jenis_perjalanan,
        'kategori', s.kategori, 'tahun_anggaran', s.tahun_anggaran, 'etape', s.etape,
        'tanggal_kembali', coalesce(t.tanggal_kembali_nyata, s.tanggal_kembali), 'per_tahun', ${perTahun},
        'tarif', coalesce((select jsonb_agg(to_jsonb(x)) from (${effectiveTariffs(years)}) x where x.provinsi_kode = any(${provinces})), '[]'),
        'versi', coalesce((select h.versi from sppd_spj h where h.sppd_id = s.id and h.pegawai_id = t.pegawai_id), 0),
        'pelaksana', case when t.pegawai_id is not null and ${actsFor(scope, sql`t.pegawai_id`, sql`s`)} then jsonb_build_object(
          'kedudukan', coalesce(t.kedudukan, (select jsonb_build_object('golongan', g.golongan, 'kesetaraan', g.kesetaraan) from pegawai g where g.id = t.pegawai_id)),
          'taksiran_transpor', (select coalesce(sum((e ->> 'jumlah')::bigint), 0) from jsonb_array_elements(t.estimasi) e where e ->> 'komponen' = 'transpor'),
          'narasumber_luar', coalesce(s.biaya -> 'narasumber_luar' ? t.pegawai_id::text, false), 'dikirim', ${hasReported(sql`t.pegawai_id`, sql`s`)}) end,
        'tempat_sah', s.biaya -> 'tempat_sah', 'dibiayai', coalesce(s.biaya -> 'dibiayai_penyelenggara', '[]'),
        'rekan', array(select r.pegawai_id from sppd_pelaksana r where r.sppd_id = s.id and r.pegawai_id is distinct from t.pegawai_id),
        'kamar', coalesce((select jsonb_agg(jsonb_build_object('pegawai_id', b.pegawai_id, 'tanggal', b.tanggal, 'sekamar_dengan', b.isian ->> 'sekamar_dengan'))
          from sppd_biaya b where b.sppd_id = s.id and b.pegawai_id <> t.pegawai_id and b.komponen = 'penginapan' and b.isian ->> 'menginap' = 'true'), '[]'),
        'bukti', coalesce((select jsonb_agg(f.id) from sppd_berkas f where f.sppd_id = s.id and f.sppd_created_at = s.created_at
          and f.jenis = 'bukti' and f.pegawai_id = t.pegawai_id and f.id = any(${asked.bukti}::uuid[])), '[]')) as data
      from sppd s left join sppd_pelaksana t on t.sppd_id = s.id and t.pegawai_id = ${asked.pegawaiId}::uuid
     where ${byId(asked.id)} and ${inScope(scope)}`,
  ]);
  if (!row) throw new Problem("TIDAK_DITEMUKAN");
  return row.data;
}
