import type { Audience } from "../../db/core/live.ts";
import type { Principal } from "../../db/modules/identity/principal.ts";
import { sessionIdleSeconds } from "../../db/modules/identity/session.ts";

/** Whoever listens at an open page: who they are, and by what they are spoken to. Times are in seconds. */
export interface Listener {
  readonly orang: string;
  readonly sesi: string;
  readonly peran: readonly string[];
  readonly unit: readonly string[];
  /** When the session ends, however busy it is. */
  readonly habis: number;
  /** When they have to come again, so that a session that was left alone meanwhile is found to have ended. */
  readonly lagi: number;
  readonly sejak: number;
}

/** A listener of somebody whose session ends at the latest then. */
export function listenerOf(person: Principal, expires: number): Listener {
  const now = Math.floor(Date.now() / 1000);
  return {
    orang: person.user_id,
    sesi: person.session_id,
    peran: [...new Set(person.roles.map((role) => role.peran))],
    unit: [...new Set(person.roles.map((role) => role.unit))],
    habis: expires,
    // A minute after a session that nobody used since has ended.
    lagi: now + sessionIdleSeconds + 60,
    sejak: now,
  };
}

/** Whether something is said to a listener. */
export function hears({ orang, peran, unit }: Listener, untuk: Audience): boolean {
  if (untuk.orang !== undefined) return untuk.orang === orang;
  if (untuk.peran !== undefined) return peran.includes(untuk.peran);
  return untuk.unit === undefined || untuk.unit.some((id) => unit.includes(id));
}
