import type pg from "pg";
import { writeCallback } from "./callback.ts";
import { type EndpointReply, readReplyHeader } from "./delivery.ts";
import type { Message } from "./message.ts";
import { chooseRetryDelay } from "./retry.ts";
import { inTransaction } from "./schema.ts";
import { specOfCallback } from "./spec.ts";
import { acceptOne } from "./store.ts";

/**
 * Does what an endpoint's answer asks for, all of it or nothing: 2xx ends the message; anything else is tried again later, or
 * given up when the retries are used up or the endpoint says that it is of no use (489 with
 * `Upstash-NonRetryable-Error`). Each attempt is told to the callback, giving up to the failure callback.
 *
 * A message that was cancelled meanwhile stays cancelled.
 */
export async function settle(pool: pg.Pool, message: Message, reply: EndpointReply, now: number): Promise<void> {
  const { spec, id } = message;
  const delivered = reply.status >= 200 && reply.status < 300;
  const hopeless = reply.status === 489 && readReplyHeader(reply, "Upstash-NonRetryable-Error") === "true";
  const givenUp = !delivered && (hopeless || message.retried >= spec.retries);
  await inTransaction(pool, async (client) => {
    const ended = delivered || givenUp;
    const found = ended
      ? await client.query("delete from qstash.messages where id = $1", [id])
      : await client.query("update qstash.messages set retried = retried + 1, not_before = $2 where id = $1", [
          id,
          now + chooseRetryDelay(message, reply),
        ]);
    if (!found.rowCount) return;
    const { callback, failureCallback } = spec;
    const tell = async (target: typeof callback, dlqId?: string): Promise<void> => {
      if (!target) return;
      const body = writeCallback(message, reply, dlqId);
      await acceptOne(client, { url: target.url, body, spec: specOfCallback(target, spec.retries) }, now);
    };
    await tell(callback);
    if (givenUp) await tell(failureCallback, await bury(client, message, reply, now));
  });
}

/** Keeps a message that was given up among the dead letters; answers the letter's id. */
async function bury(client: pg.PoolClient, message: Message, reply: EndpointReply, now: number): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `with next as (select nextval(pg_get_serial_sequence('qstash.dead_letters', 'seq')) as seq)
     insert into qstash.dead_letters (seq, id, message_id, url, body, spec, created_at, not_before, retried,
       schedule_id, caller_ip, response_status, response_header, response_body)
     select seq, $1::text || '-' || seq, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13 from next
     returning id`,
    [
      String(now),
      message.id,
      message.url,
      message.body,
      JSON.stringify(message.spec),
      message.createdAt,
      message.notBefore,
      message.retried,
      message.scheduleId,
      message.callerIp,
      reply.status,
      JSON.stringify(reply.header),
      reply.body,
    ],
  );
  return rows[0]?.id ?? "";
}
