import { fromBase64Url, toBase64Url } from "../../core/crypto.ts";
import { lisensi, type Lisensi } from "./rules/lisensi.ts";

/** What the text of every key begins with: which form it has. */
const mark = "srbl1";
const ed25519 = { name: "Ed25519" };
const signatureBytes = 64;

/**
 * A licence as a text that anybody can check and only its issuer can make: `srbl1.<JSON>.<signature>`, both in base64url, signed with
 * Ed25519 over all that stands before the last dot. `privateKey` is PKCS#8 in base64url.
 */
export async function issueKey(privateKey: string, licence: Lisensi): Promise<string> {
  const bytes = fromBase64Url(privateKey);
  if (!bytes) throw new Error("the private key is no base64url");
  const key = await crypto.subtle.importKey("pkcs8", bytes, ed25519, false, ["sign"]);
  const text = `${mark}.${toBase64Url(new TextEncoder().encode(JSON.stringify(lisensi.parse(licence))))}`;
  const signature = await crypto.subtle.sign(ed25519, key, new TextEncoder().encode(text));
  return `${text}.${toBase64Url(new Uint8Array(signature))}`;
}

/** What a key says, if one of these public keys (raw, base64url, by id) vouches for it; null for any other text. No I/O. */
export async function readKey(publicKeys: Readonly<Record<string, string>>, key: string): Promise<Lisensi | null> {
  const [version, payload = "", signed = "", ...rest] = key.split(".");
  const json = fromBase64Url(payload);
  const signature = fromBase64Url(signed);
  // Of another length it is none: Node's verify() says no to it, workerd's throws.
  if (version !== mark || rest.length > 0 || !json || signature?.length !== signatureBytes) return null;
  const read = lisensi.safeParse(parse(json));
  if (!read.success || !Object.hasOwn(publicKeys, read.data.kid)) return null;
  const raw = fromBase64Url(publicKeys[read.data.kid] ?? "");
  if (!raw) return null;
  const publicKey = await crypto.subtle.importKey("raw", raw, ed25519, false, ["verify"]);
  const text = new TextEncoder().encode(`${mark}.${payload}`);
  return (await crypto.subtle.verify(ed25519, publicKey, signature, text)) ? read.data : null;
}

function parse(json: Uint8Array<ArrayBuffer>): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(json));
  } catch {
    return null;
  }
}
