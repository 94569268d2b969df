import { Cron } from "croner";
import { Refusal } from "./refusal.ts";

const field = /^(?:[\d*,/?-]|SUN|MON|TUE|WED|THU|FRI|SAT|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)+$/i;

/** A schedule's moments: five fields, in UTC or in the zone that `CRON_TZ=` before them names. */
export interface Timetable {
  /** The first moment after `now`. */
  next(now: number): number;
  /** The latest moment that is not after `now`; null when the pattern has none. */
  latest(now: number): number | null;
}

/** Reads a cron expression. Throws `Refusal` (400) for what is none, or never comes. */
export function readCron(text: string): Timetable {
  const refusal = new Refusal(400, `invalid cron expression: ${text}`);
  const [, zone = "UTC", pattern = ""] = /^(?:CRON_TZ=(\S+)\s+)?(.*)$/.exec(text.trim()) ?? [];
  const fields = pattern.split(/\s+/);
  if (fields.length !== 5 || !fields.every((each) => field.test(each))) throw refusal;
  try {
    const cron = new Cron(fields.join(" "), { timezone: zone });
    const next = (now: number): number => {
      const moment = cron.nextRun(new Date(now));
      if (!moment) throw refusal;
      return moment.getTime();
    };
    next(Date.now());
    return { next, latest: (now) => cron.previousRuns(1, new Date(now + 1))[0]?.getTime() ?? null };
  } catch {
    // The library's own words name neither the field nor the zone better.
    throw refusal;
  }
}
