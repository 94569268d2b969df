import type { Context } from "hono";
import { LRUCache } from "lru-cache";
import { connectDatabase } from "../../../db/core/postgres.ts";
import { Problem } from "../../../db/core/problem.ts";
import { bacaKode, rapikanKode } from "../../../db/modules/sppd/rules/kode-verifikasi.ts";
import { readVerification, type VerifiedDocument } from "../../../db/modules/sppd/reads/verification.ts";
import type { Portal } from "../index.ts";
import type { Arrival } from "../../http/dispatch.ts";
import { limitAddress } from "../../http/limits.ts";
import { prefers } from "../negotiation.ts";
import { showAway, showDocument, showForm, showUnknown } from "./pages.ts";

/** How long an isolate believes what it read: a cancelled letter shows within five seconds, reading it included. */
const memoMs = 3_000;
const memo = new LRUCache<string, { readonly document: VerifiedDocument | null }>({
  max: 2_000,
  ttl: memoMs,
  ttlResolution: 0,
});

/** `GET /verify`: asks for a code; a written one leads to its page. */
export async function askForCode(c: Context<Portal>): Promise<Response> {
  const { language } = c.env.arrival;
  const written = c.req.query("kode") ?? "";
  if (written.trim() === "") return await showForm(language);
  const kode = bacaKode(written);
  return kode
    ? c.redirect(`/verify/${kode}`, 303)
    : await showUnknown(language, rapikanKode(written), lengthOf(written));
}

/** `GET /verify/:kode`: what the document says, as a page or as JSON. 404 when no document has the code. */
export async function verifyDocument(c: Context<Portal>): Promise<Response> {
  const arrival = c.env.arrival;
  const written = c.req.param("kode") ?? "";
  const asPage = prefers(c, "text/html", "application/json") === "text/html";
  const kode = bacaKode(written);
  if (!kode) {
    if (!asPage) throw new Problem("TIDAK_DITEMUKAN");
    return await showUnknown(arrival.language, rapikanKode(written), lengthOf(written));
  }
  await limitAddress(arrival.env, arrival.request, arrival.spent);
  try {
    const document = await findDocument(arrival, kode);
    if (asPage)
      return document ? await showDocument(arrival.language, document) : await showUnknown(arrival.language, kode);
    if (!document) throw new Problem("TIDAK_DITEMUKAN");
    return c.json(document, 200, { "cache-control": "no-cache", vary: "Accept", "x-robots-tag": "noindex" });
  } catch (error) {
    if (asPage && error instanceof Problem && error.status === 503) return await showAway(arrival.language, kode);
    throw error;
  }
}

async function findDocument({ config, trace }: Arrival, kode: string): Promise<VerifiedDocument | null> {
  const known = memo.get(kode);
  if (known) return known.document;
  const document = await readVerification(connectDatabase(config, trace), kode);
  memo.set(kode, { document });
  return document;
}

function lengthOf(written: string): number {
  return rapikanKode(written).length;
}
