import { addFile } from "../setup/trips.ts";
import type { Ground } from "./ground.ts";
import type { Arranged } from "./requests.ts";

/** How the examples of an order that has its letters come to work. */
export const tripArrangements: Readonly<Record<string, (ground: Ground) => Promise<Arranged>>> = {
  addOrderFile: async (ground) => {
    const { pegawaiId } = await ground.institution.actor("D1");
    return {
      as: "D1",
      params: { id: await ground.withLetter() },
      query: { pegawai_id: pegawaiId },
      file: new TextEncoder().encode("%PDF-1.7\ntiket"),
    };
  },
  listOrderFiles: async (ground) => ({ as: "D1", params: { id: await ground.withLetter() } }),
  removeOrderFile: async (ground) => {
    const id = await ground.withLetter();
    const { body } = await addFile(await ground.freshActor("D1"), id, "bukti");
    return { as: "D1", params: { id, berkas_id: body.id } };
  },
};
