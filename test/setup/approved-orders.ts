import { asOwner, type TestInstitution } from "./institution.ts";
import { approveFully, draft, orderE1 } from "./orders.ts";

/** So many approved orders of FT, one each of a traveller of their own, made with the owner's hand over HTTP's shoulder. */
export async function approvedOrders(
  institution: TestInstitution,
  count: number,
  changes: Record<string, unknown> = {},
): Promise<string[]> {
  const d1 = await institution.actor("D1");
  const first = await draft(d1, orderE1(institution, [d1.pegawaiId], changes));
  await approveFully(institution, d1, first);
  const copies = await asOwner(async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `with salinan as (
         insert into sppd select (jsonb_populate_record(s, jsonb_build_object('id', baru.id, 'created_at', uuid_extract_timestamp(baru.id)))).*
           from sppd s, generate_series(2, $2) n, lateral (select uuidv7((s.created_at - now()) + n * interval '1 ms') as id where n > 0) baru where s.id = $1 returning *
       ), orang as (
         insert into sppd_pelaksana select p.institution_id, c.id, c.created_at, p.urut, p.pegawai_id, p.tingkat_biaya, p.estimasi, p.total, null
           from salinan c, sppd_pelaksana p where p.sppd_id = $1 returning 1
       ) select id from salinan`,
      [first, count],
    );
    return rows.map((row) => row.id);
  });
  return [first, ...copies];
}
