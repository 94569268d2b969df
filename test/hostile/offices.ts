import { ask } from "../setup/http.ts";
import { delegate, officeOf } from "../setup/offices.ts";
import { tambahHari } from "../../db/modules/sppd/rules/tanggal.ts";
import type { Ground } from "./ground.ts";
import type { Arranged } from "./requests.ts";

/** A vice dean of engineering who holds nothing else, new each time. */
async function newOffice({ institution }: Ground): Promise<string> {
  const { body } = await ask<{ id: string }>(await institution.actor("ADM"), "POST", "/pejabat", {
    jenis: "wadek",
    pegawai_id: institution.people["D3"]?.pegawai_id,
    unit_id: institution.units["FE"],
    sebutan: ["Wakil Dekan I,"],
    mulai: "2026-04-01",
    sk: "SK Rektor",
  });
  return body.id;
}

/** A delegation of the head of programme's, for a day that no other has. */
function days(ground: Ground): { mulai: string; selesai: string } {
  const day = tambahHari("2026-04-06", ground.days());
  return { mulai: day, selesai: day };
}

/** How the examples of offices come to work. */
export const officeArrangements: Readonly<Record<string, (ground: Ground) => Promise<Arranged>>> = {
  listOffices: () => Promise.resolve({ as: "D1" }),
  createOffice: ({ institution: { people, units } }) =>
    Promise.resolve({ as: "ADM", body: { pegawai_id: people["D3"]?.pegawai_id, unit_id: units["FE"] } }),
  changeOffice: async (ground) => ({ as: "ADM", params: { id: await newOffice(ground) } }),
  listDelegations: () => Promise.resolve({ as: "A1" }),
  delegateOffice: async (ground) => ({
    as: "A1",
    body: {
      pejabat_id: await officeOf(ground.institution, "A1"),
      pegawai_id: ground.institution.people["D2"]?.pegawai_id,
      ...days(ground),
    },
  }),
  endDelegation: async (ground) => {
    const { institution } = ground;
    const a1 = await institution.actor("A1");
    const office = await officeOf(institution, "A1");
    const { body } = await delegate(a1, office, institution.people["D2"]?.pegawai_id ?? "", days(ground));
    return { as: "A1", params: { id: String(body["id"]) } };
  },
};
