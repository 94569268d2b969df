import { isSigned, sign } from "../../core/crypto.ts";
import type { Config } from "../../core/env.ts";
import { packIds, unpackIds } from "../../core/ids.ts";

/** Whose digests are to end. */
export interface Unsubscriber {
  readonly institutionId: string;
  readonly userId: string;
}

/** The token by which whoever holds a digest ends them, without logging in: `<institution and user>.<HMAC>`. It opens nothing else. */
export async function unsubscribeToken(config: Pick<Config, "LINK_KEY">, whose: Unsubscriber): Promise<string> {
  const ids = packIds([whose.institutionId, whose.userId]);
  return `${ids}.${await sign(config.LINK_KEY, signedText(ids))}`;
}

/** Whose digests a token ends; null when it is none of ours. */
export async function readUnsubscribeToken(config: Config, token: string): Promise<Unsubscriber | null> {
  const [ids = "", signature = "", rest] = token.split(".");
  const [institutionId, userId] = unpackIds(ids, 2) ?? [];
  if (institutionId === undefined || userId === undefined || rest !== undefined) return null;
  return (await isSigned(config.LINK_KEY, signedText(ids), signature)) ? { institutionId, userId } : null;
}

/** Begins otherwise than what else is signed with this key. */
function signedText(ids: string): string {
  return ["berhenti ringkasan", ids].join("\n");
}
