import type pg from "pg";
import type { PublishSpec } from "./headers.ts";
import { showBody } from "./message.ts";
import type { MessageStore } from "./store.ts";

interface LetterRow {
  id: string;
  message: { shown: Record<string, unknown>; spec: PublishSpec; url: string };
  body: Buffer;
  response_status: number;
  response_header: Record<string, string[]>;
  response_body: Buffer;
}

/** Messages that were given up: to be looked at, sent again, or thrown away. */
export class DeadLetters {
  readonly #pool: pg.Pool;
  readonly #store: MessageStore;

  constructor(pool: pg.Pool, store: MessageStore) {
    this.#pool = pool;
    this.#store = store;
  }

  /** A page of letters, newest first; `cursor` is the id of the last one before. */
  async list(wanted: { count: number; cursor: string | null }): Promise<{ messages: unknown[]; cursor?: string }> {
    const { rows } = await this.#pool.query<LetterRow>(
      `select * from qstash.dlq where $1::text is null or (created_at, id) < (select created_at, id from qstash.dlq where id = $1)
       order by created_at desc, id desc limit $2`,
      [wanted.cursor, wanted.count + 1],
    );
    const page = rows.slice(0, wanted.count);
    const last = page.at(-1);
    return { messages: page.map(show), ...(rows.length > wanted.count && last ? { cursor: last.id } : {}) };
  }

  async find(id: string): Promise<Record<string, unknown> | null> {
    const { rows } = await this.#pool.query<LetterRow>("select * from qstash.dlq where id = $1", [id]);
    return rows[0] ? show(rows[0]) : null;
  }

  async remove(ids: readonly string[]): Promise<number> {
    const { rowCount } = await this.#pool.query("delete from qstash.dlq where id = any($1)", [ids]);
    return rowCount ?? 0;
  }

  /** Sends a letter again as a new message; null when it is gone. */
  async retry(id: string, now: number): Promise<string | null> {
    const { rows } = await this.#pool.query<LetterRow>("delete from qstash.dlq where id = $1 returning *", [id]);
    const [row] = rows;
    if (!row) return null;
    const { spec, url } = row.message;
    // Sent again on purpose: neither its first delay nor its deduplication counts any more.
    const anew = { ...spec, delayMs: 0, notBefore: null, deduplicationId: null, contentBasedDeduplication: false };
    return (await this.#store.add({ url, body: row.body, spec: anew }, now)).messageId;
  }
}

function show(row: LetterRow): Record<string, unknown> {
  return {
    ...row.message.shown,
    dlqId: row.id,
    responseStatus: row.response_status,
    responseHeader: row.response_header,
    ...showBody("responseBody", row.response_body),
  };
}
