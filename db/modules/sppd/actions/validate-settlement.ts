import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import { writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import { byId } from "../reads/scope.ts";
import { LANGKAH_BENDAHARA } from "../rules/pemisahan.ts";
import type { StatusSppd } from "../rules/status.ts";
import { declaredCosts, statementOfCosts } from "./cost-papers.ts";
import { explainSettlement } from "./explain-settlement.ts";
import { issuePapers } from "./papers.ts";
import { hasDone, isParty, lockOrder, recordStep, writeLocked } from "./parts.ts";
import { holdsPpk, nameOfTraveller, paidInAdvance, rupiahText, signatory } from "./settlement-parts.ts";
import { holdersOf, tellAndDrop } from "./tell.ts";

/** A traveller's account as it was validated (perhitungan rampung). Rupiah. */
export interface Validated {
  readonly id: string;
  readonly status: StatusSppd;
  readonly pegawai_id: string;
  readonly ditetapkan: number;
  /** Taxes withheld. */
  readonly total_pph: number;
  readonly dibayar_semula: number;
  /** One of the two is 0: what is still due to them, or what they owe. */
  readonly kurang_bayar: number;
  readonly lebih_bayar: number;
}

/**
 * Validates a traveller's account, by the PPK, once the treasurer has decided on every line (`BIAYA_BELUM_DIPERIKSA`): what is
 * allowed, less what the institution withholds in taxes and what was paid in advance. With the last traveller the order goes on
 * to payment. The report is accepted with its account, and is not returned from then on. Nobody validates a trip of their own, or one
 * whose money they have handled.
 */
export async function validateSettlement(
  work: Work,
  principal: Principal,
  scope: Scope,
  id: string,
  pegawaiId: string,
): Promise<Validated> {
  const name = nameOfTraveller(sql`${pegawaiId}::uuid`);
  const validated = await writeLocked(
    work,
    id,
    sql<Written<Validated>>`
    with locked as (${lockOrder(id, scope, "sahkan_rampung")}),
    per_komponen as (
      select b.komponen, sum(b.ditetapkan)::bigint as jumlah,
             floor(sum(b.ditetapkan) * coalesce((module_settings('sppd') -> 'pph_persen' ->> b.komponen)::numeric, 0) / 100)::bigint as pph
        from locked join sppd_biaya b on b.sppd_id = locked.id and b.pegawai_id = ${pegawaiId}::uuid group by 1
    ), jumlah as (
      select coalesce(sum(jumlah), 0)::bigint as ditetapkan, coalesce(sum(pph), 0)::bigint as total_pph,
             coalesce(jsonb_object_agg(komponen, pph) filter (where pph > 0), '{}') as pph from per_komponen
    ), account as (
      update sppd_spj h set ditetapkan = jumlah.ditetapkan, pph = jumlah.pph, total_pph = jumlah.total_pph, dibayar_semula = ${paidInAdvance},
             ppk = ${signatory(principal)}, disahkan_pada = app_now()
        from locked, jumlah, sppd_pelaksana t
       where h.sppd_id = locked.id and h.pegawai_id = ${pegawaiId}::uuid and t.sppd_id = h.sppd_id and t.pegawai_id = h.pegawai_id
         and h.disahkan_pada is null
         and not exists (select from sppd_biaya b where b.sppd_id = h.sppd_id and b.pegawai_id = h.pegawai_id and b.putusan = 'menunggu')
         and ${holdsPpk(principal)} and not ${isParty(principal.user_id, principal.pegawai_id)} and not ${hasDone(principal, LANGKAH_BENDAHARA)}
      returning h.*
    ), accepted as (
      update laporan_perjalanan l set status = 'diterima', updated_at = now() from locked, account
       where l.sppd_id = locked.id and l.sppd_created_at = locked.created_at and l.pegawai_id = account.pegawai_id and l.status = 'dikirim'
    ), change as (
      update sppd s set updated_at = now(), status = case when exists (
          select from sppd_pelaksana t left join sppd_spj h on h.sppd_id = t.sppd_id and h.pegawai_id = t.pegawai_id
           where t.sppd_id = locked.id and t.pegawai_id <> account.pegawai_id and h.disahkan_pada is null
        ) then locked.status else 'rampung' end
        from locked, account where ${byId(id)}
      returning s.*, locked.status as dari
    ), log as (${recordStep({
      aksi: "sahkan_rampung",
      oleh: principal.user_id,
      catatan: sql`(select ${rupiahText(sql`account.ditetapkan`)} || ', ' || ${name} from account)`,
    })}),
    ${issuePapers(work, principal.user_id, { pegawaiId: sql`${pegawaiId}::uuid` }, [statementOfCosts, declaredCosts])},
      ${tellAndDrop({
        oleh: principal,
        outcome: { kode: "sppd.rampung", jenis: "success" },
        next: {
          kode: "sppd.menunggu_bayar",
          jenis: "info",
          when: sql`c.status = 'rampung'`,
          people: holdersOf("sppd.pay"),
        },
        data: sql`(select jsonb_build_object('pelaksana', ${name}, 'jumlah', ${rupiahText(sql`account.ditetapkan`)}) from account)`,
      })}
    select ${writtenColumns(
      sql`(select jsonb_build_object('id', change.id, 'status', change.status, 'pegawai_id', x.pegawai_id, 'ditetapkan', x.ditetapkan,
        'total_pph', x.total_pph, 'dibayar_semula', x.dibayar_semula, 'kurang_bayar', greatest(x.ditetapkan - x.total_pph - x.dibayar_semula, 0),
        'lebih_bayar', greatest(x.dibayar_semula - x.ditetapkan + x.total_pph, 0)) from account x)`,
      { jobs: true, events: true },
    )} from change`,
  );
  if (validated) return validated;
  const refused = await explainSettlement(work, principal, scope, { id, pegawaiId, aksi: "sahkan_rampung" });
  if ("problem" in refused) throw refused.problem;
  const { menunggu, disahkan } = refused.found.pelaksana;
  if (disahkan) throw new Problem("SUDAH_DISAHKAN");
  throw new Problem("BIAYA_BELUM_DIPERIKSA", { values: { menunggu: menunggu ?? 0 } });
}
