import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import { writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import { byId } from "../reads/scope.ts";
import { LANGKAH_BENDAHARA } from "../rules/pemisahan.ts";
import { formatRupiah } from "../rules/terbilang.ts";
import { explainLine } from "./explain-line.ts";
import { hasDone, isParty, lockOrder, recordStep, writeLocked } from "./parts.ts";
import { holdsPpk } from "./settlement-parts.ts";
import { tellAndDrop } from "./tell.ts";
import { lineAnswer, openLine, type DecidedLine } from "./verify-line.ts";

/** How far above its ceiling a night may be paid, and why. Rupiah. */
export interface Dispensation {
  readonly jumlah: number;
  readonly alasan: string;
}

/**
 * Lets a night of lodging pass its ceiling, by the PPK with a reason, up to what was really spent; the treasurer then decides on
 * it anew. `DISPENSASI_TIDAK_BERLAKU` where the institution allows none, and for what has no such ceiling.
 */
export async function dispenseLine(
  work: Work,
  principal: Principal,
  scope: Scope,
  target: { readonly id: string; readonly baris: string },
  { jumlah, alasan }: Dispensation,
): Promise<DecidedLine> {
  const dispensed = await writeLocked(
    work,
    target.id,
    sql<Written<DecidedLine>>`
    with locked as (${lockOrder(target.id, scope, "beri_dispensasi")}), open as (${openLine(target.baris)}),
    line as (
      update sppd_biaya b set diakui = ${jumlah}::bigint, putusan = 'menunggu', ditetapkan = null, alasan = null, diputus = null,
             dispensasi = jsonb_build_object('jumlah', ${jumlah}::bigint, 'alasan', ${alasan}::text, 'oleh', ${principal.nama}::text, 'pada', app_now())
        from locked, open where b.id = open.id and open.komponen = 'penginapan' and ${jumlah}::bigint > open.pagu and ${jumlah}::bigint <= open.jumlah
         and coalesce(module_settings('sppd') ->> 'batas_penginapan', 'batas_dengan_dispensasi_ppk') = 'batas_dengan_dispensasi_ppk'
         and ${holdsPpk(principal)} and not ${isParty(principal.user_id, principal.pegawai_id)} and not ${hasDone(principal, LANGKAH_BENDAHARA)}
      returning b.*
    ), change as (
      update sppd s set updated_at = now() from locked, line where ${byId(target.id)}
      returning s.*, locked.status as dari
    ), log as (${recordStep({
      aksi: "beri_dispensasi",
      oleh: principal.user_id,
      catatan: sql`(select line.uraian || ', ' || ${formatRupiah(jumlah)}::text || '. ' || ${alasan}::text from line)`,
    })}),
    ${tellAndDrop({
      oleh: principal,
      catatan: alasan,
      outcome: { kode: "sppd.dispensasi", jenis: "success" },
      data: sql`(select jsonb_build_object('uraian', line.uraian, 'jumlah', ${formatRupiah(jumlah)}::text) from line)`,
    })}
    select ${writtenColumns(lineAnswer, { jobs: false, events: true })} from change`,
  );
  if (dispensed) return dispensed;
  const { pagu, jumlah: spent } = await explainLine(work, principal, scope, { ...target, aksi: "beri_dispensasi" });
  throw new Problem("DISPENSASI_TIDAK_BERLAKU", { values: { pagu, jumlah: spent } });
}
