import { sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import type { JenisTemplat } from "../rules/penanda.ts";

/** A template that letters are made from. */
export interface TemplateInUse {
  readonly jenis: JenisTemplat;
  readonly nama: string;
  readonly ukuran: number;
  readonly sha256: string;
  readonly oleh: string;
  readonly sejak: string;
  readonly kunci: string;
}

/** The templates in use, at most one of a kind. */
export async function readTemplates(work: Work): Promise<TemplateInUse[]> {
  const [rows] = await work.db.batch(work.institutionId, [
    sql<TemplateInUse>`select t.jenis, t.nama, t.ukuran, t.sha256, u.nama as oleh,
        to_char(t.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as sejak, t.kunci
      from templat_surat t join users u on u.id = t.oleh where t.berlaku order by t.jenis`,
  ]);
  return rows;
}
