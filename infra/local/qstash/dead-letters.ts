import type pg from "pg";
import type { Selection } from "./filters.ts";
import type { Headers } from "./headers.ts";
import { type MessageRow, readRow, showBody, showMessage } from "./message.ts";
import { Refusal } from "./refusal.ts";
import { inTransaction } from "./schema.ts";
import { readPublishSpec } from "./spec.ts";
import { acceptOne } from "./store.ts";

interface LetterRow extends MessageRow {
  seq: string;
  message_id: string;
  response_status: number;
  response_header: Record<string, string[]>;
  response_body: Buffer;
}

/** Part of a list; the cursor leads to the rest, if there is more. */
interface Page<T> {
  readonly items: readonly T[];
  readonly cursor?: string;
}

/** Messages that were given up: to be looked at, sent again, or thrown away. */
export class DeadLetters {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** A page of letters, the newest first. */
  async list(selection: Selection): Promise<Page<Record<string, unknown>>> {
    const { items, ...page } = await select(this.#pool, selection);
    return { ...page, items: items.map(show) };
  }

  async find(id: string): Promise<Record<string, unknown> | null> {
    const { rows } = await this.#pool.query<LetterRow>("select * from qstash.dead_letters where id = $1", [id]);
    return rows[0] ? show(rows[0]) : null;
  }

  /** Throws letters away, a page of them; answers how many. */
  async remove(selection: Selection): Promise<{ deleted: number; cursor?: string }> {
    return await inTransaction(this.#pool, async (client) => {
      const { items, ...page } = await select(client, selection);
      return { deleted: (await take(client, items)).length, ...page };
    });
  }

  /**
   * Sends letters again, a page of them, each as a new message of which `headers` may change what a publish can say. All or
   * none: a letter is gone only when its message is there.
   */
  async retry(selection: Selection, headers: Headers, now: number): Promise<Page<{ messageId: string }>> {
    return await inTransaction(this.#pool, async (client) => {
      const { items, ...page } = await select(client, selection);
      const messages: { messageId: string }[] = [];
      for (const { url, body, spec, schedule_id } of await take(client, items)) {
        // Its first delay and its deduplication were for the first time.
        const first = { ...spec, delayMs: 0, notBefore: null, deduplicationId: null, contentBasedDeduplication: false };
        const draft = {
          url,
          body,
          spec: readPublishSpec(headers, first),
          ...(schedule_id && { scheduleId: schedule_id }),
        };
        messages.push({ messageId: (await acceptOne(client, draft, now)).messageId });
      }
      return { ...page, items: messages };
    });
  }
}

async function select(client: pg.Pool | pg.PoolClient, selection: Selection): Promise<Page<LetterRow>> {
  const { where, values, count, cursor } = selection;
  if (cursor !== null && !/^\d{1,18}$/.test(cursor)) throw new Refusal(400, "invalid cursor");
  const { rows } = await client.query<LetterRow>(
    `select * from qstash.dead_letters where ${where} and seq < ${cursor ?? "9223372036854775807"}
      order by seq desc limit ${count + 1}`,
    [...values],
  );
  const items = rows.slice(0, count);
  const last = items.at(-1);
  return { items, ...(rows.length > count && last && { cursor: last.seq }) };
}

/** Removes letters; answers those that were still there. */
async function take(client: pg.PoolClient, letters: readonly LetterRow[]): Promise<LetterRow[]> {
  const { rows } = await client.query<LetterRow>("delete from qstash.dead_letters where seq = any($1) returning *", [
    letters.map(({ seq }) => seq),
  ]);
  return rows;
}

function show(row: LetterRow): Record<string, unknown> {
  return {
    ...showMessage({ ...readRow(row), id: row.message_id }),
    dlqId: row.id,
    responseStatus: row.response_status,
    responseHeader: row.response_header,
    ...showBody("responseBody", row.response_body),
  };
}
