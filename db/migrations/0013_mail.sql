-- Mails: each is recorded in the statement that causes it, and sent by a job, once.

-- In which language somebody is written to.
alter table users add bahasa text not null default 'id' check (bahasa in ('id', 'en'));
grant update (bahasa) on users to serambi_app;

create table surel (
  institution_id uuid not null references institutions (id),
  id uuid not null default uuidv7(),
  -- null: to an address that is nobody's account
  user_id uuid,
  kepada text not null check (kepada <> ''),
  bahasa text not null default 'id' check (bahasa in ('id', 'en')),
  templat text not null check (templat ~ '^[a-z_]+$'),
  -- ids, and names as they were; never a link or a token
  data jsonb not null default '{}' check (jsonb_typeof(data) = 'object'),
  -- what must not be said twice, however often it is recorded
  kunci text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  -- the provider's own id of it, where it told one
  penyedia_id text,
  -- why it was not sent, and will not be by itself
  galat text check (galat ~ '^[A-Z_]+$'),
  primary key (institution_id, id),
  foreign key (institution_id, user_id) references users (institution_id, id),
  check (sent_at is null or galat is null)
);
create unique index surel_kunci on surel (institution_id, kunci) where kunci is not null;
create index surel_user on surel (institution_id, user_id);
select isolate_table('surel', 'select, insert');
grant update (sent_at, penyedia_id, galat) on surel to serambi_app;
