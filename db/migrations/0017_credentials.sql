-- What credentials need beside: links that confirm an e-mail address, and the accounts of one human being.

alter table tautan_akun
  drop constraint tautan_akun_tujuan_check,
  add check (tujuan in ('undangan', 'atur_ulang', 'surel')),
  -- the address that waits to be confirmed
  add surel text check (surel = lower(btrim(surel)) and surel <> ''),
  add check ((tujuan = 'surel') = (surel is not null));

-- Whoever proves that an account is theirs as well joins it to their own.
grant update (orang_id) on users to serambi_app;

-- The institutions in which the human being of one's own account has accounts, that one first: names that anybody may know, and
-- nothing of the accounts there. Whose account it is counts only in the institution that asks.
create function keanggotaan(wanted uuid) returns table (institution_id uuid, slug text, nama text, host text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select i.id, i.slug, i.nama, i.host
    from users saya join users u on u.orang_id = saya.orang_id join institutions i on i.id = u.institution_id
   where saya.id = wanted and saya.institution_id = current_institution() and saya.aktif and u.aktif
   group by i.id order by (i.id = current_institution()) desc, i.nama, i.id;
end;
grant execute on function keanggotaan(uuid) to serambi_app;
