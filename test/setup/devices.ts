import { inject } from "vitest";
import { until, type Reply } from "./http.ts";
import type { TestInstitution } from "./institution.ts";
import { claimsOf, saidTo, sessionRows, tryLogin, type Answered } from "./logins.ts";

/** The account of somebody of an institution. */
export function userOf(institution: TestInstitution, key: string): string {
  return institution.people[key]?.user_id ?? "";
}

/** The two edges: what one has just believed the other has not heard of. */
export function edges(): [string, string] {
  const { edge, edge2 } = inject("stack").urls;
  return [edge, edge2];
}

/** What a token is told once it is refused, or after some seconds. */
export async function refusalOf(token: string, edge?: string): Promise<string> {
  return await until(
    () => saidTo(token, edge),
    (said) => said !== "200",
    5_000,
  );
}

/** Ten logins of one person at once, by both edges, each from an address of its own. */
export async function loginsAtOnce(institution: TestInstitution, identifier: string): Promise<Reply<Answered>[]> {
  const both = edges();
  return await Promise.all(
    Array.from({ length: 10 }, (_, n) => tryLogin(institution, identifier, { edge: both[n % 2] ?? "" })),
  );
}

/** Waits until the rows of so many logins are there and one session of them is open at the most; the ids of the open ones. */
export async function settled(userId: string, logins: number): Promise<string[]> {
  await until(
    () => sessionRows(userId),
    (rows) => rows.length >= logins && rows.filter(({ alasan }) => alasan === null).length <= 1,
  );
  return (await sessionRows(userId, true)).map(({ id }) => id);
}

/** Waits until one of these tokens stands: its session, and what the others are told. */
export async function standing(tokens: readonly string[]): Promise<{ standing: string[]; others: string[] }> {
  const told = async () =>
    await Promise.all(tokens.map(async (token) => [claimsOf(token).s, await saidTo(token)] as const));
  const last = await until(told, (list) => list.filter(([, said]) => said === "200").length === 1);
  return {
    standing: last.filter(([, said]) => said === "200").map(([id]) => id),
    others: [...new Set(last.map(([, said]) => said))].filter((said) => said !== "200"),
  };
}
