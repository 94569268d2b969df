import { sql, type Query } from "./postgres.ts";

/** What open pages hear of; of `session.ended` only the hub does, which closes what is open under that session. */
export type LiveType =
  | "module.activated"
  | "module.deactivated"
  | "module.configured"
  | "notification.new"
  | "job.progress"
  | "session.ended";

/** Who is to hear of something, in an institution: nothing said, everybody; else one person, the holders of a role, those who have a role in one of the units. */
export interface Audience {
  readonly orang?: string;
  readonly peran?: string;
  readonly unit?: readonly string[];
}

/** Something that happened, as it is recorded. Told twice under one id, it is heard once. */
export interface LiveEvent {
  readonly id: string;
  readonly type: LiveType;
  readonly data: Readonly<Record<string, unknown>>;
  readonly untuk: Audience;
}

/** What is told to an institution's open pages at a time: events in their order, and cache tags that were dropped. */
export interface Bulletin {
  readonly events: readonly LiveEvent[];
  readonly tags: readonly string[];
}

/** How long (ms) the hub is waited for; what it took all the same, it knows when it is told again. */
export const livePatienceMs = 5_000;

/** The columns of an event as it is told. */
export const liveColumns: Query<LiveEvent> = sql<LiveEvent>`id, type, data, untuk`;

/**
 * The CTE body that records an event for each row of `from`, whose rows prove that it happened, in the statement that makes it
 * happen. `data` and `untuk` (an `Audience`; everybody unless told) are jsonb over such a row, called `e`: ids, kinds and codes alone.
 */
export function recordEvents(from: Query, event: { type: LiveType; data: Query; untuk?: Query }): Query {
  return sql`insert into live_events (institution_id, type, data, untuk)
    select e.institution_id, ${event.type}, ${event.data}, ${event.untuk ?? sql`'{}'::jsonb`} from ${from} e returning ${liveColumns}`;
}

/** Takes away what was told. */
export function forgetEvents(events: readonly Pick<LiveEvent, "id">[]): Query {
  return sql`delete from live_events where id = any(${events.map(({ id }) => id)}::uuid[])`;
}
