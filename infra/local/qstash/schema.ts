import type pg from "pg";

/** Makes the tables where they are missing. Times are milliseconds since 1970 on the queue's clock. */
export async function prepareSchema(pool: pg.Pool): Promise<void> {
  await pool.query(`
    create schema if not exists qstash;
    create table if not exists qstash.messages (
      id text primary key, url text not null, body bytea not null, spec jsonb not null,
      created_at bigint not null, not_before bigint not null, retried int not null default 0,
      delivering boolean not null default false, schedule_id text, caller_ip text not null default '127.0.0.1'
    );
    create index if not exists messages_due on qstash.messages (not_before) where not delivering;
    create table if not exists qstash.seen (key text primary key, message_id text not null, until bigint not null);
    create table if not exists qstash.schedules (
      id text primary key, cron text not null, url text not null, body bytea not null, spec jsonb not null,
      created_at bigint not null, paused boolean not null default false, last_at bigint, next_at bigint not null
    );
    create table if not exists qstash.dlq (
      id text primary key, message jsonb not null, body bytea not null, created_at bigint not null,
      response_status int not null, response_header jsonb not null, response_body bytea not null
    );
    create table if not exists qstash.keys (one boolean primary key default true check (one), current text not null, next text not null);
  `);
}
