import { sql, type Query } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import { writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import { byId } from "../reads/scope.ts";
import { LANGKAH_PPK } from "../rules/pemisahan.ts";
import { explainLine } from "./explain-line.ts";
import { hasDone, isParty, lockOrder, recordStep, writeLocked } from "./parts.ts";
import { rupiahText } from "./settlement-parts.ts";
import { tellAndDrop } from "./tell.ts";

/** What the treasurer says of a line: takes it as it is recognized, at a lower sum, or not at all. Rupiah. */
export type LineVerdict =
  | { readonly putusan: "diterima" }
  | { readonly putusan: "dikoreksi"; readonly jumlah: number; readonly alasan: string }
  | { readonly putusan: "ditolak"; readonly alasan: string };

/** A line after a verdict or a dispensation. Rupiah. */
export interface DecidedLine {
  readonly id: string;
  readonly putusan: "menunggu" | LineVerdict["putusan"];
  readonly diakui: number;
  /** Null while nobody has decided. */
  readonly ditetapkan: number | null;
  /** Lines of the order that still wait for a verdict. */
  readonly menunggu: number;
}

/** The line `b`, within the locked order, that a step is about; its account must not have been validated yet. */
export function openLine(lineId: string): Query {
  return sql`select b.* from locked join sppd_biaya b on b.sppd_id = locked.id and b.id = ${lineId}::uuid
    join sppd_spj h on h.sppd_id = b.sppd_id and h.pegawai_id = b.pegawai_id and h.disahkan_pada is null`;
}

/** The `answer` column of a step that is about a line; reads it from `line`. */
export const lineAnswer: Query = sql`(select jsonb_build_object('id', x.id, 'putusan', x.putusan, 'diakui', x.diakui, 'ditetapkan', x.ditetapkan,
  'menunggu', (select count(*) from sppd_biaya b where b.sppd_id = x.sppd_id and b.id <> x.id and b.putusan = 'menunggu') + (x.putusan = 'menunggu')::int)
  from line x)`;

/**
 * Decides on a line, by the treasurer; it may be decided anew until the account is validated. A correction lowers what the rules
 * recognize and never raises it (`KOREKSI_MELEBIHI`). After the last line the PPK is next.
 */
export async function verifyLine(
  work: Work,
  principal: Principal,
  scope: Scope,
  target: { readonly id: string; readonly baris: string },
  verdict: LineVerdict,
): Promise<DecidedLine> {
  const { putusan } = verdict;
  const alasan = putusan === "diterima" ? null : verdict.alasan;
  const corrected = putusan === "dikoreksi" ? verdict.jumlah : 0;
  const amount = putusan === "diterima" ? sql`open.diakui` : sql`${corrected}::bigint`;
  const decided = await writeLocked(
    work,
    target.id,
    sql<Written<DecidedLine>>`
    with locked as (${lockOrder(target.id, scope, "periksa_biaya")}), open as (${openLine(target.baris)}),
    line as (
      update sppd_biaya b set putusan = ${putusan}, ditetapkan = ${amount}, alasan = ${alasan},
             diputus = jsonb_build_object('oleh', ${principal.nama}::text, 'pada', app_now())
        from locked, open where b.id = open.id and not ${isParty(principal.user_id, principal.pegawai_id)}
         and not ${hasDone(principal, LANGKAH_PPK)} and ${amount} <= open.diakui
      returning b.*
    ), change as (
      update sppd s set updated_at = now() from locked, line where ${byId(target.id)}
      returning s.*, locked.status as dari
    ), log as (${recordStep({
      aksi: "periksa_biaya",
      oleh: principal.user_id,
      catatan: sql`(select line.putusan || ': ' || line.uraian || ', ' || ${rupiahText(sql`line.ditetapkan`)} || coalesce('. ' || line.alasan, '') from line)`,
    })}),
    ${tellAndDrop({
      oleh: principal,
      catatan: alasan,
      outcome: {
        kode: "sppd.biaya_tidak_diterima",
        jenis: "warning",
        when: sql`exists (select from line where line.putusan <> 'diterima')`,
      },
      next: {
        kode: "sppd.menunggu_rampung",
        jenis: "info",
        when: sql`not exists (select from sppd_biaya b where b.sppd_id = c.id and b.id <> ${target.baris}::uuid and b.putusan = 'menunggu')`,
        people: sql`(select x.id from ppk_sppd(c.unit_id) x(id))`,
      },
      data: sql`(select jsonb_build_object('uraian', line.uraian, 'jumlah', ${rupiahText(sql`line.ditetapkan`)}) from line)`,
    })}
    select ${writtenColumns(lineAnswer, { jobs: false, events: true })} from change`,
  );
  if (decided) return decided;
  const line = await explainLine(work, principal, scope, { ...target, aksi: "periksa_biaya" });
  throw new Problem("KOREKSI_MELEBIHI", {
    values: { diakui: line.diakui },
    fields: [{ pointer: "/jumlah", code: "KOREKSI_MELEBIHI" }],
  });
}
