-- Words that stand in very many orders: their index gives every one of them before the first is looked at, which takes as long as there are
-- many (50,000 of a year: 50 ms of CPU). How many there are about is what the planner says, by what `analyze` saw of the texts; where
-- they are far more than would be looked up, nothing is, and the list is read in its order, of which a page is soon full.
create or replace function cari_perjalanan(kata text[], mulai timestamptz, sampai timestamptz, paling_banyak integer) returns uuid[]
  -- volatile for `explain`, which it asks what is expected; it changes nothing
  language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp set enable_seqscan = off as $$
declare
  pola text[] := pola_cari(kata);
  bentuk text[] := pola_akar(kata);
  syarat text := (select string_agg(case when pola[i] = bentuk[i] then format('c.teks like $1[%s]', i)
                    else format('(c.teks like $1[%1$s] or c.teks like $2[%1$s])', i) end, ' and ') from generate_subscripts(pola, 1) i);
  -- Planned anew each time: how often a word occurs decides how it is looked up.
  pencarian text := 'select c.id from cari_sppd c where c.institution_id = $3 and c.created_at >= $4 and c.created_at < $5 and ' || coalesce(syarat, 'false');
  rencana json;
  ditemukan uuid[];
begin
  execute 'explain (format json) ' || pencarian into rencana using pola, bentuk, current_institution(), mulai, sampai;
  if (rencana #>> '{0,Plan,Plan Rows}')::float8 > 5 * paling_banyak::float8 then
    return null;
  end if;
  execute format('select array(%s limit $6)', pencarian) into ditemukan using pola, bentuk, current_institution(), mulai, sampai, paling_banyak + 1;
  return case when cardinality(ditemukan) <= paling_banyak then ditemukan end;
end $$;
