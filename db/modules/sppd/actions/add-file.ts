import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import { byId, inScope } from "../reads/scope.ts";
import { actsFor, hasReported, travelsOn } from "../reads/traveller.ts";
import { JENIS_BERKAS, jenisBerkasPada, type KodeJenisBerkas } from "../rules/berkas.ts";
import { findRefused } from "./explain.ts";

/** Files that one order holds: more than any trip of fifty has, few enough to be listed at once. */
const mostFiles = 500;

/** A stored file that an order is to hold; `pegawaiId` is whose it is, where its kind is one traveller's. */
export interface NewFile {
  readonly jenis: KodeJenisBerkas;
  readonly pegawaiId: string | null;
  readonly kunci: string;
  readonly nama: string;
  readonly tipe: string;
  readonly ukuran: number;
  readonly sha256: string;
}

/** What an added file is answered with; its key says whether it is this one, or the one of an earlier try. */
export interface AddedFile {
  readonly id: string;
  readonly jenis: KodeJenisBerkas;
  readonly tipe: string;
  readonly ukuran: number;
  readonly sha256: string;
  readonly kunci: string;
}

/**
 * Ties a stored file to an order that takes its kind in its state: for oneself, or for the people of one's unit, until the report has
 * been sent. `STATUS_TIDAK_SESUAI`, `PELAKSANA_TIDAK_DIKENAL`, `LAPORAN_SUDAH_DIKIRIM`, `BERKAS_TERLALU_BANYAK`.
 */
export async function addFile(
  work: Work,
  principal: Principal,
  scope: Scope,
  id: string,
  file: NewFile,
): Promise<AddedFile> {
  const { status, perorangan } = JENIS_BERKAS[file.jenis];
  const whose = sql`${perorangan ? file.pegawaiId : null}::uuid`;
  const fits = perorangan
    ? sql`${travelsOn(whose)} and ${actsFor(scope, whose)} and not ${hasReported(whose)}`
    : sql`true`;
  const added = await write(
    work,
    sql<Written<AddedFile>>`
    with locked as (
      select s.* from sppd s where ${byId(id)} and s.status = any(${status}::text[]) and ${inScope(scope)} for update
    ), change as (
      insert into sppd_berkas (institution_id, sppd_id, sppd_created_at, pegawai_id, jenis, nama, kunci, tipe, ukuran, sha256, oleh)
      select locked.institution_id, locked.id, locked.created_at, ${whose}, ${file.jenis}, ${file.nama}, ${file.kunci}, ${file.tipe},
             ${file.ukuran}::integer, ${file.sha256}, ${principal.user_id}::uuid
        from locked where ${fits} and (select count(*) from sppd_berkas b where b.sppd_id = locked.id) < ${mostFiles}
      returning *
    )
    select ${writtenColumns(
      sql`jsonb_build_object('id', change.id, 'jenis', change.jenis, 'tipe', change.tipe, 'ukuran', change.ukuran, 'sha256', change.sha256, 'kunci', change.kunci)`,
      { jobs: false, tags: false },
    )} from change`,
  );
  if (added) return added;
  throw await explainFile(work, principal, scope, id, file);
}

async function explainFile(
  work: Work,
  principal: Principal,
  scope: Scope,
  id: string,
  { jenis, pegawaiId }: NewFile,
): Promise<Problem> {
  const found = await findRefused(work, principal, scope, id);
  if (!jenisBerkasPada(found.status).includes(jenis)) {
    return new Problem("STATUS_TIDAK_SESUAI", { values: { aksi: `unggah_${jenis}`, status_sekarang: found.status } });
  }
  if (!JENIS_BERKAS[jenis].perorangan) return new Problem("BERKAS_TERLALU_BANYAK", { values: { batas: mostFiles } });
  const whose = sql`${pegawaiId}::uuid`;
  const [[row]] = await work.db.batch(work.institutionId, [
    sql<{
      known: boolean;
      reported: boolean;
    }>`select ${travelsOn(whose, sql`s`)} and ${actsFor(scope, whose, sql`s`)} as known,
      ${hasReported(whose, sql`s`)} as reported from sppd s where ${byId(id)}`,
  ]);
  if (!row?.known) return new Problem("PELAKSANA_TIDAK_DIKENAL");
  return row.reported
    ? new Problem("LAPORAN_SUDAH_DIKIRIM")
    : new Problem("BERKAS_TERLALU_BANYAK", { values: { batas: mostFiles } });
}
