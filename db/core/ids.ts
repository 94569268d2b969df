import { fromBase64Url, toBase64Url } from "./crypto.ts";

const bytesOfId = 16;

/** Ids (UUIDs) as one base64url text: a third shorter than they are written, and of a fixed length. */
export function packIds(ids: readonly string[]): string {
  const digits = ids.join("").replaceAll("-", "");
  return toBase64Url(Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)));
}

/** The ids of a text that `packIds` wrote; null when it is none of so many. */
export function unpackIds(text: string, count: number): string[] | null {
  const bytes = fromBase64Url(text);
  // A text that decodes to the same bytes and is another one is none of ours.
  if (bytes?.length !== count * bytesOfId || toBase64Url(bytes) !== text) return null;
  return Array.from({ length: count }, (_, index) => {
    const one = bytes.subarray(index * bytesOfId, (index + 1) * bytesOfId);
    const digits = Array.from(one, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  });
}
