-- The outbox: work that was recorded with the change that caused it, and cache tags still to be dropped.

create table jobs (
  institution_id uuid not null references institutions (id),
  id uuid not null default uuidv7(),
  name text not null check (name ~ '^[a-z_]+\.[a-z_]+$'),
  payload jsonb not null default '{}',
  -- recorded: not yet handed to the queue · sent · running: leased · done · dead: given up · cancelled
  status text not null default 'recorded' check (status in ('recorded', 'sent', 'running', 'done', 'dead', 'cancelled')),
  created_by uuid,
  -- each retry by a person is a new attempt, so that the queue's deduplication lets it through
  attempt smallint not null default 1,
  -- chunks of this attempt; a continuation is published under the next number
  chunk integer not null default 0,
  -- how often this chunk was begun: one that takes its function down with it must not begin for ever
  tries smallint not null default 0,
  done integer not null default 0,
  total integer not null default 0,
  result jsonb,
  error_code text,
  lease text,
  lease_until timestamptz,
  traceparent text,
  created_at timestamptz not null default now(),
  -- since when the queue should have delivered it: it was sent, or its next retry is then
  sent_at timestamptz,
  finished_at timestamptz,
  primary key (institution_id, id),
  foreign key (institution_id, created_by) references users (institution_id, id)
);
create index jobs_creator on jobs (institution_id, created_by, id);
create index jobs_status on jobs (institution_id, status, id);
create index jobs_unsent on jobs (created_at) where status = 'recorded';
create index jobs_leased on jobs (lease_until) where status = 'running';
create index jobs_waiting on jobs (sent_at) where status = 'sent';
select isolate_table('jobs', 'select, insert, update');

create table tag_bumps (
  institution_id uuid not null references institutions (id),
  id uuid not null default uuidv7(),
  tags text[] not null,
  created_at timestamptz not null default now(),
  primary key (institution_id, id)
);
create index tag_bumps_age on tag_bumps (created_at);
select isolate_table('tag_bumps', 'select, insert, delete');

-- The sweep sees every institution's outbox, but only what it needs to send it on. Overdue: it was sent, and then its
-- function died (the lease ran out) or nothing was heard of it for a quarter of an hour.
create function outbox_due(grace interval, most integer)
  returns table (institution_id uuid, id uuid, name text, attempt smallint, chunk integer, traceparent text, overdue boolean)
  language sql stable security definer set search_path = pg_catalog, public
begin atomic
  (select j.institution_id, j.id, j.name, j.attempt, j.chunk, j.traceparent, false
     from jobs j where j.status = 'recorded' and j.created_at < now() - grace order by j.created_at limit most)
  union all
  (select j.institution_id, j.id, j.name, j.attempt, j.chunk, j.traceparent, true
     from jobs j where j.status = 'running' and j.lease_until < now() - grace order by j.lease_until limit most)
  union all
  (select j.institution_id, j.id, j.name, j.attempt, j.chunk, j.traceparent, true
     from jobs j where j.status = 'sent' and j.sent_at < now() - interval '15 minutes' - grace order by j.sent_at limit most);
end;
grant execute on function outbox_due(interval, integer) to serambi_app;

create function tag_bumps_due(grace interval, most integer)
  returns table (institution_id uuid, id uuid, tags text[])
  language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select b.institution_id, b.id, b.tags from tag_bumps b where b.created_at < now() - grace order by b.created_at limit most;
end;
grant execute on function tag_bumps_due(interval, integer) to serambi_app;
