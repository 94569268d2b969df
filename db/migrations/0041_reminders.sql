-- Who is given more time is reminded anew: with another day of return the reminders of the former deadline are forgotten.
grant delete on sppd_pengingat to serambi_app;
