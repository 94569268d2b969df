-- Who is given more time is reminded anew: with another day of return the reminders of the former deadline are forgotten.
grant delete on sppd_pengingat to serambi_app;

-- Rows of an uploaded table of tariffs that have errors, as they were sent, with their reasons: where they lie.
alter table impor_tarif add lembar_galat text;
grant update (lembar_galat) on impor_tarif to serambi_app;
