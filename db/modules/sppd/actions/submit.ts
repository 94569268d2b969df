import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import { writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import { paysFor } from "../../referensi/reads.ts";
import { byId } from "../reads/scope.ts";
import type { StatusSppd } from "../rules/status.ts";
import { foreignBudget } from "./draft.ts";
import { findClashes, findRefused, violates, wrongState } from "./explain.ts";
import { findOverdue, overdueOf } from "./overdue.ts";
import { chainOf, lockOrder, recordStep, writeOrder } from "./parts.ts";
import { tellAndDrop } from "./tell.ts";

/** What an order's change of state answers with. */
export interface Moved {
  readonly id: string;
  readonly status: StatusSppd;
  readonly versi: number;
  /** The level that decides next, if any. */
  readonly level_menunggu: number | null;
}

/** The `answer` column of a change of state. */
export const movedAnswer = sql`jsonb_build_object('id', change.id, 'status', change.status, 'versi', change.versi, 'level_menunggu', change.level_menunggu)`;

/**
 * Submits a draft: claims its travellers' days and its money, and freezes who must approve. Two submissions cannot both
 * take a day (`PERJALANAN_RANGKAP`, an exclusion constraint) or the last rupiah (`PAGU_TIDAK_CUKUP`, the locked line). Once the
 * budget year is closed, nothing is taken (`TAHUN_DITUTUP`), nor is another unit's line (`ANGGARAN_DI_LUAR_UNIT`). Where the institution wants it so, whoever owes a report travels no further (`LAPORAN_TERTUNGGAK`).
 */
export async function submitOrder(work: Work, principal: Principal, scope: Scope, id: string): Promise<Moved> {
  const statement = sql<Written<Moved>>`
    with locked as (${lockOrder(id, scope, "ajukan")}),
    chain as (select ${chainOf(sql`locked`)} as rantai from locked where not exists (${overdueOf(sql`locked`)})),
    budget as (
      update anggaran a set komitmen = a.komitmen + locked.total_estimasi from locked, chain
       where a.id = locked.anggaran_id and not a.ditutup and ${paysFor(sql`locked.unit_id`)} and chain.rantai is not null
         and a.pagu - a.komitmen - a.realisasi >= locked.total_estimasi returning a.id
    ), change as (
      update sppd s set status = 'diajukan', rantai = chain.rantai, langkah = 0, level_menunggu = chain.rantai[1], updated_at = now()
        from locked, budget, chain where ${byId(id)}
      returning s.*, locked.status as dari
    ), days as (
      insert into sppd_klaim (institution_id, sppd_id, pegawai_id, periode)
      select c.institution_id, c.id, t.pegawai_id, daterange(c.tanggal_berangkat, c.tanggal_kembali, '[]')
        from change c join sppd_pelaksana t on t.sppd_id = c.id order by t.pegawai_id
      returning sppd_id
    ), log as (${recordStep({ aksi: "ajukan", oleh: principal.user_id })}),
    ${tellAndDrop({ oleh: principal, after: [sql`days`] })}
    select ${writtenColumns(movedAnswer, { jobs: false, events: true })} from change`;
  try {
    const moved = await writeOrder(work, statement);
    if (moved) return moved;
  } catch (error) {
    if (!violates(error, "perjalanan_rangkap")) throw error;
    throw new Problem("PERJALANAN_RANGKAP", { values: { bentrok: await findClashes(work, id) } });
  }
  const found = await findRefused(work, principal, scope, id);
  if (found.status !== "draft") throw wrongState("ajukan", found.status);
  const tunggakan = await findOverdue(work, id);
  if (tunggakan.length > 0) throw new Problem("LAPORAN_TERTUNGGAK", { values: { tunggakan } });
  if (found.tahun_tutup !== null) throw new Problem("TAHUN_DITUTUP", { values: { tahun: found.tahun_tutup } });
  if (!found.akun_unit) throw foreignBudget();
  if (!found.penyetuju) throw new Problem("PENYETUJU_TIDAK_ADA");
  throw new Problem("PAGU_TIDAK_CUKUP", { values: { sisa: found.sisa, dibutuhkan: found.total } });
}
