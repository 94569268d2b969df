import type { Config } from "./env.ts";

const encoder = new TextEncoder();

/** Bytes as base64url without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** The bytes of base64url text; null when it is none. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[\w-]*$/.test(text)) return null;
  try {
    return bytesOf(atob(text.replaceAll("-", "+").replaceAll("_", "/")));
  } catch {
    return null;
  }
}

/** A loop: `Uint8Array.from` with a function takes ten times as long, for every token and every cursor. */
function bytesOf(binary: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

/** SHA-256 as 64 hexadecimal digits. */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const hmacKeys = new Map<string, Promise<CryptoKey>>();

function hmacKey(secret: string): Promise<CryptoKey> {
  let key = hmacKeys.get(secret);
  if (!key) {
    key = crypto.subtle.importKey("raw", encoder.encode(secret), { name: "HMAC", hash: "SHA-256" }, false, [
      "sign",
      "verify",
    ]);
    hmacKeys.set(secret, key);
  }
  return key;
}

/** Signs text with HMAC-SHA-256; base64url. */
export async function sign(secret: string, text: string): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.sign("HMAC", await hmacKey(secret), encoder.encode(text))));
}

/** Whether a signature made by `sign` fits, in constant time. */
export async function isSigned(secret: string, text: string, signature: string): Promise<boolean> {
  const bytes = fromBase64Url(signature);
  return bytes !== null && (await crypto.subtle.verify("HMAC", await hmacKey(secret), bytes, encoder.encode(text)));
}

/**
 * Seals a personal datum that need not be searched: AES-GCM under the current key, as `v1.<key id>.<iv>.<ciphertext>`.
 * `place` (table and column) is bound in, so that a value cannot be moved elsewhere and still open.
 */
export async function sealField(config: Config, place: string, text: string): Promise<string> {
  const keyId = config.FIELD_KEYS.current;
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const algorithm = { name: "AES-GCM", iv, additionalData: encoder.encode(place) };
  const sealed = await crypto.subtle.encrypt(algorithm, await fieldKey(config, keyId), encoder.encode(text));
  return `v1.${keyId}.${toBase64Url(iv)}.${toBase64Url(new Uint8Array(sealed))}`;
}

/** Opens what `sealField` sealed under any key that is still configured. Throws when it was altered or moved. */
export async function openField(config: Config, place: string, sealed: string): Promise<string> {
  const [version, keyId, iv, data] = sealed.split(".");
  const ivBytes = fromBase64Url(iv ?? "");
  const dataBytes = fromBase64Url(data ?? "");
  if (version !== "v1" || !keyId || !ivBytes || !dataBytes) throw new Error("not a sealed field");
  const algorithm = { name: "AES-GCM", iv: ivBytes, additionalData: encoder.encode(place) };
  const opened = await crypto.subtle.decrypt(algorithm, await fieldKey(config, keyId), dataBytes);
  return new TextDecoder().decode(opened);
}

/**
 * The keyed hashes by which a sealed datum is found by equality: one for each key that is configured, the current one (under which
 * it is stored) first. Bound to its place and institution, so that equal values of two institutions look different.
 */
export async function hashField(
  config: Config,
  where: { readonly place: string; readonly institutionId: string },
  text: string,
): Promise<[string, ...string[]]> {
  const { current, keys } = config.FIELD_KEYS;
  const hash = async (keyId: string): Promise<string> => {
    const material = keys[keyId];
    if (!material) throw new Error(`no field key ${keyId}`);
    // A key of its own: what seals does not also sign.
    const own = await sign(material, "keyed hash");
    return `${keyId}.${await sign(own, [where.place, where.institutionId, text].join("\n"))}`;
  };
  const others = Object.keys(keys).filter((keyId) => keyId !== current);
  return [await hash(current), ...(await Promise.all(others.map(hash)))];
}

function fieldKey(config: Config, keyId: string): Promise<CryptoKey> {
  const material = config.FIELD_KEYS.keys[keyId];
  if (!material) throw new Error(`no field key ${keyId}`);
  const raw = bytesOf(atob(material));
  return crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
}
