import { only, sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import type { Scope } from "../../identity/principal.ts";
import type { KodeJenisBerkas } from "../rules/berkas.ts";
import { byId, inScope } from "./scope.ts";

/** A file of an order, with the key under which it lies. */
export interface OrderFile {
  readonly id: string;
  readonly jenis: KodeJenisBerkas;
  readonly nama: string;
  /** Whose it is; null of what concerns everybody who travels. */
  readonly pegawai_id: string | null;
  readonly pelaksana: string | null;
  readonly tipe: string;
  readonly ukuran: number;
  readonly sha256: string;
  readonly oleh: string;
  readonly pada: string;
  readonly kunci: string;
}

/** The invitation or instruction that an order answers, as it was attached to its draft. */
type Invitation = Pick<OrderFile, "nama" | "tipe" | "ukuran" | "kunci">;

/** The files of an order within somebody's reach, oldest first, beside its invitation; `TIDAK_DITEMUKAN` otherwise. */
export async function readOrderFiles(
  work: Work,
  scope: Scope,
  id: string,
): Promise<{ files: OrderFile[]; invitation: Invitation | null }> {
  const [[reached], rows] = await work.db.batch(work.institutionId, [
    sql<{
      berkas: Invitation | null;
    }>`select case when s.dasar ? 'berkas' then jsonb_build_object('nama', s.dasar #>> '{berkas,nama}', 'tipe', s.dasar #>> '{berkas,jenis}',
        'ukuran', s.dasar #> '{berkas,ukuran}', 'kunci', s.dasar #>> '{berkas,key}') end as berkas from sppd s where ${byId(id)} and ${inScope(scope)}`,
    sql<{
      data: OrderFile[];
    }>`select coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'jenis', b.jenis, 'nama', b.nama, 'pegawai_id', b.pegawai_id,
        'pelaksana', (select nama_lengkap(g) from pegawai g where g.id = b.pegawai_id), 'tipe', b.tipe, 'ukuran', b.ukuran, 'sha256', b.sha256,
        'oleh', (select u.nama from users u where u.id = b.oleh), 'pada', b.created_at, 'kunci', b.kunci) order by b.id), '[]') as data
      from sppd_berkas b where b.sppd_id = ${id} and b.sppd_created_at = uuid_extract_timestamp(${id}::uuid)`,
  ]);
  if (!reached) throw new Problem("TIDAK_DITEMUKAN");
  return { files: only(rows).data, invitation: reached.berkas };
}
