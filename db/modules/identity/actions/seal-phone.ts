import { hashField, sealField } from "../../../core/crypto.ts";
import type { Work } from "../../../core/work.ts";
import { profilePlaces } from "../reads/profile.ts";

/** A telephone number as it is kept: sealed, and the keyed hash beside it by which it is found. */
export interface SealedPhone {
  readonly segel: string;
  readonly hash: string;
}

/** Seals a number that is in its normal form. `hashes` are those under every key that is configured: whatever of them is kept is the same number. */
export async function sealPhone(
  work: Pick<Work, "config" | "institutionId">,
  telepon: string,
): Promise<SealedPhone & { readonly hashes: readonly string[] }> {
  const place = profilePlaces.telepon;
  const hashes = await hashField(work.config, { place, institutionId: work.institutionId }, telepon);
  return { segel: await sealField(work.config, place, telepon), hash: hashes[0], hashes };
}
