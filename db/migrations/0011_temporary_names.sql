-- Temporary tables come before all others in a search path that does not name them. A function with its owner's rights took
-- its caller's for the one it meant: `open_year` built a statement from what it read there, and carried it out as the owner.
-- So they come last; and the application makes none at all, which on a shared connection would also be the next one's.

do $$ declare fungsi regprocedure; begin
  for fungsi in select p.oid from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') loop
    execute format('alter function %s set search_path = pg_catalog, public, pg_temp', fungsi);
  end loop;
  execute format('revoke temporary on database %I from public', current_database());
  if has_database_privilege('serambi_app', current_database(), 'temporary') then
    raise exception 'serambi_app must not make temporary tables: migrate as the owner of the database';
  end if;
end $$;
