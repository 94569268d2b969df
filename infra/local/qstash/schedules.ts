import { randomUUID } from "node:crypto";
import { Cron } from "croner";
import type pg from "pg";
import type { Control } from "../control.ts";
import type { PublishSpec } from "./headers.ts";
import { showBody } from "./message.ts";
import { Refusal } from "./refusal.ts";
import type { MessageStore } from "./store.ts";

interface ScheduleRow {
  id: string;
  cron: string;
  url: string;
  body: Buffer;
  spec: PublishSpec;
  created_at: string;
  paused: boolean;
  last_at: string | null;
  next_at: string;
}

/** The first moment after `now` that a cron names (five fields, UTC, or `CRON_TZ=Zone` before them). */
export function nextTime(cron: string, now: number): number {
  const [, zone, fields] = /^(?:CRON_TZ=(\S+)\s+)?(.*)$/.exec(cron.trim()) ?? [];
  if ((fields ?? "").split(/\s+/).length !== 5) throw new Refusal(400, `invalid cron expression: ${cron}`);
  try {
    const next = new Cron(fields ?? "", { timezone: zone ?? "UTC" }).nextRun(new Date(now));
    if (next) return next.getTime();
  } catch {
    // said below: a zone or a field that is none
  }
  throw new Refusal(400, `invalid cron expression: ${cron}`);
}

/** Messages that are published by the clock. A schedule that missed its time (a stopped queue, a moved clock) fires once. */
export class Schedules {
  readonly #pool: pg.Pool;
  readonly #store: MessageStore;
  readonly #control: Control;

  constructor(parts: { pool: pg.Pool; store: MessageStore; control: Control }) {
    this.#pool = parts.pool;
    this.#store = parts.store;
    this.#control = parts.control;
  }

  /** Makes a schedule, or overwrites wholly the one of this id. */
  async put(schedule: { id?: string; cron: string; url: string; body: Buffer; spec: PublishSpec }): Promise<string> {
    const id = schedule.id ?? `scd_${randomUUID().replaceAll("-", "")}`;
    const now = this.#control.clock.now();
    await this.#pool.query(
      `insert into qstash.schedules (id, cron, url, body, spec, created_at, next_at) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (id) do update set cron = excluded.cron, url = excluded.url, body = excluded.body, spec = excluded.spec,
         next_at = excluded.next_at, paused = false`,
      [
        id,
        schedule.cron,
        schedule.url,
        schedule.body,
        JSON.stringify(schedule.spec),
        now,
        nextTime(schedule.cron, now),
      ],
    );
    return id;
  }

  async list(): Promise<Record<string, unknown>[]> {
    const { rows } = await this.#pool.query<ScheduleRow>("select * from qstash.schedules order by created_at, id");
    return rows.map(show);
  }

  async find(id: string): Promise<Record<string, unknown> | null> {
    const { rows } = await this.#pool.query<ScheduleRow>("select * from qstash.schedules where id = $1", [id]);
    return rows[0] ? show(rows[0]) : null;
  }

  async remove(id: string): Promise<boolean> {
    const { rowCount } = await this.#pool.query("delete from qstash.schedules where id = $1", [id]);
    return (rowCount ?? 0) > 0;
  }

  /** Holds a schedule or lets it go on, from the next time after now. */
  async pause(id: string, paused: boolean): Promise<boolean> {
    const { rows } = await this.#pool.query<ScheduleRow>("select * from qstash.schedules where id = $1", [id]);
    if (!rows[0]) return false;
    const next = nextTime(rows[0].cron, this.#control.clock.now());
    await this.#pool.query("update qstash.schedules set paused = $2, next_at = $3 where id = $1", [id, paused, next]);
    return true;
  }

  /** Publishes what is due; answers when to look again (null: nothing is scheduled). */
  async fire(): Promise<number | null> {
    const now = this.#control.clock.now();
    const { rows } = await this.#pool.query<ScheduleRow>(
      "select * from qstash.schedules where not paused and next_at <= $1 order by next_at",
      [now],
    );
    for (const row of rows) {
      // Taken before it is published, by this time alone: two lookers publish it once.
      const { rowCount } = await this.#pool.query(
        "update qstash.schedules set last_at = $3, next_at = $4 where id = $1 and next_at = $2",
        [row.id, row.next_at, now, nextTime(row.cron, now)],
      );
      if (rowCount) await this.#store.add({ url: row.url, body: row.body, spec: row.spec, scheduleId: row.id }, now);
    }
    const next = await this.#pool.query<{ at: string | null }>(
      "select min(next_at) as at from qstash.schedules where not paused",
    );
    const at = next.rows[0]?.at ?? null;
    return at === null ? null : Number(at);
  }
}

function show(row: ScheduleRow): Record<string, unknown> {
  return {
    scheduleId: row.id,
    cron: row.cron,
    destination: row.url,
    createdAt: Number(row.created_at),
    method: row.spec.method,
    header: row.spec.header,
    ...showBody("body", row.body),
    retries: row.spec.retries,
    ...(row.spec.delayMs > 0 ? { delay: row.spec.delayMs / 1000 } : {}),
    ...(row.spec.callback ? { callback: row.spec.callback.url } : {}),
    ...(row.spec.failureCallback ? { failureCallback: row.spec.failureCallback.url } : {}),
    isPaused: row.paused,
    ...(row.last_at === null ? {} : { lastScheduleTime: Number(row.last_at) }),
    nextScheduleTime: Number(row.next_at),
  };
}
