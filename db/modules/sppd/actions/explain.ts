import { DatabaseError, sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import { paysFor } from "../../referensi/reads.ts";
import { byId, inScope } from "../reads/scope.ts";
import { LANGKAH_BENDAHARA, LANGKAH_PPK } from "../rules/pemisahan.ts";
import type { AksiSppd, StatusSppd } from "../rules/status.ts";
import { ppkOffice } from "./office.ts";
import { chainOf, hasDone, isParty } from "./parts.ts";

/** What a refused write found, read in a second round trip only to say why. */
interface Found {
  readonly status: StatusSppd;
  readonly versi: number;
  readonly level_menunggu: number | null;
  readonly total: number;
  readonly sisa: number;
  readonly pihak: boolean;
  /** Who asks is PPK for the order's unit today. */
  readonly ppk: boolean;
  /** Has acted as PPK, or as treasurer, of this order. */
  readonly sebagai_ppk: boolean;
  readonly sebagai_bendahara: boolean;
  /** A traveller's report has been handed in. */
  readonly dilaporkan: boolean;
  /** Somebody is left to approve. */
  readonly penyetuju: boolean;
  /** The order's budget line is its unit's, or of a unit above it. */
  readonly akun_unit: boolean;
  /** The order's budget year, where that is closed. */
  readonly tahun_tutup: number | null;
  /** Its Surat Tugas was issued for a trip without SPDs. */
  readonly tanpa_spd: boolean;
  /** Departure lies in the past. */
  readonly mundur: boolean;
  /** Who asks stands in for an official of the level that waits, on other days than today. */
  readonly delegasi: boolean;
  readonly jabatan: readonly { level: number; batas: number | null }[];
}

/** Reads the order that a write left unchanged. `TIDAK_DITEMUKAN` when it is out of reach. */
export async function findRefused(work: Work, principal: Principal, scope: Scope, id: string): Promise<Found> {
  const [[found]] = await work.db.batch(work.institutionId, [
    sql<{
      found: Found;
    }>`select jsonb_build_object('status', s.status, 'versi', s.versi, 'level_menunggu', s.level_menunggu,
        'total', s.total_estimasi, 'sisa', (select a.pagu - a.komitmen - a.realisasi from anggaran a where a.id = s.anggaran_id),
        'tahun_tutup', (select a.tahun from anggaran a where a.id = s.anggaran_id and a.ditutup),
        'akun_unit', exists (select from anggaran a where a.id = s.anggaran_id and ${paysFor(sql`s.unit_id`)}),
        'tanpa_spd', s.tanpa_spd, 'mundur', s.tanggal_berangkat < app_today(), 'penyetuju', ${chainOf(sql`s`)} is not null, 'pihak', ${isParty(principal.user_id, principal.pegawai_id, sql`s`)},
        'ppk', exists (select from ${ppkOffice(principal, sql`s`)}),
        'sebagai_ppk', ${hasDone(principal, LANGKAH_PPK, sql`s`)}, 'sebagai_bendahara', ${hasDone(principal, LANGKAH_BENDAHARA, sql`s`)},
        'dilaporkan', exists (select from laporan_perjalanan l where l.sppd_id = s.id and l.sppd_created_at = s.created_at and l.status <> 'draft'),
        'delegasi', exists (select from unit_kerja k join pejabat p on p.unit_id = any(k.jalur) and p.asal_id is not null
            and p.pegawai_id = ${principal.pegawai_id}::uuid and not sedang_menjabat(p)
          join rantai_level l on p.jenis = any(l.jabatan) and l.level = s.level_menunggu where k.id = s.unit_id),
        'jabatan', coalesce((select jsonb_agg(jsonb_build_object('level', l.level, 'batas', l.batas) order by l.level desc)
          from pejabat p join unit_kerja k on k.id = s.unit_id and p.unit_id = any(k.jalur)
          join rantai_level l on p.jenis = any(l.jabatan)
          where p.pegawai_id = ${principal.pegawai_id}::uuid and sedang_menjabat(p)), '[]')) as found
      from sppd s where ${byId(id)} and ${inScope(scope)}`,
  ]);
  if (!found) throw new Problem("TIDAK_DITEMUKAN");
  return found.found;
}

/** The problem of an action that the order's state does not allow. */
export function wrongState(aksi: AksiSppd, status: StatusSppd): Problem {
  return new Problem("STATUS_TIDAK_SESUAI", { values: { aksi, status_sekarang: status } });
}

/** Orders that already claim some of this order's days, or of those that it is to have, for one of its travellers. */
export async function findClashes(
  work: Work,
  id: string,
  period?: { readonly dari: string; readonly sampai: string },
): Promise<string[]> {
  const days = period
    ? sql`daterange(${period.dari}::date, ${period.sampai}::date, '[]')`
    : sql`daterange(s.tanggal_berangkat, s.tanggal_kembali, '[]')`;
  const [rows] = await work.db.batch(work.institutionId, [
    sql<{ id: string }>`select distinct k.sppd_id as id from sppd s
      join sppd_pelaksana t on t.sppd_id = s.id
      join sppd_klaim k on k.pegawai_id = t.pegawai_id and k.sppd_id <> s.id
        and k.periode && ${days}
      where ${byId(id)} order by 1`,
  ]);
  return rows.map((row) => row.id);
}

/** Whether Postgres refused because of this constraint. */
export function violates(error: unknown, constraint: string): boolean {
  return error instanceof DatabaseError && error.constraint === constraint;
}
