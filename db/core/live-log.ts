import type { Audience, LiveEvent } from "./live.ts";

/** How much is kept for those who were away: so many events, for so long (ms). */
const most = 1_000;
const keptMs = 60 * 60 * 1000;
/** How long (ms) the hub knows what it was told, so that it tells nothing twice. */
const knownMs = 24 * 60 * 60 * 1000;
/** How long (ms) it knows which sessions ended: an edge may believe in one a moment longer. */
const endedMs = 10 * 60 * 1000;

/** What is to be said, and to whom. */
type Said = Pick<LiveEvent, "data" | "untuk"> & { readonly type: string };

/** An event as it is sent: by its number one says later what one has seen. */
export interface Sent {
  readonly text: string;
  readonly untuk: Audience;
}

/** What a hub remembers, in its own SQLite: a restart forgets nothing of it. Numbers rise and are never given twice. */
export class LiveLog {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    sql.exec(`create table if not exists log (nomor integer primary key autoincrement, text text not null, untuk text not null, perihal text, at integer not null);
      create index if not exists log_at on log (at);
      create unique index if not exists log_perihal on log (perihal);
      create table if not exists floor (id integer primary key check (id = 1), nomor integer not null);
      insert or ignore into floor values (1, 0);
      create table if not exists known (id text primary key, at integer not null) without rowid;
      create index if not exists known_at on known (at);
      create table if not exists ended (sesi text primary key, at integer not null) without rowid;`);
  }

  /** Whether an event was told before; from now on it was. */
  knows(id: string, now: number): boolean {
    return this.#sql.exec("insert or ignore into known values (?, ?)", id, now).rowsWritten === 0;
  }

  /** Takes something in under the next number, in the place of what was said before of the same matter (`perihal`), if it has one. */
  add({ type, data, untuk }: Said, now: number, perihal: string | null = null): Sent {
    const nomor = this.newest() + 1;
    const text = eventText(nomor, type, data);
    if (perihal !== null) this.#sql.exec("delete from log where perihal = ?", perihal);
    this.#sql.exec("insert into log values (?, ?, ?, ?, ?)", nomor, text, JSON.stringify(untuk), perihal, now);
    return { text, untuk };
  }

  /** The last number that was given; 0 before the first. */
  newest(): number {
    const [row] = this.#sql.exec<{ seq: number }>("select seq from sqlite_sequence where name = 'log'").toArray();
    return row?.seq ?? 0;
  }

  /** What came after a number; null when not all of it is kept, or there never was such a number. */
  after(nomor: number): Sent[] | null {
    const { nomor: floor } = this.#sql.exec<{ nomor: number }>("select nomor from floor").one();
    if (nomor > this.newest() || nomor < floor) return null;
    return this.#sql
      .exec<{ text: string; untuk: string }>("select text, untuk from log where nomor > ? order by nomor", nomor)
      .toArray()
      .map(({ text, untuk }) => ({ text, untuk: JSON.parse(untuk) as Audience }));
  }

  /** Notes that a session has ended. */
  end(sesi: string, now: number): void {
    this.#sql.exec("insert or replace into ended values (?, ?)", sesi, now);
  }

  hasEnded(sesi: string): boolean {
    return this.#sql.exec("select 1 from ended where sesi = ?", sesi).toArray().length > 0;
  }

  /** Forgets what has had its time. */
  prune(now: number): void {
    const old = [this.newest() - most, now - keptMs];
    this.#sql.exec(
      "update floor set nomor = max(nomor, coalesce((select max(nomor) from log where nomor <= ? or at < ?), 0))",
      ...old,
    );
    this.#sql.exec("delete from log where nomor <= ? or at < ?", ...old);
    this.#sql.exec("delete from known where at < ?", now - knownMs);
    this.#sql.exec("delete from ended where at < ?", now - endedMs);
  }
}

/** An event as pages read it. */
export function eventText(nomor: number, type: string, data: object): string {
  return JSON.stringify({ id: String(nomor), type, data });
}
