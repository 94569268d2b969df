-- Budget years: closed once nothing of them is open, prepared before they begin.

-- A line of a closed year takes no commitment: whoever submits asks the line that it locks anyhow.
alter table anggaran add ditutup boolean not null default false;
grant update (ditutup) on anggaran to serambi_app;

-- Closed is a year of which the last that was done is that.
create table tahun_jejak (
  institution_id uuid not null references institutions (id),
  id uuid not null default uuidv7(),
  tahun smallint not null,
  aksi text not null check (aksi in ('tutup', 'buka')),
  oleh uuid not null,
  alasan text,
  created_at timestamptz not null default now(),
  primary key (institution_id, id),
  foreign key (institution_id, oleh) references users (institution_id, id),
  check ((alasan is null) = (aksi = 'tutup'))
);
create index tahun_jejak_tahun on tahun_jejak (institution_id, tahun, id);
create index tahun_jejak_oleh on tahun_jejak (institution_id, oleh);
select isolate_table('tahun_jejak', 'select, insert');

create function tahun_tertutup(wanted integer) returns boolean language sql stable
  return coalesce((select j.aksi = 'tutup' from tahun_jejak j where j.tahun = wanted order by j.id desc limit 1), false);
grant execute on function tahun_tertutup(integer) to serambi_app, serambi_ops;
