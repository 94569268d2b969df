import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import { writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import { byId } from "../reads/scope.ts";
import { actsFor } from "../reads/traveller.ts";
import { LANGKAH_PPK } from "../rules/pemisahan.ts";
import { statusAsal } from "../rules/status.ts";
import { findRefused, wrongState } from "./explain.ts";
import { issuePapers } from "./papers.ts";
import { hasDone, isParty, lockOrder, recordStep, writeLocked } from "./parts.ts";
import { explainUnsent, type Writing } from "./report.ts";
import { formerReport, reportPaper } from "./report-paper.ts";
import { movedAnswer, type Moved } from "./submit.ts";
import { holdersOf, tellAndDrop } from "./tell.ts";

/**
 * Sends a traveller's report with their statement of costs, if nothing is missing of either (`LAPORAN_BELUM_LENGKAP`). With the last of
 * them the order goes to those who verify; of two who send at the same instant one sees the other.
 */
export async function sendReport(writing: Writing): Promise<Moved> {
  const { work, principal, scope, id, pegawaiId } = writing;
  const sent = await writeLocked(
    work,
    id,
    sql<Written<Moved>>`
    with locked as (${lockOrder(id, scope, "kirim_laporan")}),
    sent as (
      update laporan_perjalanan l set status = 'dikirim', dikirim_pada = app_now(), dikembalikan = null, updated_at = now() from locked
       where l.sppd_id = locked.id and l.sppd_created_at = locked.created_at and l.pegawai_id = ${pegawaiId}::uuid and l.status = 'draft'
         and ${actsFor(scope, sql`l.pegawai_id`)} and laporan_kurang(l.isi) = '{}' and spj_kurang(locked.id, l.pegawai_id) = '{}'
      returning l.*
    ), change as (
      update sppd s set updated_at = now(), status = case when exists (select from laporan_perjalanan x where x.sppd_id = s.id
          and x.sppd_created_at = s.created_at and x.status = 'draft' and x.pegawai_id <> sent.pegawai_id) then s.status else 'pertanggungjawaban' end
        from locked, sent where ${byId(id)}
      returning s.*, locked.status as dari
    ), log as (${recordStep({ aksi: "kirim_laporan", oleh: principal.user_id, catatan: nameOf(pegawaiId) })}),
    ${issuePapers(work, principal.user_id, { pegawaiId: sql`${pegawaiId}::uuid` }, [reportPaper], formerReport)},
    ${tellAndDrop({
      oleh: principal,
      outcome: { kode: "sppd.laporan_dikirim", jenis: "success" },
      next: {
        kode: "sppd.menunggu_pemeriksaan",
        jenis: "info",
        people: holdersOf("sppd.pay"),
        when: sql`c.status = 'pertanggungjawaban'`,
      },
    })}
    select ${writtenColumns(movedAnswer, { jobs: true, events: true })} from change`,
  );
  if (sent) return sent;
  throw await explainUnsent(writing);
}

/**
 * Returns one traveller's report to be corrected, with a reason: the order waits for it again. Nobody verifies a trip of their own, or
 * one on which they were PPK (`KONFLIK_KEPENTINGAN`); what has not been sent cannot be returned (`LAPORAN_BELUM_DIKIRIM`), nor what the
 * PPK has accepted with its account (`SUDAH_DISAHKAN`): what was validated, and the papers that say so, stand.
 */
export async function returnReport(
  work: Work,
  principal: Principal,
  scope: Scope,
  id: string,
  { pegawaiId, alasan }: { readonly pegawaiId: string; readonly alasan: string },
): Promise<Moved> {
  const moved = await writeLocked(
    work,
    id,
    sql<Written<Moved>>`
    with locked as (${lockOrder(id, scope, "kembalikan_laporan")}),
    returned as (
      update laporan_perjalanan l set status = 'draft', dikirim_pada = null, versi = l.versi + 1, updated_at = now(),
             dikembalikan = jsonb_build_object('alasan', ${alasan}::text, 'oleh', ${principal.nama}::text, 'pada', app_now()) from locked
       where l.sppd_id = locked.id and l.sppd_created_at = locked.created_at and l.pegawai_id = ${pegawaiId}::uuid and l.status = 'dikirim'
         and not ${isParty(principal.user_id, principal.pegawai_id)} and not ${hasDone(principal, LANGKAH_PPK)}
      returning l.pegawai_id
    ), change as (
      update sppd s set status = 'menunggu_laporan', updated_at = now() from locked, returned
       where ${byId(id)}
      returning s.*, locked.status as dari
    ), log as (${recordStep({ aksi: "kembalikan_laporan", oleh: principal.user_id, catatan: sql`(${nameOf(pegawaiId)} || ': ' || ${alasan}::text)` })}),
    ${tellAndDrop({ oleh: principal, catatan: alasan, outcome: { kode: "sppd.laporan_dikembalikan", jenis: "warning" } })}
    select ${writtenColumns(movedAnswer, { jobs: false, events: true })} from change`,
  );
  if (moved) return moved;
  const found = await findRefused(work, principal, scope, id);
  if (!statusAsal("kembalikan_laporan").includes(found.status)) throw wrongState("kembalikan_laporan", found.status);
  if (found.pihak || found.sebagai_ppk) throw new Problem("KONFLIK_KEPENTINGAN");
  const [[report]] = await work.db.batch(work.institutionId, [
    sql<{
      status: string;
    }>`select l.status from laporan_perjalanan l where l.sppd_id = ${id}::uuid and l.sppd_created_at = uuid_extract_timestamp(${id}::uuid)
      and l.pegawai_id = ${pegawaiId}::uuid`,
  ]);
  throw new Problem(report?.status === "diterima" ? "SUDAH_DISAHKAN" : "LAPORAN_BELUM_DIKIRIM");
}

/** The name of a member of staff, for the log. */
const nameOf = (pegawaiId: string | null) =>
  sql`(select nama_lengkap(g) from pegawai g where g.id = ${pegawaiId}::uuid)`;
