import type * as z from "zod";
import { openField } from "../../../core/crypto.ts";
import { empty, sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import type { OrangEkspor, saringanEkspor } from "../rules/ekspor.ts";
import type { JobView } from "../../jobs/reads.ts";
import { jobs } from "../jobs.ts";
import { profilePlaces } from "./profile.ts";

/** An export as whoever asked for it sees it. */
export interface OwnExport extends Pick<JobView, "id" | "status" | "error_code" | "result"> {
  /** Its file has been there and is removed, or about to be. */
  readonly dihapus: boolean;
}

/** Somebody's own export; null when they have none with this id. A file that is kept no longer has no row that says until when. */
export async function readOwnExport(work: Work, userId: string, id: string): Promise<OwnExport | null> {
  const [[found]] = await work.db.batch(work.institutionId, [
    sql<OwnExport>`select j.id, j.status, j.error_code, j.result, coalesce(j.result ? 'kunci', false)
        and not exists (select from berkas_sementara b where b.kunci = j.result ->> 'kunci' and b.sampai > now()) as dihapus
      from jobs j where j.id = ${id}::uuid and j.created_by = ${userId}::uuid and j.name = ${jobs.ekspor.name}`,
  ]);
  return found ?? null;
}

/** The next people of an export, by id; after nobody for the first. Their telephone numbers are opened. */
export async function readExported(
  work: Work,
  asked: Omit<z.infer<typeof saringanEkspor>, "format">,
  after: string | null,
  most: number,
): Promise<readonly OrangEkspor[]> {
  const { aktif, peran, unit_id: unit } = asked;
  const role = (held: typeof empty) => sql`and exists (select from user_roles r where r.user_id = u.id and ${held})`;
  const [people] = await work.db.batch(work.institutionId, [
    sql<Omit<OrangEkspor, "telepon"> & { telepon: string | null }>`select u.id, u.nama, u.aktif, u.telepon,
        coalesce(to_char(u.last_login_at at time zone i.zona_waktu, 'YYYY-MM-DD HH24:MI'), '') as terakhir_masuk,
        to_char(u.created_at at time zone i.zona_waktu, 'YYYY-MM-DD HH24:MI') as dibuat,
        coalesce((select jsonb_object_agg(x.kind, x.value) from user_identifiers x where x.user_id = u.id), '{}') as pengenal,
        coalesce((select jsonb_agg(r.peran || ' (' || k.kode || ')' order by r.peran, k.kode)
          from user_roles r join unit_kerja k on k.id = r.unit_id where r.user_id = u.id), '[]') as peran
      from users u join institutions i on i.id = u.institution_id
      where true ${after === null ? empty : sql`and u.id > ${after}::uuid`}
        ${aktif === undefined ? empty : sql`and u.aktif = ${aktif}`}
        ${peran === undefined ? empty : role(sql`r.peran = ${peran}`)}
        ${unit === undefined ? empty : role(sql`r.unit_id in (select k.id from unit_kerja k where ${unit}::uuid = any(k.jalur))`)}
      order by u.id limit ${most}`,
  ]);
  return await Promise.all(
    people.map(async (orang) => {
      const { telepon } = orang;
      return {
        ...orang,
        telepon: telepon === null ? "" : await openField(work.config, profilePlaces.telepon, telepon),
      };
    }),
  );
}
