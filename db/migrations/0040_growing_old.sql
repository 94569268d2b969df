-- What grows old: numbers of payments stay taken when their rows have left.

-- Proofs of payment by their numbers, whether their payments lie here or in the archive: a receipt and a receipt number of the treasury
-- count once, for ever. The payment's id tells a payment that comes back from another that would use its number.
create table nomor_pembayaran (
  institution_id uuid not null references institutions (id),
  -- the payment's
  id uuid not null,
  -- the budget year, within which a receipt has its number to itself
  tahun smallint not null,
  nomor_bukti text,
  ntpn text,
  primary key (institution_id, id),
  check (num_nonnulls(nomor_bukti, ntpn) > 0)
);
insert into nomor_pembayaran (institution_id, id, tahun, nomor_bukti, ntpn)
  select institution_id, id, tahun, nomor_bukti, ntpn from sppd_pembayaran where num_nonnulls(nomor_bukti, ntpn) > 0;
drop index sppd_pembayaran_nomor, sppd_pembayaran_ntpn;
create unique index nomor_pembayaran_bukti on nomor_pembayaran (institution_id, tahun, nomor_bukti);
create unique index nomor_pembayaran_ntpn on nomor_pembayaran (institution_id, ntpn);
-- what was used stays used
select isolate_table('nomor_pembayaran', 'select, insert');

-- Takes a payment's numbers, in the statement that writes it; one that comes back from the archive has them already.
create function ambil_nomor_pembayaran() returns trigger language plpgsql as $$
begin
  insert into nomor_pembayaran (institution_id, id, tahun, nomor_bukti, ntpn) values (new.institution_id, new.id, new.tahun, new.nomor_bukti, new.ntpn)
    on conflict (institution_id, id) do nothing;
  return null;
end $$;
create trigger sppd_pembayaran_nomor after insert on sppd_pembayaran
  for each row when (num_nonnulls(new.nomor_bukti, new.ntpn) > 0) execute function ambil_nomor_pembayaran();
