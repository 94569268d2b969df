import { isSigned, sign } from "../../core/crypto.ts";
import type { Config } from "../../core/env.ts";
import { packIds, unpackIds } from "../../core/ids.ts";

/** What a link of an account is for: to accept an invitation, to choose a new password, to confirm an e-mail address. */
export type TujuanTautan = "undangan" | "atur_ulang" | "surel";

/** What a link's token names: the institution and the row of `tautan_akun`. */
export interface LinkClaims {
  readonly institutionId: string;
  readonly linkId: string;
}

/**
 * The token of an account's link: `<institution and link>.<HMAC>`, bound to what the link is for. It is never stored, only
 * worked out again from the link's id: nothing in the database opens anything.
 */
export async function linkToken(
  config: Pick<Config, "LINK_KEY">,
  { institutionId, linkId }: LinkClaims,
  tujuan: TujuanTautan,
): Promise<string> {
  const ids = packIds([institutionId, linkId]);
  return `${ids}.${await sign(config.LINK_KEY, signedText(ids, tujuan))}`;
}

/** What a token that we signed for this purpose names; null for anything else. Whether the link still counts, its row says. */
export async function readLinkToken(config: Config, token: string, tujuan: TujuanTautan): Promise<LinkClaims | null> {
  const [ids = "", signature = "", rest] = token.split(".");
  const [institutionId, linkId] = unpackIds(ids, 2) ?? [];
  if (institutionId === undefined || linkId === undefined || rest !== undefined) return null;
  return (await isSigned(config.LINK_KEY, signedText(ids, tujuan), signature)) ? { institutionId, linkId } : null;
}

/** Begins otherwise than what else is signed with this key. */
function signedText(ids: string, tujuan: TujuanTautan): string {
  return ["tautan akun", tujuan, ids].join("\n");
}

/** The address that is sent or handed over. The token stands behind the #, which no server's log and no referrer ever sees. */
export async function linkUrl(
  config: Pick<Config, "LINK_KEY" | "PUBLIC_URL">,
  claims: LinkClaims,
  tujuan: TujuanTautan,
): Promise<string> {
  return `${config.PUBLIC_URL}/akun/${tujuan.replace("_", "-")}#${await linkToken(config, claims, tujuan)}`;
}
