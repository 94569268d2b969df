import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import { byId, inScope } from "../reads/scope.ts";
import { LANGKAH_BENDAHARA, LANGKAH_PPK } from "../rules/pemisahan.ts";
import { statusAsal, type AksiSppd, type StatusSppd } from "../rules/status.ts";
import { wrongState } from "./explain.ts";
import { hasDone, isParty } from "./parts.ts";
import { advanceLimit, cancelledCost, difference, holdsPpk, isPaid, paidInAdvance } from "./settlement-parts.ts";

/** What a refused step of money found of an order and one of its travellers. Rupiah. */
interface FoundSettlement {
  readonly status: StatusSppd;
  readonly tanpa_spd: boolean;
  /** Whoever asks travels on the order or asked for it. */
  readonly pihak: boolean;
  readonly ppk: boolean;
  /** Has acted as PPK, or as treasurer, of this order. */
  readonly sebagai_ppk: boolean;
  readonly sebagai_bendahara: boolean;
  /** What remains of the budget line, with what is committed for this traveller. */
  readonly sisa: number;
  /** Today, where the institution is. */
  readonly hari_ini: string;
  /** Null when they do not travel on it. */
  readonly pelaksana: {
    readonly batas: number;
    readonly sudah: number;
    /** Lines that nobody has decided on yet; null while there is no statement of costs. */
    readonly menunggu: number | null;
    readonly disahkan: boolean;
    readonly lunas: boolean;
    readonly ditetapkan: number | null;
    readonly selisih: number | null;
  } | null;
}

/** Reads what a step of money left unchanged. `TIDAK_DITEMUKAN` when the order is out of reach. */
async function findSettlement(
  work: Work,
  principal: Principal,
  scope: Scope,
  id: string,
  pegawaiId: string,
): Promise<FoundSettlement> {
  const [[row]] = await work.db.batch(work.institutionId, [
    sql<{ found: FoundSettlement }>`select jsonb_build_object('status', s.status, 'tanpa_spd', s.tanpa_spd,
        'pihak', ${isParty(principal.user_id, principal.pegawai_id, sql`s`)}, 'ppk', ${holdsPpk(principal, sql`s`)},
        'sebagai_ppk', ${hasDone(principal, LANGKAH_PPK, sql`s`)}, 'sebagai_bendahara', ${hasDone(principal, LANGKAH_BENDAHARA, sql`s`)},
        'sisa', (select a.pagu - a.komitmen - a.realisasi from anggaran a where a.id = s.anggaran_id) + coalesce(case when s.status = 'dibatalkan_terbit' then ${cancelledCost} else t.total end, 0),
        'hari_ini', app_today(),
        'pelaksana', case when t.pegawai_id is not null then jsonb_build_object('batas', ${advanceLimit}, 'sudah', ${paidInAdvance},
          'menunggu', case when h.sppd_id is not null then (select count(*) from sppd_biaya b
            where b.sppd_id = h.sppd_id and b.pegawai_id = h.pegawai_id and b.putusan = 'menunggu') end,
          'disahkan', h.disahkan_pada is not null, 'lunas', ${isPaid}, 'ditetapkan', case when s.status = 'dibatalkan_terbit' then ${cancelledCost} else h.ditetapkan end,
          'selisih', case when s.status <> 'dibatalkan_terbit' then ${difference}
            when ${cancelledCost} > 0 or ${paidInAdvance} > 0 then ${cancelledCost} - ${paidInAdvance} end) end) as found
      from sppd s left join sppd_pelaksana t on t.sppd_id = s.id and t.pegawai_id = ${pegawaiId}::uuid
        left join sppd_spj h on h.sppd_id = t.sppd_id and h.pegawai_id = t.pegawai_id
     where ${byId(id)} and ${inScope(scope)}`,
  ]);
  if (!row) throw new Problem("TIDAK_DITEMUKAN");
  return row.found;
}

/** Why a step of money was refused, as far as every such step may be; what is left is for the step itself to say. */
export async function explainSettlement(
  work: Work,
  principal: Principal,
  scope: Scope,
  about: { readonly id: string; readonly pegawaiId: string; readonly aksi: AksiSppd },
): Promise<{ readonly problem: Problem } | { readonly found: FoundSettlement & { readonly pelaksana: object } }> {
  const found = await findSettlement(work, principal, scope, about.id, about.pegawaiId);
  const { status, pelaksana } = found;
  const asPpk = (LANGKAH_PPK as readonly AksiSppd[]).includes(about.aksi);
  if (!statusAsal(about.aksi).includes(status)) return { problem: wrongState(about.aksi, status) };
  if (found.pihak || (asPpk ? found.sebagai_bendahara : found.sebagai_ppk)) {
    return { problem: new Problem("KONFLIK_KEPENTINGAN") };
  }
  if (asPpk && !found.ppk) return { problem: new Problem("BUKAN_PPK") };
  if (!pelaksana) return { problem: unknownTraveller() };
  return { found: { ...found, pelaksana } };
}

/** The problem of somebody who does not travel on the order. */
export function unknownTraveller(): Problem {
  return new Problem("PELAKSANA_TIDAK_DIKENAL", {
    fields: [{ pointer: "/pegawai_id", code: "PELAKSANA_TIDAK_DIKENAL" }],
  });
}
