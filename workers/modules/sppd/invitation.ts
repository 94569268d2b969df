import { Problem } from "../../../db/core/problem.ts";
import { attachFile } from "../../../db/modules/sppd/actions/attach-invitation.ts";
import type { PersonVisit } from "../../http/route.ts";
import { readBytes } from "../../http/validation.ts";
import { sniffType } from "../../http/sniff-type.ts";

/** The largest invitation that is taken. It is held whole for a moment: R2 needs to know its length. */
export const maxInvitationBytes = 10 * 1024 * 1024;

/**
 * Stores an invitation and ties it to its draft. The file goes first, under a name of its own: should the draft not take
 * it, it is removed; should we be interrupted between, an unreferenced file is all that is left.
 */
export async function attachInvitation(
  visit: PersonVisit<{ id: string }, { nama: string }>,
): Promise<{ id: string; ukuran: number; jenis: string }> {
  const { work, principal, scope, env, params, query } = visit;
  const bytes = await readBytes(visit.request, maxInvitationBytes);
  const type = sniffType(bytes);
  if (!type) throw new Problem("BERKAS_TIDAK_DITERIMA");
  const now = new Date();
  const month = `${now.getUTCFullYear()}/${String(now.getUTCMonth() + 1).padStart(2, "0")}`;
  const key = `${work.institutionId}/${month}/sppd/${principal.user_id}/${crypto.randomUUID()}_undangan.${type.extension}`;
  try {
    await env.UPLOADS.put(key, bytes, { httpMetadata: { contentType: type.contentType } });
  } catch (cause) {
    throw new Problem("BERKAS_TIDAK_TERSEDIA", { cause });
  }
  try {
    await attachFile(work, principal, scope, params.id, {
      key,
      nama: query.nama,
      jenis: type.contentType,
      ukuran: bytes.length,
    });
  } catch (error) {
    work.later(env.UPLOADS.delete(key));
    throw error;
  }
  return { id: params.id, ukuran: bytes.length, jenis: type.contentType };
}
