-- What Postgres lets everybody call by default, it does for every schema at once: default privileges of one schema only add to
-- that, so revoking there took nothing away. From here on a function is called by whoever it was granted to.

alter default privileges revoke execute on functions from public;

do $$ declare fungsi regprocedure; begin
  for fungsi in select p.oid from pg_proc p where p.pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') loop
    execute format('revoke execute on function %s from public', fungsi);
  end loop;
end $$;
