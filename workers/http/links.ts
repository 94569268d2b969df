import { isSigned, sign } from "../../db/core/crypto.ts";
import type { Config } from "../../db/core/env.ts";

/** The stores that files are handed out from. */
export type Store = "documents" | "uploads";

/** A file that somebody was allowed to see: where it lies and what a browser calls it. */
export interface LinkedFile {
  readonly store: Store;
  /** Begins with the institution: `{institution}/{tahun}/{bulan}/…`. */
  readonly key: string;
  readonly name: string;
}

/** Seconds a link is good for: long enough to open it on a slow phone, too short to be passed around. */
const linkSeconds = 15 * 60;

/** An address from which the file can be had for a while, by whoever holds it. */
export async function linkTo(config: Config, file: LinkedFile): Promise<string> {
  const expires = Math.floor(Date.now() / 1000) + linkSeconds;
  const query = new URLSearchParams({ nama: file.name, e: String(expires) });
  query.set("s", await sign(config.LINK_KEY, signedText(file, expires)));
  return `${config.PUBLIC_URL}/api/v1/berkas/${file.store}/${file.key}?${query.toString()}`;
}

/** Whether a link is one of ours, unaltered, and still good. */
export async function isLink(config: Config, file: LinkedFile, expires: number, signature: string): Promise<boolean> {
  return expires * 1000 > Date.now() && (await isSigned(config.LINK_KEY, signedText(file, expires), signature));
}

function signedText(file: LinkedFile, expires: number): string {
  return ["link", file.store, file.key, file.name, expires].join("\n");
}
