-- Travellers of one order come back on days of their own: whoever is back first says so for themselves, and takes no day from the others.

-- The day they said they were back; null: not said, so the day that was ordered.
alter table sppd_pelaksana add tanggal_kembali_nyata date;
update sppd_pelaksana t set tanggal_kembali_nyata = s.tanggal_kembali_nyata
  from sppd s where s.institution_id = t.institution_id and s.id = t.sppd_id and s.created_at = t.sppd_created_at and s.tanggal_kembali_nyata is not null;

-- What is still missing before a traveller's statement of costs can be sent; empty: nothing. (As before, by the traveller's own return.)
create or replace function spj_kurang(wanted uuid, traveller uuid) returns text[] language sql stable
  return (
    select case when h.sppd_id is null then array['BIAYA_BELUM_DIISI'] else array_remove(array[
        case when h.etape <> s.etape or h.tanggal_kembali <> coalesce(t.tanggal_kembali_nyata, s.tanggal_kembali) then 'BIAYA_PERLU_DIHITUNG_ULANG' end,
        case when exists (select from sppd_biaya b where b.sppd_id = h.sppd_id and b.pegawai_id = h.pegawai_id
            and not b.otomatis and not b.riil and b.jumlah > 0 and b.isian ->> 'menginap' is distinct from 'false'
            and not exists (select from sppd_biaya_bukti k where k.biaya_id = b.id)) then 'BUKTI_BELUM_ADA' end,
        case when h.pernyataan is null and exists (select from sppd_biaya b where b.sppd_id = h.sppd_id and b.pegawai_id = h.pegawai_id
            and (b.riil or b.isian ->> 'menginap' = 'false')) then 'PERNYATAAN_BELUM_ADA' end], null) end
      from sppd s left join sppd_pelaksana t on t.sppd_id = s.id and t.pegawai_id = traveller
        left join sppd_spj h on h.sppd_id = s.id and h.pegawai_id = traveller
     where s.id = wanted and s.created_at = uuid_extract_timestamp(wanted));
