import { Problem } from "../../../db/core/problem.ts";
import { setLogo } from "../../../db/modules/institutions/actions/change.ts";
import { addressOf } from "../../http/limits.ts";
import type { PersonVisit } from "../../http/route.ts";
import { sniffType } from "../../http/sniff-type.ts";
import { readBytes } from "../../http/validation.ts";

/** The largest picture that is taken. */
export const maxLogoBytes = 512 * 1024;

/**
 * Stores the institution's picture in the place of the former one. The file goes first, under a name of its own: should it not be taken, it is
 * removed, and else the former one is. No SVG: a drawing that can run scripts is no picture. `LOGO_TIDAK_DITERIMA`, by its content.
 */
export async function storeLogo(visit: PersonVisit): Promise<string> {
  const { work, principal, env, request } = visit;
  const bytes = await readBytes(request, maxLogoBytes);
  const type = sniffType(bytes);
  if (!type || type.extension === "pdf") throw new Problem("LOGO_TIDAK_DITERIMA");
  const month = new Date().toISOString().slice(0, 7).replace("-", "/");
  const key = `${work.institutionId}/${month}/institutions/${principal.user_id}/${crypto.randomUUID()}_logo.${type.extension}`;
  try {
    await env.UPLOADS.put(key, bytes, { httpMetadata: { contentType: type.contentType } });
  } catch (cause) {
    throw new Problem("BERKAS_TIDAK_TERSEDIA", { cause });
  }
  try {
    const former = await setLogo(work, { principal, alamat: addressOf(request) }, key);
    if (former) work.later(env.UPLOADS.delete(former));
    return key;
  } catch (error) {
    work.later(env.UPLOADS.delete(key));
    throw error;
  }
}
