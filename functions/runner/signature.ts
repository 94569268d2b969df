import { Receiver } from "@upstash/qstash";
import type { Config } from "../../db/core/env.ts";

/** Somebody other than our queue, or for another address, or with another body. */
export class Unsigned extends Error {
  override readonly name = "Unsigned";
}

/**
 * Reads a delivery's body, if our queue signed it for exactly this address, with the current key or the next. Without the
 * address a signature would be good for every endpoint.
 */
export async function readSigned(request: Request, config: Config): Promise<string> {
  const { pathname, search } = new URL(request.url);
  const body = await request.text();
  const receiver = new Receiver({
    currentSigningKey: config.QSTASH_CURRENT_SIGNING_KEY,
    nextSigningKey: config.QSTASH_NEXT_SIGNING_KEY,
  });
  const signature = request.headers.get("upstash-signature") ?? "";
  try {
    if (await receiver.verify({ signature, body, url: `${config.FUNCTIONS_URL}${pathname}${search}` })) return body;
  } catch (cause) {
    throw new Unsigned("not signed by our queue", { cause });
  }
  throw new Unsigned("not signed by our queue");
}
