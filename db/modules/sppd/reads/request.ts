import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import type { Scope } from "../../identity/principal.ts";
import type { Kedudukan } from "../../pegawai/rules/kesetaraan.ts";
import { permohonanBaru, type PermohonanBaru } from "../rules/permohonan.ts";
import type { StatusSppd } from "../rules/status.ts";
import { byId, inScope } from "./scope.ts";

/** An order as it was asked for, so that it can be asked for again with other days. */
export interface RequestedOrder {
  readonly status: StatusSppd;
  readonly versi: number;
  readonly tanggal_berangkat: string;
  /** Its etape as entered. */
  readonly etape: PermohonanBaru["etape"];
  /** The standing in which each traveller's SPD was issued, by their id; nobody's before. */
  readonly kedudukan: Readonly<Record<string, Kedudukan>>;
  /** Everything of it but the invitation, in the words of the request. */
  readonly permohonan: Readonly<Record<string, unknown>> & Pick<PermohonanBaru, "biaya" | "pelaksana">;
}

/** Reads an order within somebody's reach as a request; `TIDAK_DITEMUKAN` otherwise. */
export async function readRequested(work: Work, scope: Scope, id: string): Promise<RequestedOrder> {
  const [[row]] = await work.db.batch(work.institutionId, [
    sql<{
      data: RequestedOrder;
    }>`select jsonb_build_object('status', s.status, 'versi', s.versi, 'tanggal_berangkat', s.tanggal_berangkat, 'etape', s.etape,
        'kedudukan', coalesce((select jsonb_object_agg(t.pegawai_id, t.kedudukan) from sppd_pelaksana t where t.sppd_id = s.id and t.kedudukan is not null), '{}'),
        'permohonan', jsonb_build_object('maksud', s.maksud, 'jenis_perjalanan', s.jenis_perjalanan, 'kategori', s.kategori, 'unit_id', s.unit_id,
          'pelaksana', (select jsonb_agg(t.pegawai_id order by t.urut) from sppd_pelaksana t where t.sppd_id = s.id), 'etape', s.etape,
          'pengikut', s.pengikut, 'anggaran_id', s.anggaran_id, 'biaya', s.biaya)) as data
      from sppd s where ${byId(id)} and ${inScope(scope)}`,
  ]);
  if (!row) throw new Problem("TIDAK_DITEMUKAN");
  return row.data;
}

/** The request with some of it changed, checked as any other; what is wrong with it is told by `DATA_TIDAK_SAH`. */
export function asRequest({ permohonan }: RequestedOrder, changes: Readonly<Record<string, unknown>>): PermohonanBaru {
  const checked = permohonanBaru.safeParse({ ...permohonan, ...changes });
  if (checked.success) return checked.data;
  throw new Problem("DATA_TIDAK_SAH", {
    fields: checked.error.issues.map(({ path, message }) => ({ pointer: `/${path.join("/")}`, code: message })),
  });
}
