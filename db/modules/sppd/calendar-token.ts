import { sha256Hex, toBase64Url } from "../../core/crypto.ts";
import { packIds, unpackIds } from "../../core/ids.ts";

/** 32 bytes of ids and 32 of a secret, in base64url. */
const shape = /^([\w-]{43})_[\w-]{43}$/;

/** Whose calendar a link shows. */
export interface CalendarOwner {
  readonly institutionId: string;
  readonly userId: string;
}

/** A new private link's token: `<institution and user>_<256 random bits>`. The ids say where to look; the whole text is what is checked. */
export function newCalendarToken({ institutionId, userId }: CalendarOwner): string {
  return `${packIds([institutionId, userId])}_${toBase64Url(crypto.getRandomValues(new Uint8Array(32)))}`;
}

/** Whose calendar a token says it shows; null for what is none. Whether it does, only its hash says. */
export function readCalendarToken(text: string): CalendarOwner | null {
  const [institutionId, userId] = unpackIds(shape.exec(text)?.[1] ?? "", 2) ?? [];
  return institutionId && userId ? { institutionId, userId } : null;
}

/** What is kept of a token: 256 random bits need no slow hash. */
export async function hashCalendarToken(text: string): Promise<string> {
  return await sha256Hex(new TextEncoder().encode(text));
}
