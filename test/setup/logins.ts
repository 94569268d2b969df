import { inject } from "vitest";
import { sessionKey } from "../../db/modules/identity/session.ts";
import type { Reply } from "./http.ts";
import { ownerRows, testPassword, type TestInstitution } from "./institution.ts";

/** What a login answers with. */
export interface Answered {
  readonly token: string;
  readonly expires: string;
  readonly code?: string;
  readonly person: { readonly user_id: string };
}

/** How somebody logs in, where it is not as usual: from an address of their own, with everybody's password, at the first edge. */
export interface Way {
  readonly password?: string;
  readonly edge?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookie?: boolean;
}

/** Logs somebody in by one of their names. */
export async function tryLogin(
  { slug }: TestInstitution,
  identifier: string,
  { password = testPassword, edge = inject("stack").urls.edge, headers = {}, cookie }: Way = {},
): Promise<Reply<Answered>> {
  const response = await fetch(`${edge}/api/v1/identity/login`, {
    method: "POST",
    headers: { "content-type": "application/json", "cf-connecting-ip": crypto.randomUUID(), ...headers },
    body: JSON.stringify({ identifier, password, institution: slug, ...(cookie === undefined ? {} : { cookie }) }),
  });
  return { status: response.status, body: (await response.json()) as Answered, headers: response.headers };
}

/** The token of a login that succeeds. */
export async function tokenOf(institution: TestInstitution, identifier: string, way?: Way): Promise<string> {
  const { status, body } = await tryLogin(institution, identifier, way);
  if (status !== 200) throw new Error(`login of ${identifier} answered ${status} ${body.code}`);
  return body.token;
}

/** What a token says of itself. */
export function claimsOf(token: string): { i: string; u: string; s: string; x: number } {
  return JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString()) as ReturnType<typeof claimsOf>;
}

/** What an edge says to a token: `200`, or the status and code of its refusal. */
export async function saidTo(token: string, edge = inject("stack").urls.edge): Promise<string> {
  const response = await fetch(`${edge}/api/v1/identity/me`, { headers: { authorization: `Bearer ${token}` } });
  const { code } = (await response.json()) as { code?: string };
  return [response.status, ...(code === undefined ? [] : [code])].join(" ");
}

/** A session as the table has it. */
export interface SessionRow {
  readonly id: string;
  readonly versi: string;
  readonly perangkat: string;
  readonly alasan: string | null;
}

/** The rows of somebody's sessions, in the order of their numbers; the open ones alone if asked. */
export function sessionRows(userId: string, open = false): Promise<SessionRow[]> {
  return ownerRows<SessionRow>(
    `select id, versi, perangkat, alasan from sessions where user_id = $1 ${open ? "and ended_at is null" : ""} order by sessions.versi`,
    [userId],
  );
}

/** The Redis key of the session of a token. */
export function keyOf(token: string): string {
  const { i, s } = claimsOf(token);
  return sessionKey(i, s);
}
