import { inject } from "vitest";
import type { Disagreement } from "./books.ts";
import { asOwner, type Actor, type TestInstitution } from "./institution.ts";

/** Orders that somebody is shown otherwise than they are, by either edge, alone or in the list. */
export async function findOutdated(institution: TestInstitution, { token }: Actor): Promise<Disagreement[]> {
  const { urls } = inject("stack");
  const orders = await asOwner(async (client) => {
    const { rows } = await client.query<{ id: string; status: string; nomor_st: string | null }>(
      "select id, status, nomor_st from sppd where institution_id = $1 order by id desc",
      [institution.id],
    );
    return rows;
  });
  const read = async (edge: string, path: string): Promise<unknown> => {
    const reply = await fetch(`${edge}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
    return await reply.json();
  };
  const outdated: Disagreement[] = [];
  for (const edge of new Set([urls.edge, urls.edge2])) {
    const list = (await read(edge, "/sppd?per_page=100")) as { data?: Disagreement[] };
    for (const [place, order] of orders.entries()) {
      const alone = (await read(edge, `/sppd/${order.id}`)) as Disagreement;
      for (const shown of [alone, list.data?.[place] ?? {}]) {
        const same =
          shown["id"] === order.id && shown["status"] === order.status && shown["nomor_st"] === order.nomor_st;
        if (!same) outdated.push({ edge, order, shown });
      }
    }
  }
  return outdated;
}
