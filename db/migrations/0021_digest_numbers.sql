-- Up to which number of each audience ({ saluran_id: nomor }) a digest has told somebody. Times would not do: what is being said
-- while a digest is recorded has an earlier time than the digest, and is not seen yet. Numbers of an audience become visible in their order.
alter table users add diringkas_sampai jsonb;
grant update (diringkas_sampai) on users to serambi_app;

-- `diringkas_pada` is from now on since when they want digests: it bounds what was told by none.
create or replace function mulai_ringkasan() returns trigger language plpgsql as $$
begin
  new.diringkas_untuk := app_today();
  new.diringkas_pada := statement_timestamp();
  new.diringkas_sampai := null;
  return new;
end $$;
