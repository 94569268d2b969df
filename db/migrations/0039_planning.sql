-- The first instant of a year, by which tables are parted. `make_timestamptz` would be asked again in each statement's run, and every
-- year's partition planned for until then: twenty milliseconds for a page of a list whose rows are read in two.
create function awal_tahun(tahun integer) returns timestamptz language sql immutable
  return make_timestamp(tahun, 1, 1, 0, 0, 0) at time zone 'UTC';
grant execute on function awal_tahun(integer) to serambi_app, serambi_ops;

-- The year (UTC) of the institution's clock. It is called immutable, which it is not, so that a statement is planned for this
-- year alone: right wherever a statement is planned for one run, as all are that come over HTTP. Functions, whose plans are kept
-- over New Year's night, say `extract(year from app_now() …)`.
create function tahun_sekarang() returns integer language sql immutable
  return extract(year from app_now() at time zone 'UTC')::integer;
grant execute on function tahun_sekarang() to serambi_app, serambi_ops;

-- With a setting of its own a function is not written into the statement that calls it: its plan is kept with the connection, where
-- each write of an order would plan its two joins anew, a third of all that such a write is planned for.
alter function penerus_sppd(uuid, uuid, uuid, text, smallint, jsonb) set search_path = pg_catalog, public;
