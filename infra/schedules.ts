/** What QStash calls by the clock: the same list is registered by the local stack and declared in production. */
export const schedules = [
  { id: "partitions", cron: "CRON_TZ=Asia/Jakarta 15 0 * * *", path: "/schedules/partitions" },
  // Seven in the morning in each of the country's zones; an institution that was missed then has its turn an hour later.
  { id: "ringkasan", cron: "CRON_TZ=Asia/Jakarta 0 5-10 * * *", path: "/schedules/ringkasan" },
  // Past midnight in each zone, and each hour of the night again: whoever travels that day is under way when they get up.
  { id: "perjalanan", cron: "CRON_TZ=Asia/Jakarta 5 22-23,0-4 * * *", path: "/schedules/perjalanan" },
  // What has waited too long for a decision, each hour of the day.
  { id: "eskalasi", cron: "CRON_TZ=Asia/Jakarta 40 * * * *", path: "/schedules/eskalasi" },
  // What is old goes into the archive in the night of a Sunday, in each zone, and is tried again while it is night.
  { id: "arsip", cron: "CRON_TZ=Asia/Jakarta 20 0-4 * * SUN", path: "/schedules/arsip" },
] as const;

/**
 * What Cloudflare's own cron calls, by Worker: the sweep, which must go on while QStash is away; and the removal of old uploads, which
 * is the edge's because nobody else writes to that store.
 */
export const crons = { edge: ["23 * * * *"], functions: ["* * * * *"] } as const;
