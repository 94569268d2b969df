import * as z from "zod";
import { isSigned, sign } from "./crypto.ts";
import type { Config } from "./env.ts";
import { livePatienceMs, type Bulletin } from "./live.ts";
import { within } from "./patience.ts";
import { span, type Trace } from "./trace.ts";

/** Where the edge takes bulletins of other Workers. */
export const bulletinPath = "/live/publish";
/** Seconds a signature is good for; the same bulletin again is harmless, since the hub knows what it was told. */
const goodSeconds = 60;
/** The longest body that is taken. */
const mostBytes = 1_000_000;

const posted = z.object({
  institution: z.uuid(),
  bulletin: z.custom<Bulletin>((value) => typeof value === "object" && value !== null),
});

/** Tells an institution's open pages by way of the edge, which has the hub: for a Worker that has not. Throws when it was not taken. */
export async function postBulletin(
  config: Config,
  trace: Trace,
  institution: string,
  bulletin: Bulletin,
): Promise<void> {
  const body = JSON.stringify({ institution, bulletin });
  const time = String(Math.floor(Date.now() / 1000));
  const headers = {
    "content-type": "application/json",
    traceparent: trace.traceparent,
    "serambi-time": time,
    "serambi-signature": await sign(config.LINK_KEY, signedText(time, body)),
  };
  const url = config.PUBLIC_URL + bulletinPath;
  const response = await span(trace, "live", () =>
    within(livePatienceMs, fetch(url, { method: "POST", headers, body })),
  );
  if (response === "late") throw new Error("the live hub did not answer in time");
  await response.body?.cancel();
  if (!response.ok) throw new Error(`the live hub answered ${response.status}`);
}

/** Reads what `postBulletin` sent; null for what was not signed by us, or longer ago than a minute. */
export async function readBulletin(config: Config, request: Request): Promise<z.infer<typeof posted> | null> {
  const time = request.headers.get("serambi-time") ?? "";
  const signature = request.headers.get("serambi-signature") ?? "";
  const age = Date.now() / 1000 - Number(time);
  if (!/^\d{10}$/.test(time) || Math.abs(age) > goodSeconds) return null;
  if (Number(request.headers.get("content-length") ?? mostBytes + 1) > mostBytes) return null;
  const body = await request.text();
  if (!(await isSigned(config.LINK_KEY, signedText(time, body), signature))) return null;
  return posted.parse(JSON.parse(body));
}

function signedText(time: string, body: string): string {
  return ["live", time, body].join("\n");
}
