import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import { writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import { byId } from "../reads/scope.ts";
import { LANGKAH_PPK } from "../rules/pemisahan.ts";
import { receiptOfTrip } from "./cost-papers.ts";
import { wrongState } from "./explain.ts";
import { explainSettlement } from "./explain-settlement.ts";
import { issuePapers } from "./papers.ts";
import { hasDone, isParty, lockOrder, recordStep, writeLocked } from "./parts.ts";
import { explainProof, paidAnswer, paymentAhead, type Paid } from "./pay-advance.ts";
import {
  cancelledCost,
  difference,
  isPaid,
  nameOfTraveller,
  paidInAdvance,
  rupiahText,
  signatory,
} from "./settlement-parts.ts";
import { tellAndDrop } from "./tell.ts";

/** The payment that ends a traveller's account, with the proof that its direction needs. */
export interface Settlement {
  readonly pegawai_id: string;
  readonly tanggal: string;
  /** Of what was still due and is paid. */
  readonly nomor_bukti: string | null;
  /** Of what was too much and went back to the treasury. */
  readonly ntpn: string | null;
}

/**
 * Settles a traveller's account, by the treasurer: pays what is still due, or notes that what was too much has gone back to the
 * treasury. What was committed for them becomes what was really spent, on the locked budget line (`PAGU_TIDAK_CUKUP` when the
 * line has no room for more than was committed). With the last traveller the order is done. Of an order that was cancelled after its
 * issue, what nobody gives back is paid, and an advance comes back.
 */
export async function settleTraveller(
  work: Work,
  principal: Principal,
  scope: Scope,
  id: string,
  settlement: Settlement,
): Promise<Paid> {
  const { pegawai_id, tanggal, nomor_bukti, ntpn } = settlement;
  const name = nameOfTraveller(sql`${pegawai_id}::uuid`);
  try {
    const paid = await writeLocked(
      work,
      id,
      sql<Written<Paid>>`
      with locked as (${lockOrder(id, scope, "bayar")}),
      account as (
        select x.* from locked join sppd_pelaksana t on t.sppd_id = locked.id and t.pegawai_id = ${pegawai_id}::uuid, lateral (
            select t.total as komitmen, h.ditetapkan, ${difference} as selisih from sppd_spj h
             where locked.status = 'rampung' and h.sppd_id = t.sppd_id and h.pegawai_id = t.pegawai_id and h.disahkan_pada is not null
            union all
            select biaya, biaya, biaya - muka from (select ${cancelledCost} as biaya, ${paidInAdvance} as muka) batal
             where locked.status = 'dibatalkan_terbit' and (biaya > 0 or muka > 0)) x
         where not ${isParty(principal.user_id, principal.pegawai_id)} and not ${hasDone(principal, LANGKAH_PPK)} and not ${isPaid}
           and ${tanggal}::date <= app_today()
           and case sign(x.selisih) when 1 then ${nomor_bukti}::text is not null when -1 then ${ntpn}::text is not null else true end
      ), budget as (
        update anggaran a set komitmen = a.komitmen - account.komitmen, realisasi = a.realisasi + account.ditetapkan
          from locked, account where a.id = locked.anggaran_id
           and a.pagu - a.komitmen - a.realisasi + account.komitmen >= account.ditetapkan returning a.id
      ), paid as (
        insert into sppd_pembayaran (institution_id, sppd_id, pegawai_id, jenis, jumlah, tahun, nomor_bukti, ntpn, tanggal, bendahara)
        select locked.institution_id, locked.id, ${pegawai_id}::uuid,
               case sign(account.selisih) when 1 then 'kurang_bayar' when -1 then 'lebih_bayar' else 'nihil' end, abs(account.selisih),
               locked.tahun_anggaran, case when account.selisih > 0 then ${nomor_bukti}::text end, case when account.selisih < 0 then ${ntpn}::text end,
               ${tanggal}::date, ${signatory(principal)}
          from locked, account, budget
        returning *
      ), change as (
        update sppd s set updated_at = now(), komitmen_lain = s.komitmen_lain - account.komitmen, realisasi = s.realisasi + account.ditetapkan,
          status = case when locked.status <> 'rampung' or exists (
            select from sppd_pelaksana t where t.sppd_id = locked.id and t.pegawai_id <> ${pegawai_id}::uuid and not ${isPaid}
          ) then locked.status else 'selesai' end
          from locked, account, paid where ${byId(id)}
        returning s.*, locked.status as dari
      ), log as (${recordStep({
        aksi: "bayar",
        oleh: principal.user_id,
        catatan: sql`(select replace(paid.jenis, '_', ' ') || ' ' || ${rupiahText(sql`paid.jumlah`)}
          || coalesce(', bukti ' || paid.nomor_bukti, ', NTPN ' || paid.ntpn, '') || ', ' || ${name} from paid)`,
      })}),
      ${issuePapers(work, principal.user_id, { pegawaiId: sql`${pegawai_id}::uuid` }, [receiptOfTrip])},
      ${tellAndDrop({
        oleh: principal,
        outcome: { kode: "sppd.dibayar", jenis: "success" },
        data: sql`(select jsonb_build_object('pelaksana', ${name}, 'jumlah', replace(paid.jenis, '_', ' ') || ' ' || ${rupiahText(sql`paid.jumlah`)}) from paid)`,
        after: [sql`budget`],
      })}
      select ${writtenColumns(paidAnswer, { jobs: true, events: true })} from change`,
    );
    if (paid) return paid;
  } catch (error) {
    throw explainProof(error);
  }
  throw await explainUnpaid(work, principal, scope, id, settlement);
}

async function explainUnpaid(
  work: Work,
  principal: Principal,
  scope: Scope,
  id: string,
  { pegawai_id, tanggal, nomor_bukti, ntpn }: Settlement,
): Promise<Problem> {
  const refused = await explainSettlement(work, principal, scope, { id, pegawaiId: pegawai_id, aksi: "bayar" });
  if ("problem" in refused) return refused.problem;
  const { pelaksana, hari_ini, sisa } = refused.found;
  if (pelaksana.lunas) return new Problem("SUDAH_DIBAYAR");
  if (tanggal > hari_ini) return paymentAhead();
  // Cancelled, and nothing was paid or is charged.
  if (pelaksana.selisih === null) return wrongState("bayar", refused.found.status);
  const { selisih } = pelaksana;
  const missing = (pointer: string) => new Problem("DATA_TIDAK_SAH", { fields: [{ pointer, code: "WAJIB_DIISI" }] });
  if (selisih > 0 && nomor_bukti === null) return missing("/nomor_bukti");
  if (selisih < 0 && ntpn === null) return missing("/ntpn");
  return new Problem("PAGU_TIDAK_CUKUP", { values: { sisa, dibutuhkan: pelaksana.ditetapkan } });
}
