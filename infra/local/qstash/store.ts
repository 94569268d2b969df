import { createHash, randomUUID } from "node:crypto";
import type pg from "pg";
import type { Selection } from "./filters.ts";
import { type Draft, type Message, type MessageRow, readRow } from "./message.ts";
import { inTransaction } from "./schema.ts";

/** Who publishes to a server on this machine. */
export const callerIp = "127.0.0.1";
/** How long a deduplication id is remembered. */
const dedupMs = 10 * 60_000;

/** What became of a draft: a message of its own, or the one that said the same before. */
export interface Accepted {
  readonly messageId: string;
  readonly deduplicated?: true;
}

/** How many deliveries are under way to an origin (`https://host:port`), and how many there may be. */
export interface Room {
  readonly underWay: readonly Message[];
  readonly total: number;
  readonly perOrigin: number;
}

/** The messages on their way, in a database of their own: what was accepted survives a restart. */
export class MessageStore {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Forgets what a clock that was ahead of this one remembers for too long, and what is out of date. */
  async forgetSeen(now: number): Promise<void> {
    await this.#pool.query("delete from qstash.seen where until <= $1 or until > $2", [now, now + dedupMs]);
  }

  /** Accepts all drafts, or none when one cannot be kept. The answers are in the drafts' order. */
  async accept(drafts: readonly Draft[], now: number): Promise<Accepted[]> {
    const [only] = drafts;
    if (drafts.length === 1 && only) return [await acceptOne(this.#pool, only, now)];
    return await inTransaction(this.#pool, async (client) => {
      const accepted: Accepted[] = [];
      // In the order of their keys: two batches with the same keys must not wait for each other.
      const keyed = drafts.map((draft, place) => ({ draft, place, key: deduplicationKey(draft) ?? "" }));
      keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.place - b.place));
      for (const { draft, place } of keyed) accepted[place] = await acceptOne(client, draft, now);
      return accepted;
    });
  }

  /** Messages that are due and have room, those that wait longest first. One origin's backlog leaves room to others. */
  async listDue(now: number, { underWay, total, perOrigin }: Room): Promise<Message[]> {
    const busy = new Map<string, number>();
    for (const { url } of underWay) busy.set(readOrigin(url), (busy.get(readOrigin(url)) ?? 0) + 1);
    const { rows } = await this.#pool.query<MessageRow>(
      `with waiting as (
         select id, not_before, lower(substring(url from '^[^:]+://[^/?#]*')) as origin
           from qstash.messages where not_before <= $1 and id <> all($2)
       ), placed as (
         select waiting.id, waiting.not_before, coalesce(busy.deliveries, 0)
             + row_number() over (partition by waiting.origin order by waiting.not_before, waiting.id) as place
           from waiting left join unnest($3::text[], $4::int[]) as busy (origin, deliveries) using (origin)
       )
       select messages.* from placed join qstash.messages using (id)
        where place <= $5 order by placed.not_before, placed.id limit $6`,
      [now, underWay.map(({ id }) => id), [...busy.keys()], [...busy.values()], perOrigin, total - underWay.length],
    );
    return rows.map(readRow);
  }

  /** When the next message becomes due after `now`; null when none does. */
  async findNextDue(now: number): Promise<number | null> {
    const { rows } = await this.#pool.query<{ at: string | null }>(
      "select min(not_before) as at from qstash.messages where not_before > $1",
      [now],
    );
    const at = rows[0]?.at ?? null;
    return at === null ? null : Number(at);
  }

  async find(id: string): Promise<Message | null> {
    const { rows } = await this.#pool.query<MessageRow>("select * from qstash.messages where id = $1", [id]);
    return rows[0] ? readRow(rows[0]) : null;
  }

  /** Cancels messages, the oldest first; answers how many. A delivery that is under way is not called back. */
  async cancel({ where, values, count }: Selection): Promise<number> {
    const { rowCount } = await this.#pool.query(
      `delete from qstash.messages where id in
         (select id from qstash.messages where ${where} order by created_at, id limit ${count})`,
      [...values],
    );
    return rowCount ?? 0;
  }
}

/** Keeps a draft as part of the caller's transaction, unless the same was accepted in the last ten minutes. */
export async function acceptOne(client: pg.Pool | pg.PoolClient, draft: Draft, now: number): Promise<Accepted> {
  const { url, body, spec, scheduleId = null } = draft;
  const id = `msg_${randomUUID().replaceAll("-", "")}`;
  const { rows } = await client.query<{ id: string }>(
    `with remembered as (
       insert into qstash.seen as s (key, message_id, until) select $9, $1, $10 where $9::text is not null
       on conflict (key) do update set
         message_id = case when s.until > $5 then s.message_id else excluded.message_id end,
         until = case when s.until > $5 then s.until else excluded.until end
       returning message_id
     ), kept as (
       insert into qstash.messages (id, url, body, spec, created_at, not_before, schedule_id, caller_ip)
       select $1, $2, $3, $4, $5, $6, $7, $8
        where not exists (select from remembered where message_id <> $1)
     )
     select coalesce((select message_id from remembered), $1) as id`,
    [
      id,
      url,
      body,
      JSON.stringify(spec),
      now,
      spec.notBefore ?? now + spec.delayMs,
      scheduleId,
      callerIp,
      deduplicationKey(draft),
      now + dedupMs,
    ],
  );
  const messageId = rows[0]?.id ?? id;
  return messageId === id ? { messageId } : { messageId, deduplicated: true };
}

/** What makes two drafts the same: the id their publisher gave, or destination, forwarded headers and body. */
function deduplicationKey({ url, body, spec }: Draft): string | null {
  if (spec.deduplicationId !== null) return `id:${spec.deduplicationId}`;
  if (!spec.contentBasedDeduplication) return null;
  const header = Object.entries(spec.header).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const hash = createHash("sha256")
    .update(JSON.stringify([url, header]))
    .update(body);
  return `content:${hash.digest("hex")}`;
}

/** The same part of a URL as `listDue` groups by. */
function readOrigin(url: string): string {
  return /^[^:]+:\/\/[^/?#]*/.exec(url)?.[0].toLowerCase() ?? "";
}
