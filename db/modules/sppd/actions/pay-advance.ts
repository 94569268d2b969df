import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import { writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import { byId } from "../reads/scope.ts";
import { LANGKAH_PPK } from "../rules/pemisahan.ts";
import type { StatusSppd } from "../rules/status.ts";
import { formatRupiah } from "../rules/terbilang.ts";
import { receiptOfAdvance } from "./cost-papers.ts";
import { violates, wrongState } from "./explain.ts";
import { explainSettlement } from "./explain-settlement.ts";
import { issuePapers } from "./papers.ts";
import { hasDone, isParty, lockOrder, recordStep, writeLocked } from "./parts.ts";
import { advanceLimit, nameOfTraveller, paidInAdvance, signatory } from "./settlement-parts.ts";
import { hasItsLetters } from "./start-trip.ts";
import { tellAndDrop } from "./tell.ts";

/** An advance that a treasurer pays to a traveller. Rupiah. */
export interface Advance {
  readonly pegawai_id: string;
  readonly jumlah: number;
  readonly nomor_bukti: string;
  readonly tanggal: string;
}

/** What a payment is answered with. Rupiah. */
export interface Paid {
  readonly id: string;
  readonly status: StatusSppd;
  readonly pembayaran_id: string;
  readonly jenis: "uang_muka" | "kurang_bayar" | "lebih_bayar" | "nihil";
  readonly jumlah: number;
}

/** The `answer` column of a payment. */
export const paidAnswer = sql`(select jsonb_build_object('id', change.id, 'status', change.status, 'pembayaran_id', paid.id,
  'jenis', paid.jenis, 'jumlah', paid.jumlah) from paid)`;

/**
 * Pays a traveller in advance, by the treasurer: in all no more than the institution's share of their estimate
 * (`UANG_MUKA_MELEBIHI_BATAS`). It takes every letter that the order sets out with: an order that waits for its SPDs has none to pay on
 * (`STATUS_TIDAK_SESUAI`). Nobody pays on a trip of their own, or one on which they were PPK.
 */
export async function payAdvance(
  work: Work,
  principal: Principal,
  scope: Scope,
  id: string,
  advance: Advance,
): Promise<Paid> {
  const { pegawai_id, jumlah, nomor_bukti, tanggal } = advance;
  try {
    const paid = await writeLocked(
      work,
      id,
      sql<Written<Paid>>`
      with locked as (${lockOrder(id, scope, "bayar_uang_muka")}),
      paid as (
        insert into sppd_pembayaran (institution_id, sppd_id, pegawai_id, jenis, jumlah, tahun, nomor_bukti, tanggal, bendahara)
        select locked.institution_id, locked.id, t.pegawai_id, 'uang_muka', ${jumlah}::bigint, locked.tahun_anggaran, ${nomor_bukti},
               ${tanggal}::date, ${signatory(principal)}
          from locked join sppd_pelaksana t on t.sppd_id = locked.id and t.pegawai_id = ${pegawai_id}::uuid
         where (locked.status = 'berjalan' or ${hasItsLetters(sql`locked`)})
           and not ${isParty(principal.user_id, principal.pegawai_id)} and not ${hasDone(principal, LANGKAH_PPK)}
           and ${tanggal}::date <= app_today() and ${paidInAdvance} + ${jumlah}::bigint <= ${advanceLimit}
        returning *
      ), change as (
        update sppd s set updated_at = now() from locked, paid where ${byId(id)}
        returning s.*, locked.status as dari
      ), log as (${recordStep({
        aksi: "bayar_uang_muka",
        oleh: principal.user_id,
        catatan: sql`${`${formatRupiah(jumlah)}, bukti ${nomor_bukti}, `}::text || ${nameOfTraveller(sql`${pegawai_id}::uuid`)}`,
      })}),
      ${issuePapers(work, principal.user_id, { pegawaiId: sql`${pegawai_id}::uuid` }, [receiptOfAdvance])},
      ${tellAndDrop({
        oleh: principal,
        outcome: { kode: "sppd.uang_muka_dibayar", jenis: "success" },
        data: sql`jsonb_build_object('jumlah', ${formatRupiah(jumlah)}::text, 'pelaksana', ${nameOfTraveller(sql`${pegawai_id}::uuid`)})`,
      })}
      select ${writtenColumns(paidAnswer, { jobs: true, events: true })} from change`,
    );
    if (paid) return paid;
  } catch (error) {
    throw explainProof(error);
  }
  const refused = await explainSettlement(work, principal, scope, {
    id,
    pegawaiId: pegawai_id,
    aksi: "bayar_uang_muka",
  });
  if ("problem" in refused) throw refused.problem;
  const { pelaksana, hari_ini, status, tanpa_spd } = refused.found;
  if (status === "st_terbit" && !tanpa_spd) throw wrongState("bayar_uang_muka", status);
  if (tanggal > hari_ini) throw paymentAhead();
  throw new Problem("UANG_MUKA_MELEBIHI_BATAS", {
    values: { batas: pelaksana.batas, sudah: pelaksana.sudah, diminta: jumlah },
  });
}

/** Turns a proof that was used before into the problem that says so. */
export function explainProof(error: unknown): unknown {
  if (violates(error, "nomor_pembayaran_bukti")) {
    return new Problem("NOMOR_BUKTI_DIPAKAI", { fields: [{ pointer: "/nomor_bukti", code: "NOMOR_BUKTI_DIPAKAI" }] });
  }
  if (violates(error, "nomor_pembayaran_ntpn")) {
    return new Problem("NTPN_DIPAKAI", { fields: [{ pointer: "/ntpn", code: "NTPN_DIPAKAI" }] });
  }
  return error;
}

/** The problem of a payment that is dated later than today. */
export function paymentAhead(): Problem {
  return new Problem("TANGGAL_BAYAR_DI_DEPAN", { fields: [{ pointer: "/tanggal", code: "TANGGAL_BAYAR_DI_DEPAN" }] });
}
