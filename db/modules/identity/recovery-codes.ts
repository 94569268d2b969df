import { hashField } from "../../core/crypto.ts";
import type { Config } from "../../core/env.ts";

/** How many codes somebody gets. */
const codes = 10;
/** Without those that are taken for another: i, l, o, u. Thirty-two, so that a byte's five bits choose evenly. */
const letters = "0123456789abcdefghjkmnpqrstvwxyz";

/** Ten new codes of 50 bits each, `abcde-fghij`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: codes }, () => {
    const picked = Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => letters[byte & 31]).join("");
    return `${picked.slice(0, 5)}-${picked.slice(5)}`;
  });
}

/** Whether a text may be a recovery code, however it is written: with or without its hyphen, in capitals. */
export function isRecoveryCode(text: string): boolean {
  return /^[0-9a-z]{10}$/.test(plain(text));
}

/** What is kept of a code: a keyed hash, of this person's only. Under each key that is configured, the current one first. */
export async function hashRecoveryCode(
  config: Config,
  owner: { readonly institutionId: string; readonly userId: string },
  code: string,
): Promise<readonly string[]> {
  return await hashField(
    config,
    { place: `kode_pemulihan.hash ${owner.userId}`, institutionId: owner.institutionId },
    plain(code),
  );
}

function plain(text: string): string {
  return text.trim().toLowerCase().replaceAll(/[\s-]/g, "");
}
