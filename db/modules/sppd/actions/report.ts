import { sql, type Query } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import { recordTags } from "../../../core/tags.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import { byId, inScope } from "../reads/scope.ts";
import { actsFor, hasReported, travelsOn } from "../reads/traveller.ts";
import type { IsiLaporan } from "../rules/laporan.ts";
import type { Visum } from "../rules/visum.ts";
import type { StatusSppd } from "../rules/status.ts";
import { findRefused, wrongState } from "./explain.ts";

/** Whose report or visum of which order, and who writes it. */
export interface Writing {
  readonly work: Work;
  readonly principal: Principal;
  readonly scope: Scope;
  readonly id: string;
  /** The traveller; null for an account that travels nowhere. */
  readonly pegawaiId: string | null;
}

const onTheWay: readonly StatusSppd[] = ["berjalan", "menunggu_laporan"];

/** Locks the order of somebody who may write for this traveller of it, in one of these states. */
function lockFor({ id, scope, pegawaiId }: Writing, states: readonly StatusSppd[]): Query {
  const whose = sql`${pegawaiId}::uuid`;
  return sql`select s.* from sppd s where ${byId(id)} and s.status = any(${states}::text[]) and ${inScope(scope)}
    and ${travelsOn(whose, sql`s`)} and ${actsFor(scope, whose, sql`s`)} for update`;
}

/** Enters a traveller's visum whole, until their report has been sent. */
export async function saveVisum(writing: Writing, { baris }: Visum): Promise<void> {
  const { work, pegawaiId } = writing;
  const saved = await write(
    work,
    sql<Written<true>>`
    with locked as (${lockFor(writing, onTheWay)}),
    change as (
      update sppd_pelaksana t set visum = ${JSON.stringify(baris)}::jsonb from locked
       where t.sppd_id = locked.id and t.pegawai_id = ${pegawaiId}::uuid and not ${hasReported(sql`t.pegawai_id`)} returning t.*
    ), bump as (${recordTags(sql`change`, sql`array['sppd:' || sppd_id]`)})
    select ${writtenColumns(sql`'true'::jsonb`, { jobs: false })} from change`,
  );
  if (!saved) throw await explainUnwritten(writing, "isi_visum", onTheWay);
}

/**
 * Saves a report that is being written, if nobody saved it since this version was read (`VERSI_BERUBAH`): two tabs overwrite nothing
 * of each other's. Answers with the new version. `BERKAS_TIDAK_DIKENAL` for attachments that are not the traveller's own.
 */
export async function saveReport(writing: Writing, versi: number, isi: IsiLaporan): Promise<{ versi: number }> {
  const { work, pegawaiId } = writing;
  const saved = await write(
    work,
    sql<Written<{ versi: number }>>`
    with locked as (${lockFor(writing, ["menunggu_laporan"])}),
    change as (
      update laporan_perjalanan l set isi = ${JSON.stringify(isi)}::jsonb, versi = l.versi + 1, updated_at = now() from locked
       where l.sppd_id = locked.id and l.sppd_created_at = locked.created_at and l.pegawai_id = ${pegawaiId}::uuid
         and l.status = 'draft' and l.versi = ${versi} and ${ownsFiles(writing, isi)} returning l.*
    )
    select ${writtenColumns(sql`jsonb_build_object('versi', change.versi)`, { jobs: false, tags: false })} from change`,
  );
  if (saved) return saved;
  throw await explainUnwritten(writing, "isi_laporan", ["menunggu_laporan"], { versi, isi });
}

function ownsFiles({ id, pegawaiId }: Writing, { lampiran, foto }: IsiLaporan): Query {
  const own = (jenis: string, ids: readonly string[]) => {
    const named = [...new Set(ids)];
    return sql`(select count(*) from sppd_berkas b where b.id = any(${named}::uuid[]) and b.sppd_id = ${id}::uuid
      and b.pegawai_id = ${pegawaiId}::uuid and b.jenis = ${jenis}) = ${named.length}`;
  };
  return sql`${own("lampiran_laporan", lampiran)} and ${own("foto", foto)}`;
}

async function explainUnwritten(
  writing: Writing,
  aksi: string,
  states: readonly StatusSppd[],
  saving?: { readonly versi: number; readonly isi: IsiLaporan },
): Promise<Problem> {
  const { work, principal, scope, id, pegawaiId } = writing;
  const found = await findRefused(work, principal, scope, id);
  const whose = sql`${pegawaiId}::uuid`;
  const [[row]] = await work.db.batch(work.institutionId, [
    sql<{ known: boolean; reported: boolean; versi: number | null }>`
      select ${travelsOn(whose, sql`s`)} and ${actsFor(scope, whose, sql`s`)} as known, ${hasReported(whose, sql`s`)} as reported,
        (select l.versi from laporan_perjalanan l where l.sppd_id = s.id and l.sppd_created_at = s.created_at and l.pegawai_id = ${whose}) as versi
      from sppd s where ${byId(id)}`,
  ]);
  if (!row?.known) return new Problem("PELAKSANA_TIDAK_DIKENAL");
  if (!states.includes(found.status)) {
    return new Problem("STATUS_TIDAK_SESUAI", { values: { aksi, status_sekarang: found.status } });
  }
  if (row.reported || !saving) return new Problem("LAPORAN_SUDAH_DIKIRIM");
  if (row.versi !== saving.versi) return new Problem("VERSI_BERUBAH", { values: { versi: row.versi } });
  return new Problem("BERKAS_TIDAK_DIKENAL");
}

/** Why a traveller's report could not be sent. */
export async function explainUnsent(writing: Writing): Promise<Problem> {
  const { work, principal, scope, id, pegawaiId } = writing;
  const found = await findRefused(work, principal, scope, id);
  const whose = sql`${pegawaiId}::uuid`;
  const [[row]] = await work.db.batch(work.institutionId, [
    sql<{ known: boolean; reported: boolean; kurang: string[] }>`
      select ${travelsOn(whose, sql`s`)} and ${actsFor(scope, whose, sql`s`)} as known, ${hasReported(whose, sql`s`)} as reported,
        coalesce((select laporan_kurang(l.isi) || spj_kurang(s.id, l.pegawai_id) from laporan_perjalanan l
          where l.sppd_id = s.id and l.sppd_created_at = s.created_at and l.pegawai_id = ${whose}), '{}') as kurang
      from sppd s where ${byId(id)}`,
  ]);
  if (!row?.known) return new Problem("PELAKSANA_TIDAK_DIKENAL");
  if (row.reported) return new Problem("LAPORAN_SUDAH_DIKIRIM");
  if (found.status !== "menunggu_laporan") return wrongState("kirim_laporan", found.status);
  return new Problem("LAPORAN_BELUM_LENGKAP", { values: { kurang: row.kurang } });
}
