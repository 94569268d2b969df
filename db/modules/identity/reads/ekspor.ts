import type * as z from "zod";
import { openField } from "../../../core/crypto.ts";
import { empty, sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import type { OrangEkspor, saringanEkspor } from "../rules/ekspor.ts";
import { profilePlaces } from "./profile.ts";

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
