import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import { byId, inScope } from "../reads/scope.ts";
import type { AksiSppd } from "../rules/status.ts";
import { explainSettlement } from "./explain-settlement.ts";

/** A line as a refused step found it. Rupiah. */
interface FoundLine {
  readonly pegawai_id: string;
  readonly jumlah: number;
  readonly pagu: number | null;
  readonly diakui: number;
}

/** Reads the line that a step left unchanged; throws why, unless that is for the step itself to say. */
export async function explainLine(
  work: Work,
  principal: Principal,
  scope: Scope,
  target: { readonly id: string; readonly baris: string; readonly aksi: AksiSppd },
): Promise<FoundLine> {
  const [[line]] = await work.db.batch(work.institutionId, [
    sql<FoundLine>`select b.pegawai_id, b.jumlah, b.pagu, b.diakui from sppd s join sppd_biaya b on b.sppd_id = s.id and b.id = ${target.baris}::uuid
      where ${byId(target.id)} and ${inScope(scope)}`,
  ]);
  if (!line) throw new Problem("TIDAK_DITEMUKAN");
  const about = { id: target.id, pegawaiId: line.pegawai_id, aksi: target.aksi };
  const refused = await explainSettlement(work, principal, scope, about);
  if ("problem" in refused) throw refused.problem;
  if (refused.found.pelaksana.disahkan) throw new Problem("SUDAH_DISAHKAN");
  return {
    ...line,
    jumlah: Number(line.jumlah),
    pagu: line.pagu === null ? null : Number(line.pagu),
    diakui: Number(line.diakui),
  };
}
