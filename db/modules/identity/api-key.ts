import { sha256Hex, toBase64Url } from "../../core/crypto.ts";
import { packIds, unpackIds } from "../../core/ids.ts";

/** How every key begins: what tells it from a session's token, and tells tools that look for secrets what it is. */
export const apiKeyMark = "srb_";
/** 48 bytes of ids and 32 of a secret, in base64url. */
const shape = /^srb_[\w-]{64}_[\w-]{43}$/;
const idsEnd = apiKeyMark.length + 64;
/** What is shown of a key so that its owner knows which it is: unlike any other's, and far from all of it. */
const shown = 16;

/** Which key it is, and whose. */
export interface ApiKeyIds {
  readonly keyId: string;
  readonly institutionId: string;
  readonly userId: string;
}

/** A new key: `srb_<key, institution, user>_<256 random bits>`. The ids say where to look; the whole text is what is checked. */
export function newApiKey({ keyId, institutionId, userId }: ApiKeyIds): string {
  const secret = toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
  return `${apiKeyMark}${packIds([keyId, institutionId, userId])}_${secret}`;
}

/** Whose a key says it is; null for what is none. Whether it is one, only its hash says. */
export function readApiKey(text: string): ApiKeyIds | null {
  if (!shape.test(text)) return null;
  const [keyId, institutionId, userId] = unpackIds(text.slice(apiKeyMark.length, idsEnd), 3) ?? [];
  return keyId && institutionId && userId ? { keyId, institutionId, userId } : null;
}

/** What is kept of a key: 256 random bits need no slow hash. */
export async function hashApiKey(text: string): Promise<string> {
  return await sha256Hex(new TextEncoder().encode(text));
}

/** The beginning of a key, as its owner is shown it. */
export function prefixOf(text: string): string {
  return text.slice(0, shown);
}

/** The id under which a key stands where sessions do: of its hash, so that another secret with the same ids finds nothing. */
export function sessionIdOf(hash: string): string {
  return `kunci-${hash}`;
}
