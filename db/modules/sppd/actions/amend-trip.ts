import type { Remember } from "../../../core/cache.ts";
import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import { writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import { asRequest, readRequested } from "../reads/request.ts";
import { byId } from "../reads/scope.ts";
import { LANGKAH_BENDAHARA } from "../rules/pemisahan.ts";
import { statusAsal } from "../rules/status.ts";
import { draftColumns, draftValues, explainDraft, prepareDraft } from "./draft.ts";
import { findClashes, findRefused, violates, wrongState } from "./explain.ts";
import { ppkOffice } from "./office.ts";
import { addendumPaper } from "./order-papers.ts";
import { issuePapers } from "./papers.ts";
import { hasDone, isParty, lockOrder, recordStep, writeLocked } from "./parts.ts";
import { movedAnswer, type Moved } from "./submit.ts";
import { tellAndDrop } from "./tell.ts";

/** What an amendment answers with: its number beside the Surat Tugas's, and what the trip is estimated at now (rupiah). */
export interface Amended extends Moved {
  readonly adendum: string;
  readonly total_estimasi: number;
}

/** The legs as they are to be, and why. */
export interface Amendment {
  readonly etape: readonly Record<string, unknown>[];
  readonly alasan: string;
}

/** Whether nobody has handed in a report of the locked order: until then what the trip was may still be put right. */
const nobodyReported = sql`not exists (select from laporan_perjalanan l
  where l.sppd_id = locked.id and l.sppd_created_at = locked.created_at and l.status <> 'draft')`;

/**
 * Changes a trip that is under way, as its PPK: other legs, an earlier or later return. Days are claimed anew (`PERJALANAN_RANGKAP`),
 * the estimate is made anew, in the standing in which the SPDs were issued, and the commitment follows it (`PAGU_TIDAK_CUKUP`); the Surat Tugas keeps its number and gets an addendum.
 * The day of departure has passed and stays (`DATA_TIDAK_SAH`).
 *
 * A trip that ended otherwise than it was ordered can be changed until the first report is in (`LAPORAN_SUDAH_DIKIRIM`; it may be
 * returned first): whoever was kept there is back later, and their reports are due later, too, with reminders of their own. It is under
 * way again where the return now lies ahead.
 */
export async function amendTrip(
  work: Work,
  principal: Principal,
  scope: Scope,
  id: string,
  { etape, alasan }: Amendment,
  remember: Remember,
): Promise<Amended> {
  const former = await readRequested(work, scope, id);
  if (!statusAsal("ubah_perjalanan").includes(former.status)) throw wrongState("ubah_perjalanan", former.status);
  const input = asRequest(former, { etape });
  if (input.tanggal_berangkat !== former.tanggal_berangkat) {
    throw new Problem("DATA_TIDAK_SAH", {
      fields: [{ pointer: "/etape/0/berangkat", code: "TANGGAL_BERANGKAT_TETAP" }],
    });
  }
  const trip = await prepareDraft(work, input, remember, former.kedudukan);
  const statement = sql<Written<Amended>>`
    with locked as (${lockOrder(id, scope, "ubah_perjalanan")}),
    money as (
      update anggaran a set komitmen = a.komitmen + ${trip.total}::bigint - locked.total_estimasi from locked, ${ppkOffice(principal)}
       where a.id = locked.anggaran_id and locked.versi = ${former.versi} and ${nobodyReported}
         and not ${isParty(principal.user_id, principal.pegawai_id)} and not ${hasDone(principal, LANGKAH_BENDAHARA)}
         and a.pagu - a.komitmen - a.realisasi >= ${trip.total}::bigint - locked.total_estimasi
      returning a.id
    ), change as (
      update sppd s set (${draftColumns}) = (select ${draftValues(trip, sql`coalesce(locked.dasar, '{}')`)}), versi = locked.versi + 1, updated_at = now(),
          tanggal_kembali_nyata = null, status = case when ${input.tanggal_kembali}::date < app_today() then locked.status else 'berjalan' end
        from locked, money where ${byId(id)}
      returning s.*, locked.status as dari, locked.etape as etape_semula, locked.tanggal_kembali as kembali_semula, locked.total_estimasi as total_semula
    ), travellers as (
      update sppd_pelaksana t set estimasi = x.estimasi, total = x.total, tanggal_kembali_nyata = null
        from change c, jsonb_to_recordset(${JSON.stringify(trip.travellers)}::jsonb) as x(pegawai_id uuid, estimasi jsonb, total bigint)
       where t.sppd_id = c.id and t.pegawai_id = x.pegawai_id
    ), reports as (
      update laporan_perjalanan l set harus_kembali = c.tanggal_kembali, updated_at = now() from change c
       where l.sppd_id = c.id and l.sppd_created_at = c.created_at
    ), reminders as (
      delete from sppd_pengingat g using change c where g.sppd_id = c.id and c.tanggal_kembali <> c.kembali_semula
    ), days as (
      update sppd_klaim k set periode = daterange(c.tanggal_berangkat, c.tanggal_kembali, '[]') from change c where k.sppd_id = c.id returning k.sppd_id
    ), addendum as (
      insert into sppd_adendum (institution_id, sppd_id, sppd_created_at, urut, tanggal, alasan, semula, menjadi, oleh)
      select c.institution_id, c.id, c.created_at, (select count(*) + 1 from sppd_adendum d where d.sppd_id = c.id), app_today(), ${alasan},
             jsonb_build_object('tanggal_kembali', c.kembali_semula, 'etape', c.etape_semula, 'total_estimasi', c.total_semula),
             jsonb_build_object('tanggal_kembali', c.tanggal_kembali, 'etape', c.etape, 'total_estimasi', c.total_estimasi), ${principal.user_id}::uuid
        from change c returning *, to_char(urut, 'FMRN') as nomor
    ), log as (${recordStep({ aksi: "ubah_perjalanan", oleh: principal.user_id, catatan: alasan })}),
    ${issuePapers(work, principal.user_id, "surat_tugas", [addendumPaper])},
    ${tellAndDrop({
      oleh: principal,
      catatan: alasan,
      outcome: { kode: "sppd.perjalanan_diubah", jenis: "warning" },
      data: sql`jsonb_build_object('tanggal_kembali', c.tanggal_kembali)`,
      after: [sql`days`],
    })}
    select ${writtenColumns(sql`${movedAnswer} || jsonb_build_object('total_estimasi', change.total_estimasi, 'adendum', (select nomor from addendum))`, { jobs: true, events: true })}
      from change`;
  try {
    const amended = await writeLocked(work, id, statement);
    if (amended) return amended;
  } catch (error) {
    if (!violates(error, "perjalanan_rangkap")) throw explainDraft(error);
    const period = { dari: input.tanggal_berangkat, sampai: input.tanggal_kembali };
    throw new Problem("PERJALANAN_RANGKAP", { values: { bentrok: await findClashes(work, id, period) } });
  }
  const found = await findRefused(work, principal, scope, id);
  if (!statusAsal("ubah_perjalanan").includes(found.status)) throw wrongState("ubah_perjalanan", found.status);
  if (found.pihak || found.sebagai_bendahara) throw new Problem("KONFLIK_KEPENTINGAN");
  if (found.versi !== former.versi) throw new Problem("VERSI_BERUBAH", { values: { versi: found.versi } });
  if (!found.ppk) throw new Problem("BUKAN_PPK");
  if (found.dilaporkan) throw new Problem("LAPORAN_SUDAH_DIKIRIM");
  throw new Problem("PAGU_TIDAK_CUKUP", { values: { sisa: found.sisa, dibutuhkan: trip.total - found.total } });
}
