import { toBase64Url } from "./crypto.ts";

/** The strong entity tag of a text: the same for the same bytes, whichever isolate answers. */
export async function etagOf(body: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body));
  return `"${toBase64Url(new Uint8Array(digest).subarray(0, 18))}"`;
}
