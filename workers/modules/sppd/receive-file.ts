import * as z from "zod";
import { sha256Hex } from "../../../db/core/crypto.ts";
import { Problem } from "../../../db/core/problem.ts";
import { dapatDicetak } from "../../../db/modules/pegawai/rules/teks.ts";
import type { PersonVisit } from "../../http/route.ts";
import { sniffType } from "../../http/sniff-type.ts";
import { readBytes } from "../../http/validation.ts";

/** The largest file that an order takes. It is held whole for a moment: R2 needs to know its length. */
export const maxFileBytes = 10 * 1024 * 1024;

/** What a person calls a file. */
export const fileName = z.string().trim().min(1).max(150).refine(dapatDicetak, "KARAKTER_TERLARANG");

/** A file that lies in the store. */
export interface Received {
  readonly key: string;
  /** What it is by its content. */
  readonly tipe: string;
  readonly ukuran: number;
  readonly sha256: string;
}

/**
 * Stores the file that a request brings and has it tied to its order. The file goes first, under a name of its own: should the order
 * not take it, it is removed; should we be interrupted between, an unreferenced file is all that is left.
 */
export async function receiveFile<Taken>(
  { work, principal, env, request }: PersonVisit<unknown, unknown>,
  what: string,
  tie: (file: Received) => Promise<Taken>,
): Promise<Taken> {
  const bytes = await readBytes(request, maxFileBytes);
  const type = sniffType(bytes);
  if (!type) throw new Problem("BERKAS_TIDAK_DITERIMA");
  const now = new Date();
  const month = `${now.getUTCFullYear()}/${String(now.getUTCMonth() + 1).padStart(2, "0")}`;
  const key = `${work.institutionId}/${month}/sppd/${principal.user_id}/${crypto.randomUUID()}_${what}.${type.extension}`;
  const sha256 = await sha256Hex(bytes);
  try {
    await env.UPLOADS.put(key, bytes, { httpMetadata: { contentType: type.contentType } });
  } catch (cause) {
    throw new Problem("BERKAS_TIDAK_TERSEDIA", { cause });
  }
  try {
    return await tie({ key, tipe: type.contentType, ukuran: bytes.length, sha256 });
  } catch (error) {
    work.later(env.UPLOADS.delete(key));
    throw error;
  }
}
