/** Seconds that a code is good for (RFC 6238). */
const stepSeconds = 30;
/** Steps before and after now whose codes count too: clocks of telephones are seconds off, people are slow. */
const drift = 1;
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** A new secret, 160 bits as RFC 4226 recommends, in base32 as authenticator apps take it. */
export function newTotpSecret(): string {
  let bits = "";
  for (const byte of crypto.getRandomValues(new Uint8Array(20))) bits += byte.toString(2).padStart(8, "0");
  return (bits.match(/.{5}/g) ?? []).map((five) => letters[Number.parseInt(five, 2)]).join("");
}

/** The step of a moment (milliseconds). */
export function stepAt(now: number): number {
  return Math.floor(now / 1000 / stepSeconds);
}

/** The six digits of a step (RFC 6238 with SHA-1, which is what every app knows). */
export async function codeOf(secret: string, step: number): Promise<string> {
  const key = await crypto.subtle.importKey("raw", fromBase32(secret), { name: "HMAC", hash: "SHA-1" }, false, [
    "sign",
  ]);
  const counter = new DataView(new ArrayBuffer(8));
  counter.setBigUint64(0, BigInt(step));
  const digest = new DataView(await crypto.subtle.sign("HMAC", key, counter.buffer));
  const offset = digest.getUint8(19) & 0x0f;
  return String((digest.getUint32(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** The step, around this moment, whose code this is; null when it is none's. Whether it was used before, its row says. */
export async function stepOfCode(secret: string, code: string, now: number): Promise<number | null> {
  let found: number | null = null;
  const current = stepAt(now);
  // All are compared, so that the time tells nothing of which it was.
  for (let step = current - drift; step <= current + drift; step++) {
    if ((await codeOf(secret, step)) === code) found = step;
  }
  return found;
}

/** What an authenticator app reads from a QR code. */
export function otpauthUri(secret: string, account: { readonly issuer: string; readonly name: string }): string {
  const label = `${encodeURIComponent(account.issuer)}:${encodeURIComponent(account.name)}`;
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(account.issuer)}&algorithm=SHA1&digits=6&period=${stepSeconds}`;
}

function fromBase32(text: string): Uint8Array<ArrayBuffer> {
  const bits = Array.from(text, (letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}
