import { Receiver } from "@upstash/qstash";
import type { Config } from "../../db/core/env.ts";
import { Problem } from "../../db/core/problem.ts";

/** The queue takes messages of a megabyte at the most; ours carry ids. Nobody else's are worth the memory. */
const maxBytes = 1024 * 1024;

/** Seconds that the queue's clock may be ahead of ours: it signs for "from now on". */
const clockTolerance = 5;

/**
 * Reads a delivery's body, if our queue signed it for exactly this address, with the current key or the next; the problem
 * `PENGIRIMAN_TIDAK_SAH` otherwise. Without the address a signature would be good for every endpoint.
 */
export async function readSigned(request: Request, config: Config): Promise<string> {
  const signature = request.headers.get("upstash-signature");
  if (!signature) throw new Problem("PENGIRIMAN_TIDAK_SAH");
  const { pathname, search } = new URL(request.url);
  const url = `${config.FUNCTIONS_URL}${pathname}${search}`;
  const receiver = new Receiver({
    currentSigningKey: config.QSTASH_CURRENT_SIGNING_KEY,
    nextSigningKey: config.QSTASH_NEXT_SIGNING_KEY,
  });
  const body = await readText(request);
  try {
    await receiver.verify({ signature, body, url, clockTolerance });
  } catch (cause) {
    throw new Problem("PENGIRIMAN_TIDAK_SAH", { cause });
  }
  return body;
}

async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  // A body is a stream of bytes, which its type does not say.
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array<ArrayBuffer>>) {
    length += chunk.length;
    if (length > maxBytes) throw new Problem("PENGIRIMAN_TIDAK_SAH");
    chunks.push(chunk);
  }
  return await new Blob(chunks).text();
}
