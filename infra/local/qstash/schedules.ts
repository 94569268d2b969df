import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { Clock } from "../control/clock.ts";
import type { Complaints } from "./complaints.ts";
import { readCron } from "./cron.ts";
import { type Draft, showBody, showSpec } from "./message.ts";
import { inTransaction } from "./schema.ts";
import type { PublishSpec } from "./spec.ts";
import { acceptOne, callerIp } from "./store.ts";
import { Watch } from "./watch.ts";

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

/** Messages that are published by the clock. One that missed its time (a stopped queue, a moved clock) fires once. */
export class Schedules {
  readonly #pool: pg.Pool;
  readonly #clock: Clock;
  readonly #onFired: () => void;
  readonly #watch: Watch;

  /** `onFired` is told when a message was published. */
  constructor(parts: { pool: pg.Pool; clock: Clock; complaints: Complaints; onFired(): void }) {
    this.#pool = parts.pool;
    this.#clock = parts.clock;
    this.#onFired = parts.onFired;
    this.#watch = new Watch(parts.clock, parts.complaints, () => this.#fire());
  }

  /**
   * Begins to watch the clock, after firing what was missed. Times that were planned by a clock that was ahead of this one are
   * planned anew.
   */
  async start(): Promise<void> {
    const now = this.#clock.now();
    for (const { id, cron, next_at } of await this.#read("true")) {
      const next = readCron(cron).next(now);
      if (next < Number(next_at))
        await this.#pool.query("update qstash.schedules set next_at = $2 where id = $1", [id, next]);
    }
    await this.#fire();
    this.#watch.wake();
  }

  async stop(): Promise<void> {
    await this.#watch.stop();
  }

  /** Makes a schedule, or overwrites the one of this id wholly. Answers its id. Throws `Refusal` for a wrong cron. */
  async put(schedule: Draft & { id: string | undefined; cron: string }): Promise<string> {
    const { id = `scd_${randomUUID().replaceAll("-", "")}`, cron, url, body, spec } = schedule;
    const now = this.#clock.now();
    await this.#pool.query(
      `insert into qstash.schedules (id, cron, url, body, spec, created_at, next_at)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (id) do update set cron = excluded.cron, url = excluded.url, body = excluded.body,
         spec = excluded.spec, next_at = excluded.next_at, paused = false`,
      [id, cron, url, body, JSON.stringify(spec), now, readCron(cron).next(now)],
    );
    this.#watch.wake();
    return id;
  }

  /** All, in the order they were made. */
  async list(): Promise<Record<string, unknown>[]> {
    return (await this.#read("true")).map(show);
  }

  async find(id: string): Promise<Record<string, unknown> | null> {
    const [row] = await this.#read("id = $1", [id]);
    return row ? show(row) : null;
  }

  /** False when there is none. */
  async remove(id: string): Promise<boolean> {
    const { rowCount } = await this.#pool.query("delete from qstash.schedules where id = $1", [id]);
    return (rowCount ?? 0) > 0;
  }

  /** Pauses a schedule, or lets it go on from its next time. False when there is none. */
  async pause(id: string, paused: boolean): Promise<boolean> {
    const [row] = await this.#read("id = $1", [id]);
    if (!row) return false;
    const next = readCron(row.cron).next(this.#clock.now());
    await this.#pool.query("update qstash.schedules set paused = $2, next_at = $3 where id = $1", [id, paused, next]);
    this.#watch.wake();
    return true;
  }

  /** Publishes what is due; answers when the next is. */
  async #fire(): Promise<number | null> {
    const now = this.#clock.now();
    const due = await this.#read("not paused and next_at <= $1", [now]);
    for (const row of due) await this.#fireOne(row, now);
    if (due.length > 0) this.#onFired();
    const { rows } = await this.#pool.query<{ at: string | null }>(
      "select min(next_at) as at from qstash.schedules where not paused",
    );
    const at = rows[0]?.at ?? null;
    return at === null ? null : Number(at);
  }

  async #fireOne({ id, cron, url, body, spec, next_at }: ScheduleRow, now: number): Promise<void> {
    const timetable = readCron(cron);
    await inTransaction(this.#pool, async (client) => {
      // Overwritten, paused or deleted meanwhile: its time is no longer this one.
      const { rowCount } = await client.query(
        "update qstash.schedules set last_at = $3, next_at = $4 where id = $1 and next_at = $2 and not paused",
        [id, next_at, timetable.latest(now) ?? next_at, timetable.next(now)],
      );
      // Each firing is a message of its own, however alike they are.
      const anew = { ...spec, notBefore: null, deduplicationId: null, contentBasedDeduplication: false };
      if (rowCount) await acceptOne(client, { url, body, spec: anew, scheduleId: id }, now);
    });
  }

  async #read(where: string, values: unknown[] = []): Promise<ScheduleRow[]> {
    const { rows } = await this.#pool.query<ScheduleRow>(
      `select * from qstash.schedules where ${where} order by created_at, id`,
      values,
    );
    return rows;
  }
}

function show(row: ScheduleRow): Record<string, unknown> {
  return {
    scheduleId: row.id,
    cron: row.cron,
    destination: row.url,
    createdAt: Number(row.created_at),
    retries: row.spec.retries,
    ...(row.spec.delayMs > 0 && { delay: row.spec.delayMs / 1000 }),
    callerIP: callerIp,
    isPaused: row.paused,
    ...(row.last_at !== null && { lastScheduleTime: Number(row.last_at) }),
    nextScheduleTime: Number(row.next_at),
    ...showSpec(row.spec),
    ...showBody("body", row.body),
  };
}
