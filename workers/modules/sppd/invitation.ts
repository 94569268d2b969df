import { attachFile } from "../../../db/modules/sppd/actions/attach-invitation.ts";
import type { PersonVisit } from "../../http/route.ts";
import { receiveFile } from "./receive-file.ts";

/** Stores an invitation and ties it to its draft. */
export async function attachInvitation(
  visit: PersonVisit<{ id: string }, { nama: string }>,
): Promise<{ id: string; ukuran: number; jenis: string }> {
  const { work, principal, scope, params, query } = visit;
  return await receiveFile(visit, "undangan", async ({ key, tipe, ukuran }) => {
    await attachFile(work, principal, scope, params.id, { key, nama: query.nama, jenis: tipe, ukuran });
    return { id: params.id, ukuran, jenis: tipe };
  });
}
