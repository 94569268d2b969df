import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import { byId } from "../reads/scope.ts";
import { findRefused, wrongState } from "./explain.ts";
import { earliest, isTaken, typed, type Asked } from "./number-st.ts";
import { signatoriesOf } from "./signatory.ts";

/** What a Surat Tugas that was not issued met, of its date and its number. */
interface Met {
  readonly hari_ini: string;
  readonly terawal: string;
  /** The institution types these numbers. */
  readonly ketik: boolean;
  readonly dipakai: boolean;
  readonly penandatangan: boolean;
}

/** Why a Surat Tugas was not issued. */
export async function explainSt(
  work: Work,
  principal: Principal,
  scope: Scope,
  id: string,
  asked: Asked,
): Promise<Problem> {
  const found = await findRefused(work, principal, scope, id);
  if (found.status !== "disetujui") return wrongState("terbitkan_st", found.status);
  const { tanggal, nomor } = asked;
  const taken = nomor === null ? sql`false` : isTaken(nomor, sql`extract(year from x.tanggal)::smallint`);
  const [[met]] = await work.db.batch(work.institutionId, [
    sql<Met>`select app_today()::text as hari_ini, ${earliest(sql`s`)}::text as terawal, ${typed} as ketik, ${taken} as dipakai,
        exists (${signatoriesOf(sql`s`, tanggal)}) as penandatangan
      from sppd s, (select module_settings('sppd') as pengaturan, coalesce(${tanggal}::date, app_today()) as tanggal) x where ${byId(id)}`,
  ]);
  if (!met) throw new Problem("TIDAK_DITEMUKAN");
  return problemOfDate(asked, met, found.mundur) ?? problemOfNumber(asked, met) ?? problemOfRest(asked, met);
}

/** A letter of a day before today, or after the departure (`late`), is the agendaris's, with a reason. */
function problemOfDate({ tanggal, agendaris, alasan }: Asked, met: Met, late: boolean): Problem | null {
  if (tanggal !== null && (tanggal > met.hari_ini || tanggal < met.terawal))
    return new Problem("TANGGAL_SURAT_DI_LUAR_JANGKAUAN", { values: { terawal: met.terawal } });
  if (tanggal !== null && tanggal < met.hari_ini && !agendaris) return new Problem("HANYA_AGENDARIS");
  if (tanggal !== null && tanggal < met.hari_ini && alasan === null) return new Problem("ALASAN_MUNDUR_WAJIB");
  return late && !(agendaris && alasan !== null) ? new Problem("TANGGAL_SURAT_MUNDUR") : null;
}

function problemOfNumber({ nomor, agendaris }: Asked, met: Met): Problem | null {
  if (!met.ketik) return nomor === null ? null : new Problem("NOMOR_SURAT_OTOMATIS");
  if (!agendaris) return new Problem("HANYA_AGENDARIS");
  if (nomor === null) return new Problem("NOMOR_SURAT_WAJIB");
  return met.dipakai ? new Problem("NOMOR_SURAT_DIPAKAI") : null;
}

/** Dated back, with somebody to sign it: what is left to be missing is a letter behind the number. */
function problemOfRest({ tanggal }: Asked, met: Met): Problem {
  const inserted = tanggal !== null && tanggal < met.hari_ini;
  return new Problem(inserted && met.penandatangan ? "NOMOR_SISIPAN_HABIS" : "PENANDATANGAN_TIDAK_ADA");
}
