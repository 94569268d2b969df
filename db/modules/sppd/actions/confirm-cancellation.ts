import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import { writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import { byId } from "../reads/scope.ts";
import { LANGKAH_BENDAHARA } from "../rules/pemisahan.ts";
import { statusAsal } from "../rules/status.ts";
import { findRefused, wrongState } from "./explain.ts";
import { ppkOffice } from "./office.ts";
import { cancellationPaper } from "./order-papers.ts";
import { issuePapers } from "./papers.ts";
import { hasDone, isParty, lockOrder, recordStep, releaseDays, writeLocked } from "./parts.ts";
import { signatory } from "./settlement-parts.ts";
import { movedAnswer, type Moved } from "./submit.ts";
import { tellAndDrop } from "./tell.ts";

/** Takes back what the order was issued; a receipt attests money that did change hands, and stands. */
const lettersOfOrder = sql`update dokumen o set status = 'dibatalkan' from change c where o.sppd_id = c.id and o.jenis <> 'kuitansi' and o.status = 'berlaku'
  returning o.id, o.institution_id, o.sppd_id`;

const cancelled = { kode: "sppd.dibatalkan", jenis: "warning" } as const;

/**
 * Confirms, as the PPK, that an order whose letters are out is taken back: its days are free, its money but for what nobody gives back,
 * its numbers stay taken and marked, and its letters show DIBATALKAN. Whoever asked for it does not confirm it, nor does anybody who
 * travels or has paid on it (`KONFLIK_KEPENTINGAN`). `PEMBATALAN_BELUM_DIMINTA` before anybody asked.
 */
export async function confirmCancellation(work: Work, principal: Principal, scope: Scope, id: string): Promise<Moved> {
  const moved = await writeLocked(
    work,
    id,
    sql<Written<Moved>>`
    with locked as (${lockOrder(id, scope, "sahkan_pembatalan")}),
    wanted as (
      update sppd_pembatalan p set disahkan_oleh = ${principal.user_id}::uuid, disahkan_pada = app_now() from locked, ${ppkOffice(principal)}
       where p.sppd_id = locked.id and p.disahkan_pada is null and p.diminta_oleh <> ${principal.user_id}::uuid
         and not ${isParty(principal.user_id, principal.pegawai_id)} and not ${hasDone(principal, LANGKAH_BENDAHARA)}
      returning p.alasan, p.total, p.biaya
    ), change as (
      update sppd s set level_menunggu = null, status = 'dibatalkan_terbit', komitmen_lain = wanted.total, updated_at = now() from locked, wanted
       where ${byId(id)}
      returning s.*, locked.status as dari, wanted.alasan as alasan, wanted.total as tersisa
    ), money as (
      update anggaran a set komitmen = a.komitmen - c.total_estimasi + c.tersisa from change c where a.id = c.anggaran_id returning a.id
    ), days as (${releaseDays}),
    numbers as (update nomor_surat n set batal = true from change c where n.sppd_id = c.id returning n.urut),
    ${issuePapers(work, principal.user_id, "surat_tugas", [cancellationPaper(signatory(principal))], lettersOfOrder)},
    log as (${recordStep({ aksi: "sahkan_pembatalan", oleh: principal.user_id, catatan: sql`c.alasan` })}),
    ${tellAndDrop({
      oleh: principal,
      catatan: sql`c.alasan`,
      outcome: cancelled,
      formerly: cancelled,
      after: [sql`money`, sql`days`, sql`taken`, sql`numbers`],
    })}
    select ${writtenColumns(movedAnswer, { jobs: true, events: true })} from change`,
  );
  if (moved) return moved;
  const found = await findRefused(work, principal, scope, id);
  if (!statusAsal("sahkan_pembatalan").includes(found.status)) throw wrongState("sahkan_pembatalan", found.status);
  if (found.pihak || found.sebagai_bendahara) throw new Problem("KONFLIK_KEPENTINGAN");
  if (!found.ppk) throw new Problem("BUKAN_PPK");
  const [[row]] = await work.db.batch(work.institutionId, [
    sql<{
      oleh: string;
    }>`select p.diminta_oleh as oleh from sppd_pembatalan p where p.sppd_id = ${id}::uuid and p.disahkan_pada is null`,
  ]);
  throw new Problem(row?.oleh === principal.user_id ? "KONFLIK_KEPENTINGAN" : "PEMBATALAN_BELUM_DIMINTA");
}
