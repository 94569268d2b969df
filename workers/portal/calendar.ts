import type { Context } from "hono";
import { etagOf } from "../../db/core/etag.ts";
import { Problem } from "../../db/core/problem.ts";
import { hashCalendarToken, readCalendarToken } from "../../db/modules/sppd/calendar-token.ts";
import { readCalendar } from "../../db/modules/sppd/reads/calendar.ts";
import { toICalendar } from "../../db/modules/sppd/rules/ikalender.ts";
import { isKnown } from "../http/etag.ts";
import { LazyWork } from "../http/lazy-work.ts";
import { limitAddress, limitExactly } from "../http/limits.ts";
import type { Portal } from "./index.ts";

/** Calendars ask once an hour; one that asks more often than this has gone wrong. */
const quota = { name: "kalender", limit: 30, seconds: 60 };

/** `GET /p/kalender/{token}.ics`: the trips of whoever made this link. 404 for every other, without saying why. */
export async function showCalendar(c: Context<Portal>): Promise<Response> {
  const { arrival } = c.env;
  await limitAddress(arrival.env, arrival.request, arrival.spent);
  const [, token = ""] = /^(.+)\.ics$/.exec(c.req.param("berkas") ?? "") ?? [];
  const owner = readCalendarToken(token);
  if (!owner) throw new Problem("TIDAK_DITEMUKAN");
  const hash = await hashCalendarToken(token);
  const work = new LazyWork(arrival, owner.institutionId);
  await limitExactly(work.redis, [{ quota, whose: hash }], arrival.spent);
  const calendar = await readCalendar(work, owner, hash);
  if (!calendar) throw new Problem("TIDAK_DITEMUKAN");
  const body = toICalendar(calendar, arrival.config.PUBLIC_URL);
  const etag = await etagOf(body);
  const headers = {
    etag,
    "cache-control": "private, no-cache",
    "x-robots-tag": "noindex",
    "referrer-policy": "no-referrer",
  };
  if (isKnown(arrival.request, etag)) return new Response(null, { status: 304, headers });
  return new Response(body, { headers: { ...headers, "content-type": "text/calendar; charset=utf-8" } });
}
