import { createHash, randomUUID } from "node:crypto";
import type pg from "pg";
import type { PublishSpec } from "./headers.ts";
import type { EndpointReply, Message } from "./message.ts";

/** How long a deduplication id is remembered. */
const dedupMs = 10 * 60_000;

interface MessageRow {
  id: string;
  url: string;
  body: Buffer;
  spec: PublishSpec;
  created_at: string;
  not_before: string;
  retried: number;
  schedule_id: string | null;
  caller_ip: string;
}

/** The queue's messages, in a database of its own: what was accepted survives a restart. */
export class MessageStore {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Accepts a message. One with a deduplication id that was seen in the last ten minutes is not kept again. */
  async add(
    message: { url: string; body: Buffer; spec: PublishSpec; callerIp?: string; scheduleId?: string },
    now: number,
  ): Promise<{ messageId: string; deduplicated?: true }> {
    const id = `msg_${randomUUID().replaceAll("-", "")}`;
    const { spec, url, body } = message;
    const key = spec.deduplicationId ?? (spec.contentBasedDeduplication ? contentKey(url, body, spec) : null);
    if (key !== null) {
      const earlier = await this.#remember(key, id, now);
      if (earlier !== id) return { messageId: earlier, deduplicated: true };
    }
    await this.#pool.query(
      `insert into qstash.messages (id, url, body, spec, created_at, not_before, schedule_id, caller_ip) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        id,
        url,
        body,
        JSON.stringify(spec),
        now,
        spec.notBefore ?? now + spec.delayMs,
        message.scheduleId ?? null,
        message.callerIp ?? "127.0.0.1",
      ],
    );
    return { messageId: id };
  }

  /** Takes messages that are due, for delivering; nobody else gets them meanwhile. */
  async take(now: number, most: number): Promise<Message[]> {
    const { rows } = await this.#pool.query<MessageRow>(
      `update qstash.messages set delivering = true where id in (
         select id from qstash.messages where not delivering and not_before <= $1 order by not_before, id limit $2 for update skip locked)
       returning *`,
      [now, most],
    );
    return rows.map(fromRow);
  }

  /** After a restart: what was being delivered is due again, for nobody knows whether it arrived. */
  async takeBack(): Promise<void> {
    await this.#pool.query("update qstash.messages set delivering = false where delivering");
  }

  /** When the next message is due; null when none waits. */
  async nextDue(): Promise<number | null> {
    const { rows } = await this.#pool.query<{ at: string | null }>(
      "select min(not_before) as at from qstash.messages where not delivering",
    );
    const at = rows[0]?.at ?? null;
    return at === null ? null : Number(at);
  }

  async retryAt(id: string, at: number): Promise<void> {
    await this.#pool.query(
      "update qstash.messages set delivering = false, retried = retried + 1, not_before = $2 where id = $1",
      [id, at],
    );
  }

  /** True when it was there: a message that is being delivered can still be cancelled, its delivery cannot. */
  async remove(id: string): Promise<boolean> {
    const { rowCount } = await this.#pool.query("delete from qstash.messages where id = $1", [id]);
    return (rowCount ?? 0) > 0;
  }

  async find(id: string): Promise<Message | null> {
    const { rows } = await this.#pool.query<MessageRow>("select * from qstash.messages where id = $1", [id]);
    return rows[0] ? fromRow(rows[0]) : null;
  }

  /** Moves a message to the dead letters in one step; answers the letter's id. */
  async bury(message: Message, shown: unknown, reply: EndpointReply, now: number): Promise<string> {
    const dlqId = `${now}-${message.id.slice(4, 12)}`;
    await this.#pool.query(
      `with gone as (delete from qstash.messages where id = $1)
       insert into qstash.dlq (id, message, body, created_at, response_status, response_header, response_body) values ($2, $3, $4, $5, $6, $7, $8)
       on conflict (id) do nothing`,
      [
        message.id,
        dlqId,
        JSON.stringify({ shown, spec: message.spec, url: message.url }),
        message.body,
        now,
        reply.status,
        JSON.stringify(reply.header),
        reply.body,
      ],
    );
    return dlqId;
  }

  async #remember(key: string, id: string, now: number): Promise<string> {
    const { rows } = await this.#pool.query<{ message_id: string }>(
      `insert into qstash.seen as s (key, message_id, until) values ($1, $2, $3)
       on conflict (key) do update set message_id = case when s.until > $4 then s.message_id else excluded.message_id end,
         until = case when s.until > $4 then s.until else excluded.until end
       returning message_id`,
      [key, id, now + dedupMs, now],
    );
    return rows[0]?.message_id ?? id;
  }
}

function fromRow(row: MessageRow): Message {
  return {
    id: row.id,
    url: row.url,
    body: row.body,
    spec: row.spec,
    createdAt: Number(row.created_at),
    notBefore: Number(row.not_before),
    retried: row.retried,
    scheduleId: row.schedule_id,
    callerIp: row.caller_ip,
  };
}

function contentKey(url: string, body: Buffer, spec: PublishSpec): string {
  return createHash("sha256")
    .update(url)
    .update("\n")
    .update(JSON.stringify(spec.header))
    .update("\n")
    .update(body)
    .digest("hex");
}
