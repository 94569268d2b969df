-- Keys by which a client repeats a POST that it heard no answer to: the write is done once, its answer given again.

create table idempotency_keys (
  institution_id uuid not null references institutions (id),
  user_id uuid not null,
  key text not null check (key ~ '^[!-~]{1,255}$'),
  -- SHA-256 of method, address and body: the same key for something else is refused
  request_hash text not null,
  -- what the write answered, written by its own statement
  answer jsonb,
  created_at timestamptz not null default now(),
  primary key (institution_id, user_id, key),
  foreign key (institution_id, user_id) references users (institution_id, id)
);
create index idempotency_keys_age on idempotency_keys (institution_id, user_id, created_at);
select isolate_table('idempotency_keys', 'select, insert, delete');
grant update (answer) on idempotency_keys to serambi_app;

-- Claims a key for the write that follows in the same transaction. Whoever has claimed it before and is not done yet is
-- waited for; when they have written, this fails as SB409 and takes the whole transaction with it. The person's keys of
-- more than a week ago go: nobody repeats those.
create function claim_key(who uuid, wanted text, hash text) returns void language plpgsql as $$
begin
  delete from idempotency_keys k
   where k.institution_id = current_institution() and k.user_id = who and k.created_at < now() - interval '7 days';
  insert into idempotency_keys (institution_id, user_id, key, request_hash)
    values (current_institution(), who, wanted, hash) on conflict do nothing;
  if not found then
    raise exception using errcode = 'SB409', message = 'this key has been used';
  end if;
  perform set_config('app.key_user', who::text, true), set_config('app.key', wanted, true);
end $$;
grant execute on function claim_key(uuid, text, text) to serambi_app;

-- Keeps what a write answers with the key that was claimed for it, if one was; answers the same.
create function keep_answer(given jsonb) returns jsonb language plpgsql as $$
begin
  if current_setting('app.key', true) <> '' then
    update idempotency_keys k set answer = given
     where k.institution_id = current_institution() and k.user_id = current_setting('app.key_user')::uuid
       and k.key = current_setting('app.key');
  end if;
  return given;
end $$;
grant execute on function keep_answer(jsonb) to serambi_app, serambi_ops;

-- Gives the claimed key back when the write changed nothing: it was refused, and may be tried again under the same key.
create function release_key() returns void language sql as $$
  delete from idempotency_keys k
   where k.institution_id = current_institution() and k.user_id = current_setting('app.key_user')::uuid
     and k.key = current_setting('app.key') and k.answer is null
$$;
grant execute on function release_key() to serambi_app;
