-- What open pages are to hear of: recorded with the change that it tells of, told after the commit, and then gone. A row that is
-- left was not told yet.
create table live_events (
  institution_id uuid not null references institutions (id),
  id uuid not null default uuidv7(),
  type text not null check (type ~ '^[a-z]+\.[a-z]+$'),
  -- ids, kinds and codes; what people may see of it they read, with their own rights
  data jsonb not null default '{}' check (jsonb_typeof(data) = 'object'),
  -- who is to hear of it: {} everybody, {"orang": id}, {"peran": code}, {"unit": [ids]}
  untuk jsonb not null default '{}' check (jsonb_typeof(untuk) = 'object'),
  created_at timestamptz not null default now(),
  primary key (institution_id, id)
);
create index live_events_age on live_events (created_at);
select isolate_table('live_events', 'select, insert, delete');

-- What was not told, of every institution: whoever tells it later is nobody. Ids are all it says; the rest is read as the institution's.
create function live_events_due(grace interval, most integer) returns table (institution_id uuid, id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select e.institution_id, e.id from live_events e where e.created_at < now() - grace order by e.created_at limit most;
end;
grant execute on function live_events_due(interval, integer) to serambi_app;
